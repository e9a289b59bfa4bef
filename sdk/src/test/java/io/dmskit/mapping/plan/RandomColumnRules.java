package io.dmskit.mapping.plan;

import io.dmskit.catalog.Column;
import io.dmskit.catalog.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes up rules for columns. */
final class RandomColumnRules {
    private final Chance chance;
    private final RandomNames names;
    private final boolean carriedOut;

    RandomColumnRules(Chance chance, RandomNames names, boolean carriedOut) {
        this.chance = chance;
        this.names = names;
        this.carriedOut = carriedOut;
    }

    Map<String, Object> next(Table table) {
        Column column = chance.of(table.columns());
        Map<String, Object> locator = RandomMappings.locator(
                names.forTransformation(table.name().schema()),
                names.forTransformation(table.name().table()));
        Map<String, Object> rule = RandomMappings.rule("transformation", "", locator);
        rule.put("rule-target", "column");
        int what = chance.from(0, 11);
        if (what <= 1) {
            addColumn(rule, table);
            return rule;
        }
        locator.put("column-name", names.forTransformation(column.name()));
        switch (what) {
            case 2, 3 -> rule.put("rule-action", "remove-column");
            case 4 -> rule.put("rule-action", "include-column");
            case 5 -> changeType(rule, locator, table, column);
            case 6, 7 -> mask(rule, locator, table);
            case 8 -> beforeImageOrName(rule, column);
            default -> names.change(rule, "column", column.name());
        }
        return rule;
    }

    private void addColumn(Map<String, Object> rule, Table table) {
        rule.put("rule-action", "add-column");
        rule.put(
                "value",
                chance.oneIn(15) ? chance.of(table.columns()).name() : "added" + chance.of("", "_2", " \u00FC"));
        rule.put("data-type", dataType("string", chance.from(64, 200)));
        List<String> plain = table.columns().stream()
                .filter(column -> column.kind() == Column.Kind.TEXT || column.kind() == Column.Kind.INTEGER)
                .map(Column::name)
                .filter(name -> name.matches("[A-Za-z_]\\w*"))
                .toList();
        String name = plain.isEmpty() ? "" : chance.of(plain);
        List<String> constant = List.of("'a'", "'it''s $5'", "1+2", "$AR_M_SOURCE_TABLE_NAME", "coalesce(NULL,'x')");
        List<String> computed = List.of(
                "upper($" + name + ")",
                "$" + name + "||'-'||$" + name,
                "CASE WHEN $" + name + " IS NULL THEN 'none' ELSE trim($" + name + ") END",
                "coalesce(substr(${" + name + "},2,3),'?')",
                "replace($" + name + ",'1','one')",
                "hash_sha256($" + name + ")");
        if (!plain.isEmpty() && !chance.oneIn(4)) {
            // The column is there in this table; a wildcard may name others that do not have it.
            if (carriedOut || !chance.oneIn(5)) {
                rule.put(
                        "object-locator",
                        RandomMappings.locator(
                                table.name().schema(), table.name().table()));
            }
            rule.put("expression", chance.of(computed));
        } else if (!chance.oneIn(4)) {
            rule.put("expression", chance.of(constant));
        }
    }

    private static Map<String, Object> exact(Table table, String column) {
        Map<String, Object> locator =
                RandomMappings.locator(table.name().schema(), table.name().table());
        locator.put("column-name", column);
        return locator;
    }

    private void changeType(Map<String, Object> rule, Map<String, Object> locator, Table table, Column column) {
        rule.put("rule-action", "change-data-type");
        if (chance.oneIn(2)) {
            locator.put("column-name", "%");
            locator.put(
                    "data-type", chance.of("int4", "date", "string", "wstring", "clob", "datetime", "boolean", "blob"));
        } else if (carriedOut) {
            rule.put("object-locator", exact(table, column.name()));
        }
        if (carriedOut) {
            rule.put("data-type", dataType("string", 200));
            return;
        }
        Map<String, Object> numeric = new LinkedHashMap<>(Map.of("type", "numeric", "precision", "12", "scale", 2));
        rule.put(
                "data-type",
                chance.of(List.of(dataType("string", 50), dataType("wstring", 64), Map.of("type", "int8"), numeric)));
    }

    private void mask(Map<String, Object> rule, Map<String, Object> locator, Table table) {
        String action = chance.of("digits-mask", "digits-randomize", "hash-mask");
        rule.put("rule-action", "data-masking-" + action);
        if (action.equals("digits-mask")) {
            rule.put("value", chance.of("#", "*", "x", "~"));
        }
        if (!carriedOut) {
            if (chance.oneIn(6)) {
                locator.put("column-name", chance.of("added", "add%"));
            }
            return;
        }
        List<String> texts = table.columns().stream()
                .skip(1)
                .filter(column -> column.type().equals("text"))
                .map(Column::name)
                .filter(name -> !name.contains("%"))
                .toList();
        if (texts.isEmpty()) {
            rule.put("rule-action", "include-column");
            rule.remove("value");
            return;
        }
        rule.put("object-locator", exact(table, chance.of(texts)));
    }

    /** Before-images are for streams. */
    private void beforeImageOrName(Map<String, Object> rule, Column column) {
        if (carriedOut) {
            names.change(rule, "column", column.name());
            return;
        }
        rule.put("rule-action", "add-before-image-columns");
        rule.put("before-image-def", Map.of("column-prefix", "BI_", "column-filter", chance.of("pk-only", "all")));
    }

    private static Map<String, Object> dataType(String type, int length) {
        Map<String, Object> dataType = new LinkedHashMap<>();
        dataType.put("type", type);
        dataType.put("length", length);
        return dataType;
    }
}
