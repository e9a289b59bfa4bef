package io.dmskit.leftbehind;

import io.dmskit.catalog.PostgresSql;
import io.dmskit.catalog.TableName;
import io.dmskit.leftbehind.Belongings.Index;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Primary keys, unique keys and indexes. What another index does as well is not missed. */
final class KeysLeft {
    private static final String OF_MYSQL = "PostgreSQL has no index of just this kind";

    private final Sides sides;

    KeysLeft(Sides sides) {
        this.sides = sides;
    }

    Stream<LeftObject> left() {
        return sides.source().indexes().stream().flatMap(index -> sides.landing().table(index.table()).stream()
                .filter(table -> !isThere(index, table))
                .map(table -> left(index, table)));
    }

    private boolean isThere(Index index, TableName table) {
        List<Index> there = sides.target().indexes().stream()
                .filter(one -> one.table().equals(table))
                .toList();
        if (index.primary()) {
            return there.stream().anyMatch(Index::primary);
        }
        Optional<List<String>> columns = sides.landing().columns(index.table(), index.columns());
        return there.stream()
                .anyMatch(one ->
                        (index.plain() && one.plain() && columns.isPresent() && serves(one, index, columns.get()))
                                || (one.unique() == index.unique()
                                        && sides.landing().isSame(index.table(), index.method(), one.method())));
    }

    private static boolean serves(Index there, Index wanted, List<String> columns) {
        if (wanted.unique()) {
            return there.unique() && new HashSet<>(there.columns()).equals(new HashSet<>(columns));
        }
        return there.columns().size() >= columns.size()
                && there.columns().subList(0, columns.size()).equals(columns);
    }

    private LeftObject left(Index index, TableName table) {
        ObjectKind kind = index.primary()
                ? ObjectKind.PRIMARY_KEY
                : index.unique() || index.constraint().isPresent() ? ObjectKind.UNIQUE_KEY : ObjectKind.INDEX;
        String onSource = index.constraint()
                .orElseGet(() ->
                        (index.unique() ? "unique " : "") + (sides.fromMysql() ? columns(index) : index.method()));
        return LeftObject.of(kind, index.name(), index.table(), table, onSource)
                .proposing(proposal(index, table), isOfMysqlOnly(index) ? OF_MYSQL : Sides.NOT_ALL_LAND);
    }

    private boolean isOfMysqlOnly(Index index) {
        return sides.fromMysql() && !index.plain();
    }

    private static String columns(Index index) {
        return index.method()
                + index.columns().stream()
                        .map(column -> column.isEmpty() ? "a part of a column" : column)
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    private Optional<String> proposal(Index index, TableName table) {
        if (index.primary()) {
            return sides.landing()
                    .columns(index.table(), index.columns())
                    .map(columns -> Sides.alter(table) + "ADD PRIMARY KEY " + Sides.list(columns) + ";");
        }
        String name = PostgresSql.quote(sides.name(table, index.name()));
        if (index.constraint().isPresent()) {
            return sides.landing()
                    .text(index.table(), index.constraint().get())
                    .map(text -> Sides.alter(table) + "ADD CONSTRAINT " + name + " " + text + ";");
        }
        return method(index)
                .map(method -> "CREATE " + (index.unique() ? "UNIQUE " : "") + "INDEX " + name + " ON "
                        + PostgresSql.quote(table) + " USING " + method + ";");
    }

    private Optional<String> method(Index index) {
        if (!sides.fromMysql()) {
            return sides.landing().text(index.table(), index.method());
        }
        return index.plain()
                ? sides.landing().columns(index.table(), index.columns()).map(columns -> "btree " + Sides.list(columns))
                : Optional.empty();
    }
}
