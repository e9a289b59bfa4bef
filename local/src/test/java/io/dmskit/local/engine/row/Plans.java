package io.dmskit.local.engine.row;

import io.dmskit.catalog.Column;
import io.dmskit.catalog.Table;
import io.dmskit.catalog.TableName;
import io.dmskit.mapping.ColumnFilter;
import io.dmskit.mapping.ColumnFilter.Condition;
import io.dmskit.mapping.ColumnFilter.Operator;
import io.dmskit.mapping.DataType;
import io.dmskit.mapping.expression.Expression;
import io.dmskit.mapping.plan.ColumnPlan;
import io.dmskit.mapping.plan.TablePlan;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Plans of one table, for tests. */
public final class Plans {
    private Plans() {}

    /** Returns a table of these columns. */
    public static Table table(Column... columns) {
        return new Table(
                new TableName("shop", "customers"),
                Table.Kind.TABLE,
                List.of(columns),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                0);
    }

    /** Returns a column. */
    public static Column column(String name, String type, Column.Kind kind) {
        return new Column(name, type, kind, true);
    }

    /** Returns a plan with these columns and filters. */
    public static TablePlan plan(Table table, List<ColumnPlan> columns, ColumnFilter... filters) {
        return new TablePlan(
                table, table.name(), columns, Optional.empty(), false, Arrays.asList(filters), 0, Optional.empty());
    }

    /** Returns a text column made by an expression. */
    public static ColumnPlan computed(String name, String expression, DataType type) {
        return new ColumnPlan(
                name, Optional.of(type), new ColumnPlan.Computed(Expression.parse(expression)), List.of());
    }

    /** Returns a filter with one condition. */
    public static Condition condition(Operator operator, String... operands) {
        return new Condition(operator, List.of(operands));
    }
}
