package io.dmskit.mapping;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * Selects tables or views.
 *
 * @param id rule-id
 * @param name rule-name
 * @param action include, exclude or explicit
 * @param schema schema-name of the object locator; without wildcards for an explicit rule and beside filters
 * @param table table-name of the object locator; likewise
 * @param tableType which kinds of object match
 * @param filters AND-ed together; only an include has any
 * @param loadOrder 1 to 2147483647, higher loads first; absent counts as lowest; an exclude has none
 * @param extras what the document says beyond
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TableMapping.SelectionTransformation.Selections.html">Selection
 *     rules and actions</a>
 */
public record SelectionRule(
        long id,
        String name,
        Action action,
        NamePattern schema,
        NamePattern table,
        TableType tableType,
        List<ColumnFilter> filters,
        OptionalInt loadOrder,
        Extras extras)
        implements Rule {
    /** Values of rule-action. */
    public enum Action {
        INCLUDE,
        EXCLUDE,
        EXPLICIT;

        /** Returns the word DMS uses. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Values of table-type. */
    public enum TableType {
        TABLE,
        VIEW,
        ALL;

        /** Returns the word DMS uses. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Copies the list and checks that the parts go together.
     *
     * @throws IllegalArgumentException if they do not
     */
    public SelectionRule {
        Checks.rule(id, name);
        filters = List.copyOf(filters);
        String locator = schema + "." + table;
        Checks.filled("schema-name", schema.text());
        Checks.filled("table-name", table.text());
        Checks.require(
                action != Action.EXPLICIT || !hasPercent(schema, table), "explicit needs exact names, not " + locator);
        Checks.require(
                filters.isEmpty() || action == Action.INCLUDE,
                "filters of " + action.word() + " " + locator + " would be ignored: only an include filters");
        Checks.require(filters.isEmpty() || !hasPercent(schema, table), "filters need exact names, not " + locator);
        Checks.require(
                loadOrder.isEmpty() || action != Action.EXCLUDE, "load-order of an exclude would have no effect");
        Checks.require(
                loadOrder.isEmpty() || loadOrder.getAsInt() > 0,
                "load-order is " + loadOrder.orElse(0) + ": it must be 1 to " + Integer.MAX_VALUE);
    }

    /** Selects by what is documented. */
    public SelectionRule(
            long id,
            String name,
            Action action,
            NamePattern schema,
            NamePattern table,
            TableType tableType,
            List<ColumnFilter> filters,
            OptionalInt loadOrder) {
        this(id, name, action, schema, table, tableType, filters, loadOrder, Extras.NONE);
    }

    /** An underscore does not make a name wild here: nearly every exact name holds one. */
    static boolean hasPercent(NamePattern schema, NamePattern table) {
        return schema.text().indexOf('%') >= 0 || table.text().indexOf('%') >= 0;
    }

    @Override
    public SelectionRule numbered(long id, String name) {
        return new SelectionRule(id, name, action, schema, table, tableType, filters, loadOrder, extras);
    }

    @Override
    public String describe() {
        return action.word() + " " + schema + "." + table;
    }
}
