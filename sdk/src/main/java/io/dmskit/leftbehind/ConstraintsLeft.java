package io.dmskit.leftbehind;

import io.dmskit.catalog.PostgresSql;
import io.dmskit.catalog.TableName;
import io.dmskit.leftbehind.Belongings.CheckConstraint;
import io.dmskit.leftbehind.Belongings.ForeignKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Foreign keys and check constraints. */
final class ConstraintsLeft {
    private static final String NOT_VALID = " NOT VALID";

    private final Sides sides;
    private final Landing landing;

    ConstraintsLeft(Sides sides) {
        this.sides = sides;
        this.landing = sides.landing();
    }

    Stream<LeftObject> left() {
        return Stream.concat(
                sides.source().checks().stream().flatMap(check -> landing.table(check.table()).stream()
                        .filter(table -> !isThere(check, table))
                        .map(table -> left(check, table))),
                sides.source().foreignKeys().stream().flatMap(key -> landing.table(key.table()).stream()
                        .filter(table -> !isThere(key, table))
                        .map(table -> left(key, table))));
    }

    private boolean isThere(CheckConstraint check, TableName table) {
        return sides.target().checks().stream()
                .filter(one -> one.table().equals(table))
                .anyMatch(one -> one.name().equals(sides.name(table, check.name()))
                        || landing.isSame(check.table(), check.expression(), one.expression()));
    }

    private LeftObject left(CheckConstraint check, TableName table) {
        return LeftObject.of(ObjectKind.CHECK, check.name(), check.table(), table, check.expression())
                .proposing(
                        landing.text(check.table(), check.expression())
                                .map(text -> added(table, check.name(), "CHECK (" + text + ")")),
                        Sides.NOT_ALL_LAND);
    }

    private boolean isThere(ForeignKey key, TableName table) {
        Optional<List<String>> columns = landing.columns(key.table(), key.columns());
        Optional<TableName> to = landing.table(key.to());
        Optional<List<String>> toColumns = landing.columns(key.to(), key.toColumns());
        return sides.target().foreignKeys().stream()
                .anyMatch(one -> one.table().equals(table)
                        && columns.equals(Optional.of(one.columns()))
                        && to.equals(Optional.of(one.to()))
                        && toColumns.equals(Optional.of(one.toColumns())));
    }

    private LeftObject left(ForeignKey key, TableName table) {
        String onSource = String.join(", ", key.columns()) + " to " + key.to() + " ("
                + String.join(", ", key.toColumns()) + ")" + key.rest();
        LeftObject left = LeftObject.of(ObjectKind.FOREIGN_KEY, key.name(), key.table(), table, onSource);
        Optional<TableName> to = landing.table(key.to());
        if (to.isEmpty()) {
            return left.remarking(key.to() + " does not go");
        }
        Optional<String> reference = landing.columns(key.table(), key.columns())
                .flatMap(columns -> landing.columns(key.to(), key.toColumns())
                        .map(toColumns -> "FOREIGN KEY " + Sides.list(columns) + " REFERENCES "
                                + PostgresSql.quote(to.get()) + " " + Sides.list(toColumns)
                                + key.rest().replace(NOT_VALID, "")));
        return left.proposing(reference.map(text -> added(table, key.name(), text)), Sides.NOT_ALL_LAND);
    }

    /** Rows that are there are looked at in a second step, which does not hold up those who write. */
    private String added(TableName table, String name, String definition) {
        String quoted = PostgresSql.quote(sides.name(table, name));
        return Sides.alter(table) + "ADD CONSTRAINT " + quoted + " " + definition + NOT_VALID + ";\n"
                + Sides.alter(table) + "VALIDATE CONSTRAINT " + quoted + ";";
    }
}
