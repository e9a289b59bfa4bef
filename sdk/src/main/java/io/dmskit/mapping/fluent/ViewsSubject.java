package io.dmskit.mapping.fluent;

import io.dmskit.mapping.SelectionRule.Action;
import io.dmskit.mapping.SelectionRule.TableType;
import io.dmskit.mapping.Statement;

/** Every view of a pattern, or every table and view. Views are loaded by full-load tasks only; they become tables. */
public final class ViewsSubject {
    private final String schema;
    private final String view;
    private final TableType type;

    ViewsSubject(String schema, String view, TableType type) {
        this.schema = schema;
        this.view = view;
        this.type = type;
    }

    /** Selects the views. */
    public Inclusion include() {
        return Inclusion.of(Action.INCLUDE, schema, view, type);
    }

    /** Leaves the views out, whatever includes them. */
    public Statement exclude() {
        return Inclusion.excluding(schema, view, type);
    }
}
