package io.dmskit.mapping;

import io.dmskit.document.DocumentReader;
import io.dmskit.document.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes table mappings canonically: keys in a fixed order, ids and operands quoted, nothing that says nothing. */
final class MappingWriter {
    private MappingWriter() {}

    static String write(TableMappings mappings) {
        return JsonText.pretty(Map.of(
                "rules", mappings.rules().stream().map(MappingWriter::rule).toList()));
    }

    private static Object rule(Rule rule) {
        if (rule instanceof SelectionRule selection) {
            return selection(selection);
        }
        if (rule instanceof TransformationRule transformation) {
            return transformation(transformation);
        }
        if (rule instanceof TableSettingsRule settings) {
            return settings(settings);
        }
        if (rule instanceof CarriedRule carried) {
            return DocumentReader.json("rule " + carried.id(), carried.json(), "TM002");
        }
        throw new AssertionError(rule);
    }

    private static Map<String, Object> head(String type, Rule rule) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rule-type", type);
        json.put("rule-id", String.valueOf(rule.id()));
        json.put("rule-name", rule.name());
        return json;
    }

    private static Object selection(SelectionRule rule) {
        Map<String, Object> json = head("selection", rule);
        json.put("rule-action", rule.action().name().toLowerCase(Locale.ROOT));
        Map<String, Object> locator = new LinkedHashMap<>();
        locator.put("schema-name", rule.schema().text());
        locator.put("table-name", rule.table().text());
        if (rule.tableType() != SelectionRule.TableType.TABLE) {
            locator.put("table-type", rule.tableType().name().toLowerCase(Locale.ROOT));
        }
        json.put("object-locator", locator);
        if (!rule.filters().isEmpty()) {
            json.put(
                    "filters",
                    rule.filters().stream().map(MappingWriter::filter).toList());
        }
        rule.loadOrder().ifPresent(order -> json.put("load-order", String.valueOf(order)));
        return json;
    }

    private static Object filter(ColumnFilter filter) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("filter-type", "source");
        json.put("column-name", filter.column());
        json.put(
                "filter-conditions",
                filter.conditions().stream().map(MappingWriter::condition).toList());
        return json;
    }

    private static Object condition(ColumnFilter.Condition condition) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("filter-operator", condition.operator().word());
        List<String> operands = condition.operands();
        if (operands.size() == 1) {
            json.put("value", operands.get(0));
        } else if (operands.size() == 2) {
            json.put("start-value", operands.get(0));
            json.put("end-value", operands.get(1));
        }
        return json;
    }

    private static Object transformation(TransformationRule rule) {
        Map<String, Object> json = head("transformation", rule);
        json.put("rule-action", rule.action().word());
        json.put("rule-target", rule.target().name().toLowerCase(Locale.ROOT));
        json.put("object-locator", locator(rule));
        action(json, rule.action());
        return json;
    }

    private static Object locator(TransformationRule rule) {
        Map<String, Object> locator = new LinkedHashMap<>();
        locator.put("schema-name", rule.schema().text());
        if (rule.target() != TransformationRule.Target.SCHEMA) {
            locator.put("table-name", rule.table().text());
        }
        boolean named = !(rule.action() instanceof Transformation.AddColumn)
                || !rule.column().equals(NamePattern.ANY);
        if (rule.target() == TransformationRule.Target.COLUMN && named) {
            locator.put("column-name", rule.column().text());
        }
        rule.dataType().ifPresent(type -> locator.put("data-type", type.word()));
        return locator;
    }

    private static void action(Map<String, Object> json, Transformation action) {
        if (action instanceof Transformation.Rename rename) {
            json.put("value", rename.value());
        } else if (action instanceof Transformation.AddPrefix prefix) {
            json.put("value", prefix.value());
        } else if (action instanceof Transformation.AddSuffix suffix) {
            json.put("value", suffix.value());
        } else if (action instanceof Transformation.RemovePrefix prefix) {
            json.put("value", prefix.value());
        } else if (action instanceof Transformation.RemoveSuffix suffix) {
            json.put("value", suffix.value());
        } else if (action instanceof Transformation.ReplacePrefix prefix) {
            json.put("value", prefix.value());
            json.put("old-value", prefix.oldValue());
        } else if (action instanceof Transformation.ReplaceSuffix suffix) {
            json.put("value", suffix.value());
            json.put("old-value", suffix.oldValue());
        } else if (action instanceof Transformation.AddColumn added) {
            json.put("value", added.column());
            if (!added.expression().equals(Expression.NULL)) {
                json.put("expression", added.expression().text());
            }
            json.put("data-type", dataType(added.type()));
        } else if (action instanceof Transformation.ChangeDataType change) {
            json.put("data-type", dataType(change.type()));
        } else if (action instanceof Transformation.DefinePrimaryKey key) {
            json.put("primary-key-def", primaryKey(key));
        } else if (action instanceof Transformation.DigitsMask mask) {
            json.put("value", String.valueOf(mask.mask()));
        }
    }

    private static Object dataType(DataType type) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", type.name().word());
        type.length().ifPresent(length -> json.put("length", length));
        type.precision().ifPresent(precision -> json.put("precision", precision));
        type.scale().ifPresent(scale -> json.put("scale", scale));
        return json;
    }

    private static Object primaryKey(Transformation.DefinePrimaryKey key) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", key.name());
        if (key.uniqueIndex()) {
            json.put("origin", "unique-index");
        }
        json.put("columns", key.columns());
        return json;
    }

    private static Object settings(TableSettingsRule rule) {
        Map<String, Object> json = head("table-settings", rule);
        Map<String, Object> locator = new LinkedHashMap<>();
        locator.put("schema-name", rule.table().schema());
        locator.put("table-name", rule.table().table());
        json.put("object-locator", locator);
        Map<String, Object> load = new LinkedHashMap<>();
        rule.ranges()
                .ifPresentOrElse(
                        ranges -> {
                            load.put("type", "ranges");
                            load.put("columns", ranges.columns());
                            load.put("boundaries", ranges.boundaries());
                        },
                        () -> load.put("type", "none"));
        if (rule.ranges().isPresent() || rule.lob().isEmpty()) {
            json.put("parallel-load", load);
        }
        rule.lob().ifPresent(lob -> json.put("lob-settings", lob(lob)));
        return json;
    }

    private static Object lob(TableSettingsRule.LobSettings lob) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("mode", lob.mode());
        lob.bulkMaxSizeKb().ifPresent(size -> json.put("bulk-max-size", String.valueOf(size)));
        return json;
    }
}
