package io.dmskit.mapping.fluent;

import io.dmskit.mapping.DataType;
import io.dmskit.mapping.ObjectLocator;
import io.dmskit.mapping.Rule;
import io.dmskit.mapping.Statement;
import io.dmskit.mapping.Transformation;
import io.dmskit.mapping.TransformationRule;
import io.dmskit.mapping.expression.Expression;
import java.util.List;

/**
 * A text column that becomes two.
 *
 * @param column the column
 * @param first name of what is before the first blanks
 * @param rest name of what is behind them
 * @param length length of both
 */
public record SplitColumn(ObjectLocator column, String first, String rest, int length) implements Statement {
    static final int LENGTH = 255;

    /** Checks that expressions can refer to the column. */
    public SplitColumn {
        SqlText.reference(column.column().text());
    }

    /** Returns the same with new columns of another length. */
    public SplitColumn ofLength(int characters) {
        return new SplitColumn(column, first, rest, characters);
    }

    /** The functions are those that DMS documents; it knows none that finds a character. */
    @Override
    public List<Rule> rules() {
        String text = "trim(" + SqlText.reference(column.column().text()) + ")";
        // The text from its first blank on: what is left when all the characters that are not blanks are trimmed.
        String tail = "ltrim(" + text + ", replace(" + text + ", ' ', ''))";
        return List.of(
                added(first, "CASE WHEN " + text + " = '' THEN NULL ELSE replace(" + text + ", " + tail + ", '') END"),
                added(rest, "nullif(trim(" + tail + "), '')"),
                TransformationRule.of(NewRules.ID, NewRules.NAME, column, new Transformation.RemoveColumn()));
    }

    private Rule added(String name, String expression) {
        return TransformationRule.of(
                NewRules.ID,
                NewRules.NAME,
                ObjectLocator.columns(column.schema().text(), column.table().text(), "%"),
                new Transformation.AddColumn(name, Expression.parse(expression), DataType.string(length)));
    }
}
