package io.dmskit.local.engine.load;

import io.dmskit.catalog.Column;
import io.dmskit.catalog.Key;
import io.dmskit.catalog.Table;
import io.dmskit.local.engine.ReplicationException;
import io.dmskit.local.engine.Sql;
import io.dmskit.local.engine.type.PostgresTypes;
import io.dmskit.mapping.plan.ColumnPlan;
import io.dmskit.mapping.plan.TablePlan;
import io.dmskit.settings.FullLoadSettings.TargetTablePrepMode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A planned table on the target: its definition, and what has to be done to it before and after the load. */
public final class TargetTable {
    private final TablePlan plan;
    private final Optional<Table> existing;
    private boolean created;
    private boolean ours;

    /**
     * Creates the value.
     *
     * @param plan how the table should be
     * @param existing how the target has it now, if it does
     */
    public TargetTable(TablePlan plan, Optional<Table> existing) {
        this.plan = plan;
        this.existing = existing;
    }

    /**
     * Makes the table ready for rows.
     *
     * @param keyNow whether a table made here gets its key at once
     */
    public void prepare(Connection target, TargetTablePrepMode mode, boolean keyNow)
            throws SQLException, ReplicationException {
        try (Statement statement = target.createStatement()) {
            statement.execute("SET client_min_messages = warning");
            boolean there = existing.isPresent();
            if (there && mode == TargetTablePrepMode.DROP_AND_CREATE) {
                statement.execute("DROP TABLE " + name());
                there = false;
            }
            if (!there) {
                create(statement, keyNow);
                return;
            }
            checkColumns(existing.orElseThrow());
            if (mode == TargetTablePrepMode.TRUNCATE_BEFORE_LOAD) {
                statement.execute("TRUNCATE TABLE " + name());
                ours = true;
            }
        }
    }

    private void create(Statement statement, boolean keyNow) throws SQLException {
        statement.execute(
                "CREATE SCHEMA IF NOT EXISTS " + Sql.name(plan.target().schema()));
        statement.execute(createTable());
        created = true;
        ours = true;
        if (keyNow) {
            addKey(statement);
        }
    }

    private String createTable() {
        List<String> columns = new ArrayList<>();
        for (ColumnPlan column : plan.columns()) {
            boolean key = plan.key().stream().anyMatch(k -> k.columns().contains(column.name()));
            columns.add(Sql.name(column.name()) + " " + PostgresTypes.of(column) + (key ? " NOT NULL" : ""));
        }
        return "CREATE TABLE " + name() + " (" + String.join(", ", columns) + ")";
    }

    /** Makes the key of a table that this run created and that has none yet. */
    public void addKey(Statement statement) throws SQLException {
        Optional<Key> key = plan.key();
        if (key.isEmpty()) {
            return;
        }
        String columns = " (" + Sql.names(key.get().columns()) + ")";
        statement.execute(
                plan.keyIsUniqueIndex()
                        ? "CREATE UNIQUE INDEX ON " + name() + columns
                        : "ALTER TABLE " + name() + " ADD PRIMARY KEY" + columns);
    }

    /** Returns whether the table has to be made. */
    public boolean isMissing() {
        return existing.isEmpty();
    }

    /** The task made the table in an earlier run, which may not have come to its key. */
    public void madeBefore() {
        created = existing.filter(table ->
                        table.primaryKey().isEmpty() && table.uniqueKeys().isEmpty())
                .isPresent();
    }

    /** Returns how the table should be. */
    public TablePlan plan() {
        return plan;
    }

    /** Returns whether the table is there and not empty. */
    public boolean holdsRows(Connection target) throws SQLException {
        if (existing.isEmpty()) {
            return false;
        }
        try (Statement statement = target.createStatement();
                ResultSet row = statement.executeQuery("SELECT EXISTS (SELECT 1 FROM " + name() + ")")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** Removes all rows. */
    public void empty(Connection target) throws SQLException {
        try (Statement statement = target.createStatement()) {
            statement.execute("TRUNCATE TABLE " + name());
        }
    }

    /** Returns whether the task created the table and has yet to give it its key. */
    boolean isCreated() {
        return created;
    }

    /** Returns whether all rows in the table came from this run, so that emptying it loses nothing of others. */
    boolean isOurs() {
        return ours;
    }

    private void checkColumns(Table there) throws ReplicationException {
        List<String> missing = plan.columns().stream()
                .map(ColumnPlan::name)
                .filter(column -> there.column(column).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            throw new ReplicationException("target table " + plan.target() + " exists but has no column "
                    + String.join(", ", missing)
                    + ": add what is missing or use TargetTablePrepMode DROP_AND_CREATE");
        }
    }

    /** Returns whether the values of a column can be copied in binary: nothing changes them and both sides have the same type. */
    boolean takesBinary(ColumnPlan column) {
        if (!(column.origin() instanceof ColumnPlan.Copied copied)
                || column.type().isPresent()) {
            return false;
        }
        Column source = copied.column();
        if (source.kind() == Column.Kind.USER_DEFINED || !PostgresTypes.travelsInBinary(source.type())) {
            return false;
        }
        return existing.flatMap(table -> table.column(column.name()))
                .map(there -> PostgresTypes.sameForm(source.type(), there.type()))
                .orElse(true);
    }

    private String name() {
        return Sql.name(plan.target());
    }
}
