package io.dmskit.template;

import io.dmskit.catalog.ConnectionSupplier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A bank on a working day: four tellers, 400 transactions a second. */
final class BankWorkload implements Workload {
    private static final int TELLERS = 4;
    private static final double TRANSACTIONS_PER_SECOND = 400;

    @Override
    public String name() {
        return "bank";
    }

    @Override
    public RunningWorkload start(ConnectionSupplier source) throws SQLException {
        List<BankTeller> tellers = new ArrayList<>();
        try (Connection connection = source.connect()) {
            BankStock stock = BankStock.read(connection);
            tellers.add(BankTeller.withStory(1, stock, StoryAccount.read(connection)));
            for (int teller = 2; teller <= TELLERS; teller++) {
                tellers.add(BankTeller.withoutStory(teller, stock));
            }
        }
        return Writers.start(name(), source, TRANSACTIONS_PER_SECOND, tellers);
    }

    @Override
    public List<BusinessCheck> checks() {
        return BankChecks.ALL;
    }
}
