package io.dmskit.leftbehind;

import io.dmskit.catalog.PostgresSql;
import io.dmskit.catalog.TableName;
import io.dmskit.leftbehind.Belongings.ColumnFact;
import io.dmskit.leftbehind.Belongings.ColumnName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What columns do by themselves: defaults, not null, generated values, comments. */
final class ColumnsLeft {
    /** A constant with the type it has on the source; on the target it takes the column's. */
    private static final Pattern TYPED_CONSTANT =
            Pattern.compile("('(?:[^'\\\\]|'')*'|\\(?-?[\\d.]+\\)?)::[\\w .\"()\\[\\]]+");

    private final Sides sides;

    ColumnsLeft(Sides sides) {
        this.sides = sides;
    }

    Stream<LeftObject> left() {
        return sides.source().columns().stream().flatMap(column -> sides.landing().table(column.table()).stream()
                .flatMap(table -> column.generated().isPresent() ? generated(column, table) : plain(column, table)));
    }

    /** The mapping does not see generated columns: it is one of the same name that is missing. */
    private Stream<LeftObject> generated(ColumnFact column, TableName table) {
        String expression = column.generated().orElseThrow();
        if (sides.target().column(table, column.name()).isPresent()) {
            return Stream.empty();
        }
        Optional<String> proposal = sides.fromMysql()
                ? Optional.empty()
                : sides.landing()
                        .text(column.table(), expression)
                        .map(text -> Sides.alter(table) + "ADD COLUMN " + PostgresSql.quote(column.name()) + " "
                                + column.type() + " GENERATED ALWAYS AS (" + text + ") STORED;");
        return Stream.of(LeftObject.of(
                        ObjectKind.GENERATED_COLUMN,
                        column.name(),
                        column.table(),
                        table,
                        column.type() + " as " + expression)
                .proposing(proposal, Sides.NOT_ALL_LAND));
    }

    private Stream<LeftObject> plain(ColumnFact column, TableName table) {
        Optional<ColumnFact> there = sides.landing()
                .column(column.table(), column.name())
                .flatMap(name -> sides.target().column(table, name));
        if (there.isEmpty()) {
            return Stream.empty();
        }
        ColumnFact landed = there.get();
        String name = PostgresSql.quote(landed.name());
        List<LeftObject> left = new ArrayList<>();
        column.fallback()
                .filter(text -> landed.fallback().isEmpty() && !isCounted(landed.key()))
                .ifPresent(text -> left.add(of(ObjectKind.DEFAULT, column, table, text)
                        .proposing(
                                fallback(column, text)
                                        .map(value -> Sides.alter(table) + "ALTER COLUMN " + name + " SET DEFAULT "
                                                + value + ";"),
                                "it is written as only the source writes it")));
        column.onUpdate()
                .filter(text -> sides.target().triggers().stream()
                        .noneMatch(trigger -> trigger.table().equals(table)))
                .ifPresent(text -> left.add(of(ObjectKind.TRIGGER, column, table, "on update " + text)
                        .remarking("PostgreSQL takes a trigger for what MySQL does by itself at every update")));
        if (column.notNull() && !landed.notNull()) {
            left.add(of(ObjectKind.NOT_NULL, column, table, "not null")
                    .finding("nullable")
                    .proposing(Sides.alter(table) + "ALTER COLUMN " + name + " SET NOT NULL;"));
        }
        column.comment()
                .filter(text -> landed.comment().isEmpty())
                .ifPresent(text -> left.add(of(ObjectKind.COMMENT, column, table, text)
                        .proposing("COMMENT ON COLUMN " + PostgresSql.quote(table) + "." + name + " IS "
                                + PostgresSql.literal(text) + ";")));
        return left.stream();
    }

    private static LeftObject of(ObjectKind kind, ColumnFact column, TableName table, String onSource) {
        return LeftObject.of(kind, column.name(), column.table(), table, onSource);
    }

    private boolean isCounted(ColumnName column) {
        return sides.target().counters().stream().anyMatch(one -> one.column().equals(Optional.of(column)));
    }

    private Optional<String> fallback(ColumnFact column, String text) {
        if (sides.fromMysql()) {
            String plain = text.replaceFirst("(?i)^current_timestamp\\(\\d*\\)$", "CURRENT_TIMESTAMP");
            return sides.landing().text(column.table(), plain);
        }
        Matcher constant = TYPED_CONSTANT.matcher(text);
        return Optional.of(constant.matches() ? constant.group(1) : text);
    }
}
