package io.dmskit.local.engine.validate;

import io.dmskit.catalog.TableName;
import io.dmskit.local.engine.PostgresDatabase;
import io.dmskit.local.engine.ReplicationException;
import io.dmskit.local.engine.Sql;
import io.dmskit.verify.Difference;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The control table of failed records. It holds what the last comparison of each table found, so that a row that was mended goes.
 * DETAILS names the columns that differ, not their values.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Validating.html#CHAP_Validating.Troubleshooting">Data validation:
 *     troubleshooting</a>
 */
public final class ValidationFailures {
    private static final int LONGEST_DETAILS = 8000;

    private final PostgresDatabase target;
    private final TableName table;
    private final String task;
    private final InstantSource clock;

    /**
     * Creates the value.
     *
     * @param schema where control tables are
     * @param task last part of the task's ARN
     */
    public ValidationFailures(PostgresDatabase target, String schema, String task, InstantSource clock) {
        this.target = target;
        this.table = new TableName(schema, "awsdms_validation_failures_v1");
        this.task = task;
        this.clock = clock;
    }

    /** Creates the table if it is missing. */
    public void create() throws ReplicationException {
        try (Connection connection = target.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET client_min_messages = warning");
            statement.execute("CREATE SCHEMA IF NOT EXISTS " + Sql.name(table.schema()));
            statement.execute("CREATE TABLE IF NOT EXISTS " + Sql.name(table)
                    + " (task_name varchar(128) NOT NULL, table_owner varchar(128) NOT NULL,"
                    + " table_name varchar(128) NOT NULL, failure_time timestamp NOT NULL,"
                    + " key_type varchar(128) NOT NULL, key varchar(8000) NOT NULL,"
                    + " failure_type varchar(128) NOT NULL, details varchar(8000) NOT NULL)");
        } catch (SQLException e) {
            throw target.failure(e);
        }
    }

    /** Replaces what is written about a target table. */
    void write(TableName differing, Collection<Difference> failed) throws ReplicationException {
        try (Connection connection = target.connect()) {
            connection.setAutoCommit(false);
            delete(connection, differing);
            insert(connection, differing, failed);
            connection.commit();
        } catch (SQLException e) {
            throw target.failure(e);
        }
    }

    private void delete(Connection connection, TableName differing) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                "DELETE FROM " + Sql.name(table) + " WHERE task_name = ? AND table_owner = ? AND table_name = ?")) {
            delete.setString(1, task);
            delete.setString(2, differing.schema());
            delete.setString(3, differing.table());
            delete.executeUpdate();
        }
    }

    private void insert(Connection connection, TableName differing, Collection<Difference> failed) throws SQLException {
        Instant now = clock.instant();
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO " + Sql.name(table) + " VALUES (?, ?, ?, ?, 'Row', ?, ?, ?)")) {
            for (Difference difference : failed) {
                insert.setString(1, task);
                insert.setString(2, differing.schema());
                insert.setString(3, differing.table());
                insert.setString(4, LocalDateTime.ofInstant(now, ZoneOffset.UTC).toString());
                insert.setString(5, "{\"key\": " + array(difference.key()) + "}");
                insert.setString(6, type(difference));
                insert.setString(7, details(difference));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static String type(Difference difference) {
        return switch (difference.kind()) {
            case DIFFERENT -> "RECORD_DIFF";
            case ONLY_ON_TARGET -> "MISSING_SOURCE";
            case MISSING_ON_TARGET -> "MISSING_TARGET";
        };
    }

    private static String details(Difference difference) {
        if (difference.columns().isEmpty()) {
            return "";
        }
        String columns = "{\"columns\": " + array(difference.columns()) + "}";
        return columns.length() <= LONGEST_DETAILS ? columns : columns.substring(0, LONGEST_DETAILS);
    }

    private static String array(List<String> values) {
        return values.stream()
                .map(value ->
                        '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"')
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
