package io.dmskit.local.engine.apply;

import io.dmskit.catalog.Column;
import io.dmskit.catalog.TableName;
import io.dmskit.local.engine.ReplicationException;
import io.dmskit.local.engine.Sql;
import io.dmskit.local.engine.capture.LogMessage.Relation;
import io.dmskit.local.engine.capture.LogMessage.RelationColumn;
import io.dmskit.local.engine.type.PostgresTypes;
import io.dmskit.mapping.plan.ColumnPlan;
import io.dmskit.mapping.plan.TablePlan;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Follows source tables whose columns change while their changes are applied. Columns that came or went are added or dropped on
 * the target too; where that cannot give the same rows, the table is suspended rather than guessed at.
 */
public final class TableAlteration {
    private static final String NEW_COLUMN = """
            SELECT (a.attmissingval::text::text[])[1], a.atthasdef OR a.attidentity <> ''
            FROM pg_attribute a
            WHERE a.attrelid = to_regclass(?) AND a.attname = ? AND NOT a.attisdropped""";

    private final Connection source;
    private final Replanner replanner;

    /** Plans a source table anew, as it is now. */
    public interface Replanner {
        /** Returns the new plan, if the table is still there and selected. */
        Optional<TablePlan> plan(TableName table) throws ReplicationException;
    }

    /**
     * Creates the value.
     *
     * @param source session on the source, stays open
     */
    public TableAlteration(Connection source, Replanner replanner) {
        this.source = source;
        this.replanner = replanner;
    }

    /** Makes a target table take the rows of a relation as the log now describes it. */
    void follow(Relation relation, Optional<Relation> before, AppliedTable table, Applier applier)
            throws ReplicationException {
        Set<String> planned =
                table.plan().source().columns().stream().map(Column::name).collect(Collectors.toSet());
        Optional<String> obstacle = before.flatMap(earlier -> changedColumn(earlier, relation));
        try {
            if (obstacle.isEmpty() && !planned.equals(names(relation))) {
                obstacle = alter(relation, table, applier);
            }
        } catch (SQLException e) {
            obstacle = Optional.ofNullable(e.getMessage());
        }
        if (obstacle.isPresent()) {
            applier.suspend(
                    table,
                    "source table " + table.plan().source().name() + " was altered: " + obstacle.get()
                            + "; reload the target");
        }
    }

    private static Set<String> names(Relation relation) {
        return relation.columns().stream().map(RelationColumn::name).collect(Collectors.toSet());
    }

    private static Optional<String> changedColumn(Relation before, Relation after) {
        for (int i = 0; i < after.columns().size(); i++) {
            RelationColumn now = after.columns().get(i);
            for (int j = 0; j < before.columns().size(); j++) {
                RelationColumn then = before.columns().get(j);
                boolean sameType = then.type() == now.type() && then.modifier() == now.modifier();
                if (then.name().equals(now.name()) && !sameType) {
                    return Optional.of("the type of column " + now.name() + " changed");
                }
            }
        }
        return renamed(before, after);
    }

    private static Optional<String> renamed(Relation before, Relation after) {
        if (before.columns().size() != after.columns().size()) {
            return Optional.empty();
        }
        for (int i = 0; i < after.columns().size(); i++) {
            String then = before.columns().get(i).name();
            String now = after.columns().get(i).name();
            if (!then.equals(now)
                    && !names(after).contains(then)
                    && !names(before).contains(now)) {
                return Optional.of("column " + then + " may have been renamed to " + now);
            }
        }
        return Optional.empty();
    }

    /** Alters the target; returns why it cannot, if so. */
    private Optional<String> alter(Relation relation, AppliedTable table, Applier applier)
            throws SQLException, ReplicationException {
        TablePlan old = table.plan();
        Optional<TablePlan> replanned = replanner.plan(old.source().name());
        if (replanned.isEmpty()) {
            return Optional.of("it is no longer there or no longer selected");
        }
        TablePlan next = replanned.get();
        if (!next.key().equals(old.key())) {
            return Optional.of("its key changed");
        }
        List<String> statements = new ArrayList<>();
        for (ColumnPlan column : old.columns()) {
            Optional<ColumnPlan> kept = next.column(column.name());
            if (kept.isEmpty()) {
                statements.add("DROP COLUMN IF EXISTS " + Sql.name(column.name()));
            } else if (!PostgresTypes.of(kept.get()).equals(PostgresTypes.of(column))) {
                return Optional.of("the type of column " + column.name() + " changed");
            }
        }
        List<String> defaults = new ArrayList<>();
        for (ColumnPlan column : next.columns()) {
            if (old.column(column.name()).isEmpty()) {
                Optional<String> obstacle = add(column, relation, next, statements, defaults);
                if (obstacle.isPresent()) {
                    return obstacle;
                }
            }
        }
        statements.addAll(defaults);
        if (!statements.isEmpty()) {
            execute(applier.sessionForDdl(), table, statements);
            applier.altered(table);
        }
        table.replan(next);
        return Optional.empty();
    }

    /** Rows that were there before a column came have its default of then; PostgreSQL keeps that value apart from the rows. */
    private Optional<String> add(
            ColumnPlan column, Relation relation, TablePlan plan, List<String> statements, List<String> defaults)
            throws SQLException {
        String add = "ADD COLUMN IF NOT EXISTS " + Sql.name(column.name()) + " " + PostgresTypes.of(column);
        if (!(column.origin() instanceof ColumnPlan.Copied copied)) {
            return Optional.of(
                    "column " + column.name() + " is computed, and the rows that are there have no value for it");
        }
        Filling filling = filling(plan.source().name(), copied.column().name());
        boolean later = !names(relation).contains(copied.column().name());
        if (filling.value() == null ? filling.hasDefault() : later) {
            return Optional.of(
                    "what the rows that were there have in the new column " + column.name() + " is not in the log");
        }
        if (filling.value() == null) {
            statements.add(add);
        } else {
            statements.add(add + " DEFAULT " + Sql.literal(filling.value()));
            defaults.add("ALTER COLUMN " + Sql.name(column.name()) + " DROP DEFAULT");
        }
        return Optional.empty();
    }

    private record Filling(@Nullable String value, boolean hasDefault) {}

    private Filling filling(TableName table, String column) throws SQLException {
        try (PreparedStatement query = source.prepareStatement(NEW_COLUMN)) {
            query.setString(1, Sql.name(table));
            query.setString(2, column);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? new Filling(row.getString(1), row.getBoolean(2)) : new Filling(null, false);
            }
        }
    }

    private static void execute(Connection target, AppliedTable table, List<String> statements) throws SQLException {
        Savepoint before = target.setSavepoint();
        try (Statement statement = target.createStatement()) {
            for (String one : statements) {
                statement.execute("ALTER TABLE " + Sql.name(table.target()) + " " + one);
            }
        } catch (SQLException e) {
            target.rollback(before);
            throw e;
        }
    }
}
