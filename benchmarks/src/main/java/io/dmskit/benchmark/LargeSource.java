package io.dmskit.benchmark;

import io.dmskit.catalog.Catalog;
import io.dmskit.catalog.Column;
import io.dmskit.catalog.Key;
import io.dmskit.catalog.Table;
import io.dmskit.catalog.TableName;
import io.dmskit.mapping.ColumnFilter;
import io.dmskit.mapping.DataType;
import io.dmskit.mapping.NamePattern;
import io.dmskit.mapping.ObjectLocator;
import io.dmskit.mapping.ParallelLoad;
import io.dmskit.mapping.Rule;
import io.dmskit.mapping.SelectionRule;
import io.dmskit.mapping.TableMappings;
import io.dmskit.mapping.TableSettingsRule;
import io.dmskit.mapping.Transformation;
import io.dmskit.mapping.TransformationRule;
import io.dmskit.mapping.expression.Expression;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * A source as large enterprises have it, and rules as people write them for it: most name one table or {@code PREFIX%} of one
 * schema, a few name everything.
 */
final class LargeSource {
    private static final int SCHEMAS = 50;
    private static final String[] SUBJECTS = {
        "CUSTOMER", "ORDER", "INVOICE", "PAYMENT", "LEDGER", "AUDIT", "STOCK", "PRICE", "TMP", "STORE"
    };
    private static final List<Column> COLUMNS = List.of(
            new Column("ID", "bigint", Column.Kind.INTEGER, false),
            new Column("CUSTOMER_ID", "bigint", Column.Kind.INTEGER, true),
            new Column("FULL_NAME", "varchar(80)", Column.Kind.TEXT, true),
            new Column("AMOUNT", "numeric(12,2)", Column.Kind.DECIMAL, true),
            new Column("CREATED_AT", "timestamp", Column.Kind.DATE_OR_TIME, true),
            new Column("NOTE", "text", Column.Kind.TEXT, true));

    private final List<Table> tables = new ArrayList<>();

    LargeSource(int size) {
        for (int i = 0; i < size; i++) {
            TableName name = new TableName("APP_" + i % SCHEMAS, SUBJECTS[i / SCHEMAS % SUBJECTS.length] + "_" + i);
            tables.add(new Table(
                    name,
                    Table.Kind.TABLE,
                    COLUMNS,
                    Optional.of(new Key("PK", List.of("ID"))),
                    List.of(),
                    Optional.empty(),
                    1000));
        }
    }

    Catalog catalog() {
        return new Catalog(tables);
    }

    /** Returns so many rules that go together with the catalog. */
    TableMappings mappings(int size) {
        List<Rule> rules = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(1);
        for (int schema = 0; schema < SCHEMAS; schema++) {
            rules.add(selection(rules.size() + 1, SelectionRule.Action.INCLUDE, "APP_" + schema, "%"));
            rules.add(selection(rules.size() + 1, SelectionRule.Action.EXCLUDE, "APP_" + schema, "TMP_%"));
            rules.add(rule(
                    rules.size() + 1, ObjectLocator.schemas("APP_" + schema), new Transformation.ConvertLowercase()));
        }
        while (rules.size() < size - 2) {
            TableName table = tables.get(random.nextInt(tables.size())).name();
            rules.add(one(rules.size() + 1, table, random.nextInt(7)));
        }
        rules.add(rule(size - 1, ObjectLocator.tables("%", "%"), new Transformation.ConvertLowercase()));
        rules.add(rule(size, ObjectLocator.columns("%", "%", "%"), new Transformation.ConvertLowercase()));
        return new TableMappings(rules);
    }

    /** Returns a document of nearly so many bytes. */
    String document(int bytes) {
        int rules = 1000;
        int each = length(mappings(rules)) / rules;
        TableMappings mappings = mappings(bytes / each);
        while (length(mappings) > bytes) {
            mappings = mappings(mappings.rules().size() - 100);
        }
        return mappings.toJson();
    }

    private static int length(TableMappings mappings) {
        return mappings.toJson().getBytes(StandardCharsets.UTF_8).length;
    }

    private static Rule one(int id, TableName table, int kind) {
        String schema = table.schema();
        String name = table.table();
        String prefix = name.substring(0, name.length() - 1) + "%";
        return switch (kind) {
            case 0 -> filtered(id, table);
            case 1 -> rule(id, ObjectLocator.tables(schema, name), new Transformation.AddPrefix("x" + id + "_"));
            case 2 -> rule(id, ObjectLocator.columns(schema, prefix, "NOTE"), new Transformation.RemoveColumn());
            case 3 -> rule(id, ObjectLocator.columns(schema, prefix, "FULL_NAME"), new Transformation.HashMask());
            case 4 -> rule(id, ObjectLocator.columns(schema, name, "ID"), new Transformation.Rename("id_of_old"));
            case 5 ->
                rule(
                        id,
                        ObjectLocator.columns(schema, name, "%"),
                        new Transformation.AddColumn(
                                "added_" + id, Expression.parse("upper($FULL_NAME)"), DataType.string(80)));
            default ->
                new TableSettingsRule(
                        id,
                        "settings-" + id,
                        table,
                        Optional.of(new ParallelLoad.Ranges(
                                List.of("ID"), List.of(List.of("250000"), List.of("500000"), List.of("750000")))),
                        Optional.empty());
        };
    }

    private static Rule filtered(int id, TableName table) {
        ColumnFilter recent = new ColumnFilter(
                "CREATED_AT", List.of(new ColumnFilter.Condition(ColumnFilter.Operator.GTE, List.of("2020-01-01"))));
        return new SelectionRule(
                id,
                "filter-" + id,
                SelectionRule.Action.INCLUDE,
                new NamePattern(table.schema(), true),
                new NamePattern(table.table(), true),
                SelectionRule.TableType.TABLE,
                List.of(recent),
                OptionalInt.empty());
    }

    private static Rule selection(int id, SelectionRule.Action action, String schema, String table) {
        return new SelectionRule(
                id,
                "selection-" + id,
                action,
                new NamePattern(schema, true),
                new NamePattern(table, true),
                SelectionRule.TableType.TABLE,
                List.of(),
                OptionalInt.empty());
    }

    private static Rule rule(int id, ObjectLocator locator, Transformation action) {
        return TransformationRule.of(id, "rule-" + id, locator, action);
    }
}
