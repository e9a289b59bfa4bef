package io.dmskit.mapping;

import java.util.List;
import java.util.OptionalInt;

/**
 * Selects tables or views.
 *
 * @param id rule-id
 * @param name rule-name
 * @param action include, exclude or explicit
 * @param schema schema-name of the object locator
 * @param table table-name of the object locator
 * @param tableType which kinds of object match
 * @param filters AND-ed together; only an include has any
 * @param loadOrder higher loads first; absent counts as lowest
 */
public record SelectionRule(
        long id,
        String name,
        Action action,
        NamePattern schema,
        NamePattern table,
        TableType tableType,
        List<ColumnFilter> filters,
        OptionalInt loadOrder)
        implements Rule {
    /** Values of rule-action. */
    public enum Action {
        INCLUDE,
        EXCLUDE,
        EXPLICIT
    }

    /** Values of table-type. */
    public enum TableType {
        TABLE,
        VIEW,
        ALL
    }

    /** Copies the list. */
    public SelectionRule {
        filters = List.copyOf(filters);
    }

    @Override
    public String describe() {
        return action.name().toLowerCase(java.util.Locale.ROOT) + " " + schema + "." + table;
    }
}
