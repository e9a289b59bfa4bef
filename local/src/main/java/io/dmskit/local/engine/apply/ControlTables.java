package io.dmskit.local.engine.apply;

import io.dmskit.catalog.TableName;
import io.dmskit.local.engine.Checkpoint;
import io.dmskit.local.engine.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The tables in which a task keeps its own state on the target. The position is written in the same transaction as the rows, so
 * that no change is applied twice or left out, whenever the process dies.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TaskSettings.ControlTable.html">Control
 *     table task settings</a>
 */
public final class ControlTables {
    /** Key of the advisory lock; any number that nobody else uses. */
    private static final long CREATION = 0x646d_736b_6974L;

    private static final String POSITION = "position";
    private static final String SUSPENDED = "suspended ";
    private static final String HELD_ROWS = "held rows ";
    private static final String LOAD_BEGUN = "load begun ";
    private static final String RELOAD = "reload ";

    /** State of a load into a table that is not there yet. */
    private static final String MISSING = "table missing";

    /** What a table held when it was loaded again and nothing was to be done to it before. */
    public enum ReloadedOver {
        /** Only rows of the task, or none: they may be removed and loaded once more. */
        OWN_ROWS,
        /** Rows that stay, and from which those of the load cannot be told. */
        OTHER_ROWS
    }

    private final String schema;
    private final String task;

    /**
     * Creates the value.
     *
     * @param schema ControlSchema, or where the engine puts control tables by default
     * @param task last part of the task's ARN
     */
    public ControlTables(String schema, String task) {
        this.schema = schema;
        this.task = task;
    }

