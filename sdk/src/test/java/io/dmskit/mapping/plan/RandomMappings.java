package io.dmskit.mapping.plan;

import io.dmskit.catalog.Catalog;
import io.dmskit.catalog.Column;
import io.dmskit.catalog.Table;
import io.dmskit.document.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes up rules for a source: every relational rule type, action and target, with overlaps and a few mistakes. */
final class RandomMappings {
    private final Chance chance;
    private final Catalog catalog;
    private final boolean carriedOut;
    private final RandomNames names;
    private final RandomFilters filters;
    private final RandomColumnRules columnRules;

    RandomMappings(Chance chance, Catalog catalog, boolean carriedOut) {
        this.chance = chance;
        this.catalog = catalog;
        this.carriedOut = carriedOut;
        this.names = new RandomNames(chance);
        this.filters = new RandomFilters(chance);
        this.columnRules = new RandomColumnRules(chance, names, carriedOut);
    }

    String next() {
        List<Map<String, Object>> rules = new ArrayList<>();
        if (!chance.oneIn(4)) {
            rules.add(
                    selection("include", chance.oneIn(2) ? "%" : table().name().schema(), "%", Optional.empty()));
        }
        for (int more = chance.from(rules.isEmpty() ? 1 : 0, 3); more > 0; more--) {
            rules.add(selection());
        }
        for (int more = chance.from(0, 6); more > 0; more--) {
            Table table = table();
            rules.add(
                    switch (chance.from(0, 9)) {
                        case 0 -> schemaRule(table);
                        case 1, 2 -> tableRule(table);
                        case 3 -> chance.oneIn(2) ? settings(table) : elsewhere(table);
                        default -> columnRules.next(table);
                    });
        }
        return chance.mixed(numbered(rules)).stream()
                .map(JsonText::compact)
                .collect(Collectors.joining(",\n", "{\"rules\": [\n", "\n]}"));
    }

