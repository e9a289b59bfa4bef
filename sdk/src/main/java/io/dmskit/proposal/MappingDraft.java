package io.dmskit.proposal;

import io.dmskit.catalog.TableName;
import io.dmskit.document.JsonText;
import io.dmskit.mapping.TableMappings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Rules as they are added, numbered from 1. What comes of it is read like any other document, so that it is one DMS takes. */
final class MappingDraft {
    private final List<Map<String, Object>> rules = new ArrayList<>();

    /** Explicit, since an include takes {@code _} for any character. */
    void select(TableName table, OptionalInt loadOrder) {
        Map<String, Object> rule = rule("selection", "take " + table.table(), locator(table));
        rule.put("rule-action", "explicit");
        loadOrder.ifPresent(order -> rule.put("load-order", String.valueOf(order)));
    }

    void divide(TableName table, Survey.Segments segments) {
        settings(table)
                .put(
                        "parallel-load",
                        Map.of("type", "ranges", "columns", segments.columns(), "boundaries", segments.boundaries()));
    }

    void unlimitedLobs(TableName table) {
        settings(table).put("lob-settings", Map.of("mode", "unlimited", "bulk-max-size", "0"));
    }

    void upperCase(String schema) {
        transform("schema", schema, Map.of("schema-name", schema));
        transform("table", schema, Map.of("schema-name", schema, "table-name", "%"));
        transform("column", schema, Map.of("schema-name", schema, "table-name", "%", "column-name", "%"));
    }

    private void transform(String target, String schema, Map<String, Object> locator) {
        Map<String, Object> rule = rule("transformation", "upper case " + target + " " + schema, locator);
        rule.put("rule-action", "convert-uppercase");
        rule.put("rule-target", target);
    }

    /** One rule per table may set both. */
    private Map<String, Object> settings(TableName table) {
        return rules.stream()
                .filter(rule -> "table-settings".equals(rule.get("rule-type")))
                .filter(rule -> locator(table).equals(rule.get("object-locator")))
                .findFirst()
                .orElseGet(() -> rule("table-settings", "load " + table.table(), locator(table)));
    }

    private static Map<String, Object> locator(TableName table) {
        return Map.of("schema-name", table.schema(), "table-name", table.table());
    }

    private Map<String, Object> rule(String type, String name, Map<String, Object> locator) {
        int id = rules.size() + 1;
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("rule-type", type);
        rule.put("rule-id", String.valueOf(id));
        rule.put("rule-name", name.replaceAll("[^A-Za-z0-9]+", "-") + "-" + id);
        rule.put("object-locator", locator);
        rules.add(rule);
        return rule;
    }

    TableMappings mappings() {
        return TableMappings.parse("proposal", JsonText.compact(Map.of("rules", rules)));
    }
}
