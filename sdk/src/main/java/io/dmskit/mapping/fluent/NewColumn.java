package io.dmskit.mapping.fluent;

import io.dmskit.mapping.DataType;
import io.dmskit.mapping.ObjectLocator;
import io.dmskit.mapping.Statement;
import io.dmskit.mapping.Transformation;
import io.dmskit.mapping.expression.Expression;

/** A column that only the target has. */
public final class NewColumn {
    private final ObjectLocator locator;
    private final String name;
    private final DataType type;

    NewColumn(ObjectLocator locator, String name, DataType type) {
        this.locator = locator;
        this.name = name;
        this.type = type;
    }

    /**
     * Fills the column.
     *
     * @param expression in SQLite's SQL; {@code $NAME} is the source column NAME
     * @throws IllegalArgumentException if it is not one scalar expression; the message says where and what is allowed
     */
    public Statement as(String expression) {
        return with(Expression.parse(expression));
    }

    /** Fills the column with the same text in every row. */
    public Statement asConstant(String value) {
        return with(Expression.parse(SqlText.literal(value)));
    }

    /** Leaves the column NULL. */
    public Statement withoutValue() {
        return with(Expression.NULL);
    }

    private Statement with(Expression expression) {
        return NewRules.of(locator, new Transformation.AddColumn(name, expression, type));
    }
}
