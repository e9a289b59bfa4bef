package io.dmskit.checkpoint;

import io.dmskit.endpoint.Engine;
import io.dmskit.position.BinlogPosition;
import io.dmskit.position.CdcSupport;
import io.dmskit.position.Lsn;
import io.dmskit.position.NativePosition;
import io.dmskit.position.PositionForm;
import io.dmskit.position.Scn;
import io.dmskit.position.SqlServerLsn;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * The end of a source's log.
 *
 * @param position where it is
 * @param at when, by the source's clock
 */
record LogEnd(NativePosition position, Instant at) {
    /** Not what is written or flushed: commits that do not wait for the disk are seen before they are there. */
    private static final String POSTGRES = """
            SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_insert_lsn() END::text,
                   to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')""";

    private static final String MYSQL_TIME = "SELECT DATE_FORMAT(UTC_TIMESTAMP(6), '%Y-%m-%dT%H:%i:%s.%fZ')";
    private static final String ORACLE = """
            SELECT TO_CHAR(CURRENT_SCN), TO_CHAR(SYS_EXTRACT_UTC(SYSTIMESTAMP), 'YYYY-MM-DD"T"HH24:MI:SS.FF3"Z"')
            FROM V$DATABASE""";
    private static final String SQL_SERVER =
            "SELECT sys.fn_cdc_get_max_lsn(), CONVERT(varchar(33), SYSUTCDATETIME(), 126) + 'Z'";

    /** How one engine tells. */
    @FunctionalInterface
    interface Reader {
        LogEnd read(Connection connection) throws SQLException;
    }

    static Reader of(Engine engine) {
        Optional<PositionForm> form = CdcSupport.nativeStart(engine);
        return switch (form.orElseThrow(() -> new IllegalArgumentException("a source of engine " + engine
                + " has no position that DMS can start it from: start it at a time, or from a recovery checkpoint"))) {
            case LSN -> LogEnd::postgres;
            case BINLOG -> LogEnd::mysql;
            case SCN -> LogEnd::oracle;
            case SQL_SERVER_LSN -> LogEnd::sqlServer;
        };
    }

    private static LogEnd postgres(Connection connection) throws SQLException {
        return row(
                        connection,
                        POSTGRES,
                        row -> new LogEnd(Lsn.parse(row.getString(1)), Instant.parse(row.getString(2))))
                .orElseThrow(() -> new SQLException("PostgreSQL tells no position of its log"));
    }

    private static LogEnd mysql(Connection connection) throws SQLException {
        Instant at = row(connection, MYSQL_TIME, row -> Instant.parse(row.getString(1)))
                .orElseThrow(() -> new SQLException("the source tells no time"));
        String status = binaryLogStatus(connection.getMetaData());
        return row(connection, status, row -> new BinlogPosition(row.getString(1), row.getLong(2)))
                .map(position -> new LogEnd(position, at))
                .orElseThrow(() -> new SQLException(
                        status + " is empty: the source writes no binary log; set log_bin and binlog_format=ROW"));
    }

    /** MySQL 8.4 has lost the old words, MySQL before 8.2 and MariaDB do not know the new ones. */
    private static String binaryLogStatus(DatabaseMetaData database) throws SQLException {
        boolean mariaDb = (database.getDatabaseProductName() + " " + database.getDatabaseProductVersion())
                .toLowerCase(Locale.ROOT)
                .contains("mariadb");
        int major = database.getDatabaseMajorVersion();
        boolean renamed = !mariaDb && (major > 8 || (major == 8 && database.getDatabaseMinorVersion() >= 2));
        return renamed ? "SHOW BINARY LOG STATUS" : "SHOW MASTER STATUS";
    }

    private static LogEnd oracle(Connection connection) throws SQLException {
        return row(connection, ORACLE, row -> new LogEnd(Scn.parse(row.getString(1)), Instant.parse(row.getString(2))))
                .orElseThrow(() -> new SQLException("V$DATABASE is empty: Oracle tells no system change number"));
    }

    private static LogEnd sqlServer(Connection connection) throws SQLException {
        return row(connection, SQL_SERVER, LogEnd::sqlServer)
                .flatMap(end -> end)
                .orElseThrow(
                        () -> new SQLException("sys.fn_cdc_get_max_lsn is NULL: MS-CDC has captured nothing in this"
                                + " database; enable it with sys.sp_cdc_enable_db and on a table"));
    }

    private static Optional<LogEnd> sqlServer(ResultSet row) throws SQLException {
        byte[] lsn = row.getBytes(1);
        return lsn == null
                ? Optional.empty()
                : Optional.of(new LogEnd(SqlServerLsn.of(lsn), Instant.parse(row.getString(2))));
    }

    private static <T> Optional<T> row(Connection connection, String sql, Row<T> read) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? Optional.of(read.of(rows)) : Optional.empty();
        }
    }

    @FunctionalInterface
    private interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }
}
