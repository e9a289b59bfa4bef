package io.dmskit.leftbehind;

import io.dmskit.catalog.TableName;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a database has beside rows, in schemas that matter here.
 *
 * @param dialect whose SQL its texts are
 * @param columns every column of every table
 * @param indexes primary keys, unique keys and indexes
 * @param foreignKeys foreign keys
 * @param checks check constraints
 * @param counters sequences and counters
 * @param triggers triggers
 * @param views views
 * @param routines functions and procedures
 * @param owners who owns each table; none where tables have no owner
 * @param grants privileges on tables, without those of the owner
 * @param comments comments on tables
 * @param roles every role there is; empty if not known
 */
record Belongings(
        Dialect dialect,
        List<ColumnFact> columns,
        List<Index> indexes,
        List<ForeignKey> foreignKeys,
        List<CheckConstraint> checks,
        List<Counter> counters,
        List<Trigger> triggers,
        List<View> views,
        List<Routine> routines,
        List<Owner> owners,
        List<Grant> grants,
        List<Comment> comments,
        Set<String> roles) {
    /** Whose SQL a text is. */
    enum Dialect {
        POSTGRES,
        MYSQL
    }

    /** A column of a table. */
    record ColumnName(TableName table, String column) {}

    /**
     * A column and what it does by itself.
     *
     * @param type as the database writes it
     * @param fallback its default, as the database writes it; not that of a counter
     * @param generated the expression that it is computed by
     * @param onUpdate what the database sets it to at every update
     */
    record ColumnFact(
            TableName table,
            String name,
            String type,
            boolean notNull,
            Optional<String> fallback,
            Optional<String> generated,
            Optional<String> onUpdate,
            Optional<String> comment) {
        ColumnName key() {
            return new ColumnName(table, name);
        }
    }

    /**
     * A key or an index.
     *
     * @param constraint the constraint's definition, if it is one
     * @param columns its columns, with empty names for expressions
     * @param plain whether it is a B-tree over whole columns and all rows
     * @param method what follows {@code USING} in its definition
     */
    record Index(
            TableName table,
            String name,
            boolean unique,
            boolean primary,
            Optional<String> constraint,
            List<String> columns,
            boolean plain,
            String method) {}

    /**
     * A foreign key.
     *
     * @param rest what follows the referenced columns in its definition
     */
    record ForeignKey(
            TableName table, String name, List<String> columns, TableName to, List<String> toColumns, String rest) {}

    /** A check constraint, with what it checks. */
    record CheckConstraint(TableName table, String name, String expression) {}

    /**
     * A sequence, or a counter that has none.
     *
     * @param sequence its name, if it has one of its own
     * @param column the column whose values it gives, if it is one's
     * @param next the next value; absent if the user may not know
     */
    record Counter(
            Optional<TableName> sequence,
            Optional<ColumnName> column,
            BigDecimal increment,
            Optional<BigDecimal> next) {}

    /**
     * A trigger.
     *
     * @param definition as the database says it
     * @param parts its definition in parts, if it is PostgreSQL's
     */
    record Trigger(TableName table, String name, String definition, Optional<TriggerParts> parts) {}

    /**
     * The definition of a trigger.
     *
     * @param before what comes before the table's name
     * @param after what comes after it, up to the function
     * @param schema the function's schema
     * @param function its name, quoted, and what it is given
     */
    record TriggerParts(String before, String after, String schema, String function) {}

    /**
     * A view.
     *
     * @param over tables and views it reads
     */
    record View(TableName name, boolean materialized, String query, List<TableName> over) {}

    /** A function or procedure, with its name and what it takes. */
    record Routine(String schema, String signature, String definition) {}

    /** Who owns a table. */
    record Owner(TableName table, String role) {}

    /** One privilege on a table. */
    record Grant(TableName table, String role, String privilege) {}

    /** A comment on a table. */
    record Comment(TableName table, String text) {}

    Optional<ColumnFact> column(TableName table, String name) {
        return columns.stream()
                .filter(column -> column.table().equals(table) && column.name().equals(name))
                .findFirst();
    }
}
