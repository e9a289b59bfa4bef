package io.dmskit.mapping.fluent;

import io.dmskit.mapping.SelectionRule.Action;
import io.dmskit.mapping.SelectionRule.TableType;
import io.dmskit.mapping.Statement;

/** Every table of a pattern. */
public final class TablesSubject extends AnyTables {
    TablesSubject(String schema, String table) {
        super(schema, table);
    }

    /** Selects the tables. */
    public Inclusion include() {
        return Inclusion.of(Action.INCLUDE, schema(), table(), TableType.TABLE);
    }

    /** Leaves the tables out, whatever includes them. */
    public Statement exclude() {
        return Inclusion.excluding(schema(), table(), TableType.TABLE);
    }

    /** Goes on with the tables and the views of the same names. */
    public ViewsSubject andViews() {
        return new ViewsSubject(schema(), table(), TableType.ALL);
    }

    /** Goes on with the column of this name in all of the tables. */
    public ColumnSubject column(String name) {
        return new ColumnSubject(schema(), table(), Exact.name("column", name));
    }
}
