package io.dmskit.local.engine.apply;

import io.dmskit.local.engine.Sql;
import io.dmskit.local.engine.TableProgress.Operation;
import io.dmskit.local.engine.apply.Change.Shape;
import io.dmskit.local.engine.type.PostgresTypes;
import io.dmskit.mapping.plan.ColumnPlan;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** The statement of a shape, and how a change is bound to it. */
final class ApplySql {
    private ApplySql() {}

    static String of(Shape shape, List<ColumnPlan> columns) {
        String table = Sql.name(shape.target());
        return switch (shape.operation()) {
            case INSERT ->
                "INSERT INTO " + table + " (" + set(shape, columns, "%s") + ") VALUES (" + set(shape, columns, "?")
                        + ")";
            case UPDATE -> "UPDATE " + table + " SET " + set(shape, columns, "%s = ?") + where(shape, columns);
            case DELETE -> "DELETE FROM " + table + where(shape, columns);
            case DDL -> "TRUNCATE TABLE " + table;
        };
    }

    /** Returns the head of a COPY that inserts whole rows. */
    static String copy(Shape shape, List<ColumnPlan> columns) {
        return "COPY " + Sql.name(shape.target()) + " (" + set(shape, columns, "%s") + ") FROM STDIN";
    }

    private static String set(Shape shape, List<ColumnPlan> columns, String form) {
        return shape.set().stream()
                .mapToObj(i -> form.replace("%s", Sql.name(columns.get(i).name())))
                .collect(Collectors.joining(", "));
    }

    private static String where(Shape shape, List<ColumnPlan> columns) {
        Match match = shape.match();
        String condition = match.columns().stream()
                .map(columns::get)
                .map(column -> match.keyed() ? Sql.name(column.name()) + " = ?" : equal(column))
                .collect(Collectors.joining(" AND "));
        return match.keyed()
                ? " WHERE " + condition
                : " WHERE ctid = (SELECT ctid FROM " + Sql.name(shape.target()) + " WHERE " + condition + " LIMIT 1)";
    }

    private static String equal(ColumnPlan column) {
        String name = Sql.name(column.name());
        return PostgresTypes.hasEquality(PostgresTypes.of(column))
                ? name + " IS NOT DISTINCT FROM ?"
                : name + "::text IS NOT DISTINCT FROM ?";
    }

    static void bind(PreparedStatement statement, Change change) throws SQLException {
        int index = 1;
        Shape shape = change.shape();
        for (int i = shape.set().nextSetBit(0); i >= 0; i = shape.set().nextSetBit(i + 1)) {
            statement.setString(index++, change.value(i));
        }
        if (shape.operation() == Operation.INSERT) {
            return;
        }
        for (int column : shape.match().columns()) {
            statement.setString(index++, change.old(column));
        }
    }
}
