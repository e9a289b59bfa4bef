package io.dmskit.template;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * The account whose story everybody can follow: opened with 1,000.00, then +500, -200, +5 of interest and a fee of 10, which makes
 * 1,295.00. Nobody else writes to it.
 */
final class StoryAccount {
    static final long ID = 1;
    static final BigDecimal END = new BigDecimal("1295.00");

    private record Step(String kind, BigDecimal amount) {}

    private static final List<Step> STEPS = List.of(
            new Step("deposit", new BigDecimal("500.00")),
            new Step("withdrawal", new BigDecimal("-200.00")),
            new Step("interest", new BigDecimal("5.00")),
            new Step("fee", new BigDecimal("-10.00")));

    private int told;

    private StoryAccount(int told) {
        this.told = told;
    }

    /** Finds how far the story has been told: every entry of the account but its opening is a step. */
    static StoryAccount read(Connection connection) throws SQLException {
        long entries = Statements.only(
                connection, Long.class, "select count(*) from \"BANKING\".\"LEDGER\" where \"ACCOUNT_ID\" = ?", ID);
        if (entries == 0) {
            throw new SQLException(
                    "the story account " + ID + " has no opening entry: run data.sql on the source first");
        }
        return new StoryAccount((int) entries - 1);
    }

    boolean goesOn() {
        return told < STEPS.size();
    }

    /** Carries out the next step without committing it. */
    String tell(Connection connection) throws SQLException {
        Step step = STEPS.get(told);
        BankLedger.lockedBalance(connection, ID);
        BankLedger.book(connection, ID, step.kind(), step.amount());
        told++;
        return "story";
    }
}
