package io.dmskit.mapping.fluent;

import io.dmskit.mapping.Statement;
import io.dmskit.mapping.Transformation;

/** The column of one name, in one table or in many. */
public sealed class ColumnSubject extends ColumnsSubject permits TableColumnSubject {
    ColumnSubject(String schema, String table, String column) {
        super(schema, table, column);
    }

    /** Gives the column another name. */
    public final Statement renameTo(String name) {
        return does(new Transformation.Rename(name));
    }

    /**
     * Splits a text at its first blanks: what is before them becomes one column, all the rest the other, and the column itself is
     * left out. DMS has no such action; this stands for two add-column rules and a remove-column. The new columns are texts of 255
     * characters unless {@link SplitColumn#ofLength} says otherwise; an empty part is NULL.
     *
     * @throws IllegalArgumentException if DMS cannot refer to the column in an expression
     */
    public final SplitColumn splitInto(String first, String rest) {
        return new SplitColumn(locator(), first, rest, SplitColumn.LENGTH);
    }
}
