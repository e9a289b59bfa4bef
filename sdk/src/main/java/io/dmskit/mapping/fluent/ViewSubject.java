package io.dmskit.mapping.fluent;

import io.dmskit.mapping.SelectionRule.Action;
import io.dmskit.mapping.SelectionRule.TableType;
import io.dmskit.mapping.Statement;

/** One view, which full-load tasks can load; it becomes a table, and what is said of it as a table holds. */
public final class ViewSubject {
    private final String schema;
    private final String view;

    ViewSubject(String schema, String view) {
        this.schema = schema;
        this.view = view;
    }

    /** Goes on with the rows for which a condition holds. */
    public FilteredTable where(ColumnCondition condition) {
        return new FilteredTable(schema, view, TableType.VIEW).where(condition);
    }

    /** Selects the view. */
    public Inclusion include() {
        return Inclusion.of(Action.INCLUDE, schema, view, TableType.VIEW);
    }

    /** Selects the view of exactly this name, underscores included. */
    public Inclusion explicit() {
        return Inclusion.of(Action.EXPLICIT, schema, view, TableType.VIEW);
    }

    /** Leaves the view out, whatever includes it. */
    public Statement exclude() {
        return Inclusion.excluding(schema, view, TableType.VIEW);
    }
}
