package io.dmskit.proposal;

import io.dmskit.catalog.PostgresSql;
import io.dmskit.catalog.Table;
import java.sql.SQLException;
import java.util.Locale;

/**
 * Rows of a table to look at: all of a small one, a share of a large one's pages.
 *
 * @param from what stands after FROM
 * @param exact whether it is all rows
 */
record Sample(String from, boolean exact) {
    /** PostgreSQL's code of a statement that ran into its time limit, a lock's included, or was cancelled. */
    private static final String CANCELLED = "57014";

    /** As many rows as give quantiles within a few per cent, also where neighbours on a page are alike. */
    private static final long ROWS = 200_000;

    /** Pages are drawn by chance, but the same ones each time: the same database gets the same proposal. */
    private static final int SEED = 17;

    static Sample all(Table table) {
        return new Sample(PostgresSql.quote(table.name()), true);
    }

    static Sample of(Table table) {
        return table.estimatedRows() <= ROWS ? all(table) : some(table, ROWS);
    }

    static Sample some(Table table, long rows) {
        double share = Math.min(100, 100.0 * rows / Math.max(1, table.estimatedRows()));
        return new Sample(
                PostgresSql.quote(table.name())
                        + String.format(Locale.ROOT, " TABLESAMPLE SYSTEM (%.6f) REPEATABLE (%d)", share, SEED),
                false);
    }

    /** Says why a question has no answer, or throws what is no matter of time or permission. */
    static String unanswered(SQLException failure, String question) throws SQLException {
        String state = String.valueOf(failure.getSQLState());
        return switch (state) {
            case CANCELLED, "55P03" -> question + " could not be found out in time";
            case "42501" -> question + " could not be found out: the user may not read the table";
            default -> throw failure;
        };
    }
}
