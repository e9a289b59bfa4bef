package io.dmskit.template;

import io.dmskit.catalog.ConnectionSupplier;
import io.dmskit.template.BusinessCheck.Answer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** One store of a chain at work; every store of the chain runs its own. */
final class StoresWorkload implements Workload {
    private static final double TRANSACTIONS_PER_SECOND = 60;
    private static final List<String> TABLES = List.of("products", "inventory", "sales");

    @Override
    public String name() {
        return "stores";
    }

    @Override
    public RunningWorkload start(ConnectionSupplier source) throws SQLException {
        try (Connection connection = source.connect()) {
            return Writers.start(name(), source, TRANSACTIONS_PER_SECOND, List.of(StoreTill.read(connection)));
        }
    }

    @Override
    public List<BusinessCheck> checks() {
        return List.of(
                new BusinessCheck("milk-inventory", StoresWorkload::milkInventory),
                new BusinessCheck("no-key-collisions", StoresWorkload::noKeyCollisions));
    }

    private static Answer milkInventory(List<Connection> sources, Connection target) throws SQLException {
        String found = Statements.only(
                target,
                String.class,
                "select coalesce(string_agg(on_hand || ' in store ' || store_id, ', ' order by store_id), 'none')"
                        + " from headquarters.inventory where sku = ?",
                StoreTill.MILK);
        long right = Statements.only(
                target,
                Long.class,
                "select count(*) from headquarters.inventory where sku = ? and on_hand = ?",
                StoreTill.MILK,
                StoreTill.MILK_IN_THE_END);
        return new Answer(
                right == sources.size(),
                "milk at headquarters: " + found + "; expected " + StoreTill.MILK_IN_THE_END + " in each of "
                        + sources.size());
    }

    /** All stores use the same keys; had one store's rows replaced another's, headquarters would hold fewer than the stores. */
    private static Answer noKeyCollisions(List<Connection> sources, Connection target) throws SQLException {
        boolean passed = true;
        StringBuilder detail = new StringBuilder("rows in the stores / at headquarters:");
        for (String table : TABLES) {
            long inStores = 0;
            for (Connection source : sources) {
                inStores += Statements.only(source, Long.class, "select count(*) from store." + table);
            }
            long there = Statements.only(target, Long.class, "select count(*) from headquarters." + table);
            passed &= inStores == there;
            detail.append(' ')
                    .append(table)
                    .append(' ')
                    .append(inStores)
                    .append('/')
                    .append(there);
        }
        return new Answer(passed, detail.toString());
    }
}