    /** Ids are in no order, and quoted or not; two rules seldom share one, which is a mistake. */
    private List<Map<String, Object>> numbered(List<Map<String, Object>> rules) {
        List<Integer> ids = new ArrayList<>();
        for (int id = 1; id <= rules.size() * 3; id++) {
            ids.add(id);
        }
        List<Integer> mixed = chance.mixed(ids);
        List<Map<String, Object>> numbered = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            int id = mixed.get(i);
            Map<String, Object> rule = new LinkedHashMap<>();
            rule.put("rule-id", chance.oneIn(3) ? id : String.valueOf(id));
            rule.put("rule-name", "rule " + id);
            rule.putAll(rules.get(i));
            numbered.add(rule);
        }
        return numbered;
    }

    private Table table() {
        return chance.of(catalog.tables());
    }

    private Map<String, Object> selection() {
        Table table = table();
        if (chance.oneIn(3)) {
            List<Object> some = filters.over(table, !carriedOut && chance.oneIn(40));
            return selection("include", table.name().schema(), table.name().table(), Optional.of(some));
        }
        String action = chance.of("include", "include", "exclude", "explicit");
        boolean exact = action.equals("explicit") && !chance.oneIn(60);
        return selection(
                action,
                exact ? table.name().schema() : names.forSelection(table.name().schema()),
                exact ? table.name().table() : names.forSelection(table.name().table()),
                Optional.empty());
    }

    private Map<String, Object> selection(String action, String schema, String name, Optional<List<Object>> filters) {
        Map<String, Object> locator = locator(schema, name);
        if (chance.oneIn(4)) {
            locator.put("table-type", chance.of("table", "view", "all"));
        }
        Map<String, Object> rule = rule("selection", action, locator);
        filters.ifPresent(some -> rule.put("filters", some));
        if (action.equals("include") && chance.oneIn(3)) {
            rule.put("load-order", chance.oneIn(2) ? String.valueOf(chance.from(1, 9)) : chance.from(1, 2147483647));
        }
        return rule;
    }

    private Map<String, Object> schemaRule(Table table) {
        String schema = table.name().schema();
        Map<String, Object> locator = new LinkedHashMap<>(Map.of("schema-name", names.forTransformation(schema)));
        Map<String, Object> rule = rule("transformation", "", locator);
        rule.put("rule-target", "schema");
        names.change(rule, "schema", schema);
        return rule;
    }

    private Map<String, Object> tableRule(Table table) {
        String name = table.name().table();
        if (chance.oneIn(4)) {
            return primaryKey(table);
        }
        Map<String, Object> locator =
                locator(names.forTransformation(table.name().schema()), names.forTransformation(name));
        Map<String, Object> rule = rule("transformation", "", locator);
        boolean tablespace = !carriedOut && chance.oneIn(8);
        if (tablespace) {
            String target = chance.of("table-tablespace", "index-tablespace");
            locator.put(target + "-name", "USERS%");
            rule.put("rule-target", target);
            rule.put("rule-action", "add-prefix");
            rule.put("value", "X_");
        } else {
            rule.put("rule-target", "table");
            names.change(rule, "table", name);
        }
        return rule;
    }

    private Map<String, Object> primaryKey(Table table) {
        Map<String, Object> definition = new LinkedHashMap<>();
        definition.put("name", "pk_" + chance.from(1, 1_000_000));
        if (chance.oneIn(2)) {
            definition.put("origin", chance.of("primary-key", "unique-index"));
        }
        definition.put("columns", keyColumns(table));
        Map<String, Object> rule = rule("transformation", "define-primary-key", exact(table));
        rule.put("rule-target", "table");
        rule.put("primary-key-def", definition);
        return rule;
    }

    /** Returns columns whose values are unique together where that matters: the first column's are so by themselves. */
    private List<String> keyColumns(Table table) {
        List<Column> columns = table.columns();
        if (!carriedOut) {
            return chance.some(
                    chance.from(1, 2), columns.stream().map(Column::name).toList());
        }
        List<String> key = new ArrayList<>(List.of(columns.get(0).name()));
        if (columns.size() > 1 && !columns.get(1).nullable()) {
            key.add(chance.from(0, 1), columns.get(1).name());
        }
        return key;
    }

    private Map<String, Object> settings(Table table) {
        Map<String, Object> rule = rule("table-settings", "", exact(table));
        rule.remove("rule-action");
        if (chance.oneIn(4)) {
            rule.put("lob-settings", Map.of("mode", "limited", "bulk-max-size", "64"));
            return rule;
        }
        Column column = table.columns().get(0);
        Map<String, Object> load = new LinkedHashMap<>();
        load.put("type", "ranges");
        load.put("columns", List.of(column.name()));
        load.put(
                "boundaries",
                column.kind() == Column.Kind.TEXT
                        ? List.of(List.of("b"), List.of("k"), List.of("t"))
                        : List.of(List.of("-5"), List.of("10"), List.of("200")));
        rule.put("parallel-load", load);
        return rule;
    }

    /** Returns a rule that says nothing of tables in a database. */
    private Map<String, Object> elsewhere(Table table) {
        if (chance.oneIn(2)) {
            Map<String, Object> rule = rule("post-processing", "add-tag", locator("%", names.forTransformation("%")));
            rule.put("tag-set", List.of(Map.of("key", "table", "value", "${table-name}")));
            return rule;
        }
        Map<String, Object> locator = exact(table);
        locator.put("column-name", table.columns().get(0).name());
        Map<String, Object> rule = rule("validation", "override-validation-function", locator);
        rule.put("rule-target", "column");
        rule.put("source-function", "upper(${column-name})");
        rule.put("target-function", "upper(${column-name})");
        return rule;
    }

    private static Map<String, Object> exact(Table table) {
        return locator(table.name().schema(), table.name().table());
    }

    static Map<String, Object> locator(String schema, String table) {
        Map<String, Object> locator = new LinkedHashMap<>();
        locator.put("schema-name", schema);
        locator.put("table-name", table);
        return locator;
    }

    static Map<String, Object> rule(String type, String action, Map<String, Object> locator) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("rule-type", type);
        rule.put("rule-action", action);
        rule.put("object-locator", locator);
        return rule;
    }
}
