package io.dmskit.preflight;

import io.dmskit.catalog.Session;
import java.sql.SQLException;

/** How a PostgreSQL database sorts its texts. */
final class PostgresCollation {
    // The provider is known from 15 on; its locale was called daticulocale before 17.
    private static final String LOCALE = """
            SELECT CASE WHEN coalesce(known ->> 'datlocprovider', 'c') = 'c' THEN datcollate
                        ELSE coalesce(known ->> 'datlocale', known ->> 'daticulocale') END
            FROM pg_database, to_jsonb(pg_database) AS known
            WHERE datname = current_database()""";

    private PostgresCollation() {}

    /** Returns the name of the locale, whoever provides it; POSIX is another name of C. */
    static String of(Session session) throws SQLException {
        String locale = session.row(LOCALE, row -> row.getString(1));
        return "POSIX".equals(locale) ? "C" : locale;
    }
}
