package io.dmskit.template;

import io.dmskit.catalog.ConnectionSupplier;
import io.dmskit.template.BusinessCheck.Answer;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A store that is closed: nobody writes, but what there was must be there afterwards. */
final class StoreWorkload implements Workload {
    private static final String INVENTORY_VALUE =
            "select sum(on_hand * unit_price) from %1$s.inventory join %1$s.products using (sku)";
    private static final String SALES_TOTAL = "select sum(amount) from %s.sales";

    @Override
    public String name() {
        return "store";
    }

    @Override
    public RunningWorkload start(ConnectionSupplier source) {
        return Writers.start(name(), source, 1, List.of());
    }

    @Override
    public List<BusinessCheck> checks() {
        return List.of(
                new BusinessCheck("inventory-value", (sources, target) -> same(INVENTORY_VALUE, sources, target)),
                new BusinessCheck("sales-total", (sources, target) -> same(SALES_TOTAL, sources, target)));
    }

    private static Answer same(String question, List<Connection> sources, Connection target) throws SQLException {
        BigDecimal before = Statements.only(sources.get(0), BigDecimal.class, question.formatted("store"));
        BigDecimal after = Statements.only(target, BigDecimal.class, question.formatted("headquarters_store"));
        return new Answer(before.compareTo(after) == 0, before + " in the store, " + after + " at headquarters");
    }
}
