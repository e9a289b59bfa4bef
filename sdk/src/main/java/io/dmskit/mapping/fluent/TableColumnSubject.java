package io.dmskit.mapping.fluent;

import io.dmskit.mapping.Extras;
import io.dmskit.mapping.ObjectLocator;
import io.dmskit.mapping.Statement;
import io.dmskit.mapping.ValidationRule;

/** One column of one table. */
public final class TableColumnSubject extends ColumnSubject {
    TableColumnSubject(String schema, String table, String column) {
        super(schema, table, column);
    }

    /**
     * Compares the column by functions of one's own during validation; no use for columns of the primary key.
     *
     * @param sourceFunction SQL of the source, with <code>${column-name}</code> for the column
     * @param targetFunction SQL of the target, likewise
     */
    public Statement validateBy(String sourceFunction, String targetFunction) {
        ObjectLocator there = locator();
        return NewRules.of(new ValidationRule(
                NewRules.ID,
                NewRules.NAME,
                there.schema(),
                there.table(),
                there.column(),
                sourceFunction,
                targetFunction,
                Extras.NONE));
    }
}