    /** Creates what is missing. Tasks that share a target and start together would else both find the tables missing. */
    public void create(Connection target) throws SQLException {
        try (Statement statement = target.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + CREATION + ")");
            try {
                create(statement);
            } finally {
                statement.execute("SELECT pg_advisory_unlock(" + CREATION + ")");
            }
        }
    }

    private void create(Statement statement) throws SQLException {
        statement.execute("SET client_min_messages = warning");
        statement.execute("CREATE SCHEMA IF NOT EXISTS " + Sql.name(schema));
        statement.execute("CREATE TABLE IF NOT EXISTS " + table("awsdms_txn_state")
                + " (task_name varchar(128) NOT NULL, item varchar(300) NOT NULL, state text NOT NULL,"
                + " updated timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (task_name, item))");
        statement.execute("CREATE TABLE IF NOT EXISTS " + table("awsdms_apply_exceptions")
                + " (task_name varchar(128) NOT NULL, table_owner varchar(128) NOT NULL,"
                + " table_name varchar(128) NOT NULL, error_time timestamp NOT NULL,"
                + " statement text NOT NULL, error text NOT NULL)");
    }

    /** Returns the position of the last run, if it has loaded its tables or needed none. */
    public Optional<Checkpoint> position(Connection target) throws SQLException {
        try (PreparedStatement query = target.prepareStatement(
                "SELECT state FROM " + table("awsdms_txn_state") + " WHERE task_name = ? AND item = ?")) {
            query.setString(1, task);
            query.setString(2, POSITION);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(Checkpoint.parse(row.getString(1))) : Optional.empty();
            }
        }
    }

    /** Prepares the statement with which positions are saved: checkpoint first, then {@link #position} finds it. */
    PreparedStatement prepareSave(Connection target) throws SQLException {
        PreparedStatement save = target.prepareStatement("UPDATE " + table("awsdms_txn_state")
                + " SET state = ?, updated = now() WHERE task_name = ? AND item = ?");
        save.setString(2, task);
        save.setString(3, POSITION);
        return save;
    }

    /** Saves the first position of a run. */
    public void savePosition(Connection target, Checkpoint position) throws SQLException {
        put(target, POSITION, position.text());
    }

    /** Remembers that a load may have written rows into a table, and whether the task has to make it. */
    public void saveLoadBegun(Connection target, TableName table, boolean missing) throws SQLException {
        put(target, LOAD_BEGUN + table, missing ? MISSING : "");
    }

    /** Returns the target tables into which a load of this task may have written rows since the last fresh start. */
    public Set<String> loadsBegun(Connection target) throws SQLException {
        return items(target, LOAD_BEGUN).keySet();
    }

    /** Returns those of them that were not there before. */
    public Set<String> missingBefore(Connection target) throws SQLException {
        return items(target, LOAD_BEGUN).entrySet().stream()
                .filter(begun -> begun.getValue().equals(MISSING))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Remembers before a load that a table held rows which are not the task's. */
    public void saveHeldRows(Connection target, TableName table) throws SQLException {
        put(target, HELD_ROWS + table, "");
    }

    /** Returns the target tables that held rows before the load. */
    public Set<String> heldRows(Connection target) throws SQLException {
        return items(target, HELD_ROWS).keySet();
    }

    /** Remembers that a table is left out from now on. */
    public void suspend(Connection target, TableName source, String reason) throws SQLException {
        put(target, SUSPENDED + source, reason);
    }

    /** Returns the source tables that are left out. */
    public Set<String> suspended(Connection target) throws SQLException {
        return items(target, SUSPENDED).keySet();
    }

    /**
     * Remembers before a table is loaded again that its load is not to be left half done, and that it is no longer suspended.
     *
     * @param rows what it holds
     */
    public void reload(Connection target, TableName source, ReloadedOver rows) throws SQLException {
        put(target, RELOAD + source, rows.name());
        remove(target, SUSPENDED + source);
    }

    /** Returns the source tables whose reload began and did not end. */
    public Map<String, ReloadedOver> reloads(Connection target) throws SQLException {
        Map<String, ReloadedOver> reloads = new LinkedHashMap<>();
        items(target, RELOAD).forEach((table, rows) -> reloads.put(table, ReloadedOver.valueOf(rows)));
        return reloads;
    }

    /** Notes that the reload of a table is over. */
    public void reloadEnded(Connection target, TableName source) throws SQLException {
        remove(target, RELOAD + source);
    }

    private void remove(Connection target, String item) throws SQLException {
        try (PreparedStatement delete = target.prepareStatement(
                "DELETE FROM " + table("awsdms_txn_state") + " WHERE task_name = ? AND item = ?")) {
            delete.setString(1, task);
            delete.setString(2, item);
            delete.executeUpdate();
        }
    }

    /** Forgets everything about the task, for a fresh start. */
    public void forget(Connection target) throws SQLException {
        try (PreparedStatement delete =
                target.prepareStatement("DELETE FROM " + table("awsdms_txn_state") + " WHERE task_name = ?")) {
            delete.setString(1, task);
            delete.executeUpdate();
        }
    }

    /** Records a change that the target refused. */
    void exception(Connection target, TableName table, Instant time, String sql, String error) throws SQLException {
        try (PreparedStatement insert = target.prepareStatement(
                "INSERT INTO " + table("awsdms_apply_exceptions") + " VALUES (?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, task);
            insert.setString(2, table.schema());
            insert.setString(3, table.table());
            insert.setString(4, LocalDateTime.ofInstant(time, ZoneOffset.UTC).toString());
            insert.setString(5, sql);
            insert.setString(6, error);
            insert.executeUpdate();
        }
    }

    private void put(Connection target, String item, String state) throws SQLException {
        try (PreparedStatement put = target.prepareStatement("INSERT INTO " + table("awsdms_txn_state")
                + " AS t (task_name, item, state) VALUES (?, ?, ?)"
                + " ON CONFLICT (task_name, item) DO UPDATE SET state = excluded.state, updated = now()")) {
            put.setString(1, task);
            put.setString(2, item);
            put.setString(3, state);
            put.executeUpdate();
        }
    }

    private Map<String, String> items(Connection target, String prefix) throws SQLException {
        try (PreparedStatement query = target.prepareStatement("SELECT item, state FROM " + table("awsdms_txn_state")
                + " WHERE task_name = ? AND starts_with(item, ?)")) {
            query.setString(1, task);
            query.setString(2, prefix);
            Map<String, String> items = new LinkedHashMap<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    items.put(row.getString(1).substring(prefix.length()), row.getString(2));
                }
            }
            return items;
        }
    }

    private String table(String name) {
        return Sql.name(new TableName(schema, name));
    }
}
