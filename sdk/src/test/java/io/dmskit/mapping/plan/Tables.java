package io.dmskit.mapping.plan;

import io.dmskit.catalog.Catalog;
import io.dmskit.catalog.Column;
import io.dmskit.catalog.Key;
import io.dmskit.catalog.Table;
import io.dmskit.catalog.TableName;
import io.dmskit.mapping.ColumnFilter;
import io.dmskit.mapping.NamePattern;
import io.dmskit.mapping.ObjectLocator;
import io.dmskit.mapping.ParallelLoad;
import io.dmskit.mapping.Rule;
import io.dmskit.mapping.SelectionRule;
import io.dmskit.mapping.TableMappings;
import io.dmskit.mapping.TableSettingsRule;
import io.dmskit.mapping.Transformation;
import io.dmskit.mapping.TransformationRule;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Small source tables and rules, for tests. */
final class Tables {
    private Tables() {}

    static Catalog catalog(Table... tables) {
        return new Catalog(Arrays.asList(tables));
    }

    /** A table of text columns; the first is its key. */
    static Table table(String schema, String name, String... columns) {
        return of(Table.Kind.TABLE, schema, name, columns);
    }

    static Table view(String schema, String name) {
        return of(Table.Kind.VIEW, schema, name, "id");
    }

    private static Table of(Table.Kind kind, String schema, String name, String... columns) {
        return new Table(
                new TableName(schema, name),
                kind,
                Arrays.stream(columns)
                        .map(column -> new Column(column, "varchar(40)", Column.Kind.TEXT, true))
                        .toList(),
                Optional.of(new Key("pk", List.of(columns[0]))),
                List.of(),
                Optional.empty(),
                0);
    }

    static SelectionRule include(int id, String schema, String table, ColumnFilter... filters) {
        return selection(id, SelectionRule.Action.INCLUDE, schema, table, filters);
    }

    static SelectionRule exclude(int id, String schema, String table) {
        return selection(id, SelectionRule.Action.EXCLUDE, schema, table);
    }

    private static SelectionRule selection(
            int id, SelectionRule.Action action, String schema, String table, ColumnFilter... filters) {
        return new SelectionRule(
                id,
                "r" + id,
                action,
                new NamePattern(schema, true),
                new NamePattern(table, true),
                SelectionRule.TableType.TABLE,
                Arrays.asList(filters),
                OptionalInt.empty());
    }

    static ColumnFilter atLeast(String column, String value) {
        return new ColumnFilter(column, List.of(new ColumnFilter.Condition(ColumnFilter.Operator.GTE, List.of(value))));
    }

    static TransformationRule change(int id, ObjectLocator locator, Transformation action) {
        return TransformationRule.of(id, "r" + id, locator, action);
    }

    static TableSettingsRule settings(int id, String schema, String table, ParallelLoad load) {
        return new TableSettingsRule(id, "r" + id, new TableName(schema, table), Optional.of(load), Optional.empty());
    }

    static MappingPlan plan(Catalog catalog, Rule... rules) {
        return MappingPlan.of(mappings(rules), catalog, Optional.empty());
    }

    static TableMappings mappings(Rule... rules) {
        return new TableMappings(Arrays.asList(rules));
    }
}
