package io.dmskit.mapping;

import io.dmskit.document.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes table mappings canonically. Nothing that a document says is lost on the way through reader and writer; this is all that
 * changes:
 *
 * <ul>
 *   <li>keys stand in a fixed order, indented by two spaces; of a key given twice the last one counts;
 *   <li>nulls are dropped, wherever they stand, and so are empty texts and empty arrays under keys that DMS knows, but for those
 *       that mean something: {@code value} of a replacement, {@code column-prefix} and {@code column-suffix}, operands of a filter;
 *   <li>{@code rule-id}, {@code load-order}, {@code bulk-max-size}, filter operands and everything else that is a text to DMS are
 *       quoted, also where the document had a number or a boolean; {@code rule-id} loses leading zeros, and with
 *       {@code load-order} the blanks around it;
 *   <li>{@code length}, {@code precision}, {@code scale}, {@code number-of-partitions}, {@code max-records-skip-per-page} and
 *       {@code batch-size} are numbers, {@code collection-count-from-metadata} a quoted boolean, {@code apply-during-cdc} and
 *       {@code apply-during-full-load} booleans, also where the document had the other;
 *   <li>{@code ste} becomes its alias {@code lte}; a range boundary that is not an array becomes one of one value;
 *   <li>dropped as the defaults that they are: {@code table-type} {@code table}, {@code origin} {@code primary-key},
 *       {@code column-name} {@code %} of add-before-image-columns;
 *   <li>written out, though they are defaults: {@code mode} of lob-settings, all of before-image-def, {@code rule-target} of a
 *       validation rule;
 *   <li>an {@code expression} of add-column that is just {@code NULL} is dropped.
 * </ul>
 *
 * <p>What has no meaning here, {@link Extras}, goes back to its place as it was.
 */
final class MappingWriter {
    private MappingWriter() {}

    static String write(TableMappings mappings) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rules", mappings.rules().stream().map(MappingWriter::rule).toList());
        ExtrasWriter.add(mappings.extras(), json);
        return JsonText.pretty(json);
    }

    /** Returns one rule as a tree. */
    static Map<String, Object> rule(Rule rule) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rule-type", type(rule));
        json.put("rule-id", String.valueOf(rule.id()));
        json.put("rule-name", rule.name());
        if (rule instanceof SelectionRule selection) {
            selection(json, selection);
        } else if (rule instanceof TransformationRule transformation) {
            TransformationWriter.write(json, transformation);
        } else if (rule instanceof TableSettingsRule settings) {
            settings(json, settings);
        } else if (rule instanceof ObjectMappingRule mapping) {
            ObjectMappingWriter.write(json, mapping);
        } else if (rule instanceof PostProcessingRule processing) {
            postProcessing(json, processing);
        } else if (rule instanceof ValidationRule validation) {
            validation(json, validation);
        }
        ExtrasWriter.add(rule.extras(), json);
        return json;
    }

    private static String type(Rule rule) {
        if (rule instanceof SelectionRule) {
            return "selection";
        }
        if (rule instanceof TransformationRule) {
            return "transformation";
        }
        if (rule instanceof TableSettingsRule) {
            return "table-settings";
        }
        if (rule instanceof ObjectMappingRule) {
            return "object-mapping";
        }
        if (rule instanceof PostProcessingRule) {
            return "post-processing";
        }
        if (rule instanceof ValidationRule) {
            return "validation";
        }
        throw new AssertionError(rule);
    }

    /** Returns an object-locator of schema and table, to which more can be added. */
    static Map<String, Object> locator(Object schema, Object table) {
        Map<String, Object> locator = new LinkedHashMap<>();
        locator.put("schema-name", schema.toString());
        locator.put("table-name", table.toString());
        return locator;
    }

    private static void selection(Map<String, Object> json, SelectionRule rule) {
        json.put("rule-action", rule.action().word());
        Map<String, Object> locator = locator(rule.schema(), rule.table());
        if (rule.tableType() != SelectionRule.TableType.TABLE) {
            locator.put("table-type", rule.tableType().word());
        }
        json.put("object-locator", locator);
        if (!rule.filters().isEmpty()) {
            json.put(
                    "filters",
                    rule.filters().stream().map(MappingWriter::filter).toList());
        }
        rule.loadOrder().ifPresent(order -> json.put("load-order", String.valueOf(order)));
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

    private static void settings(Map<String, Object> json, TableSettingsRule rule) {
        json.put("object-locator", locator(rule.table().schema(), rule.table().table()));
        rule.parallelLoad().ifPresent(load -> json.put("parallel-load", load(load)));
        rule.lob().ifPresent(lob -> json.put("lob-settings", lob(lob)));
    }

    private static Object load(ParallelLoad load) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", load.word());
        if (load instanceof ParallelLoad.PartitionsAuto auto) {
            auto.numberOfPartitions().ifPresent(number -> json.put("number-of-partitions", number));
            auto.countFromMetadata().ifPresent(flag -> json.put("collection-count-from-metadata", flag.toString()));
            auto.maxRecordsSkipPerPage().ifPresent(number -> json.put("max-records-skip-per-page", number));
            auto.batchSize().ifPresent(number -> json.put("batch-size", number));
        } else if (load instanceof ParallelLoad.PartitionsList list) {
            putUnlessEmpty(json, "partitions", list.partitions());
            putUnlessEmpty(json, "subpartitions", list.subpartitions());
        } else if (load instanceof ParallelLoad.Ranges ranges) {
            json.put("columns", ranges.columns());
            json.put("boundaries", ranges.boundaries());
            putUnlessEmpty(json, "segment-names", ranges.segmentNames());
        }
        return json;
    }

    static void putUnlessEmpty(Map<String, Object> json, String key, List<?> values) {
        if (!values.isEmpty()) {
            json.put(key, values);
        }
    }

    private static Object lob(LobSettings lob) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("mode", lob.mode().word());
        lob.bulkMaxSizeKb().ifPresent(size -> json.put("bulk-max-size", String.valueOf(size)));
        return json;
    }

    private static void postProcessing(Map<String, Object> json, PostProcessingRule rule) {
        json.put("rule-action", "add-tag");
        json.put("object-locator", locator(rule.schema(), rule.table()));
        json.put(
                "tag-set",
                rule.tags().stream()
                        .map(tag -> {
                            Map<String, Object> pair = new LinkedHashMap<>();
                            pair.put("key", tag.key());
                            pair.put("value", tag.value().tree());
                            return pair;
                        })
                        .toList());
    }

    private static void validation(Map<String, Object> json, ValidationRule rule) {
        json.put("rule-action", "override-validation-function");
        json.put("rule-target", "column");
        Map<String, Object> locator = locator(rule.schema(), rule.table());
        locator.put("column-name", rule.column().text());
        json.put("object-locator", locator);
        json.put("source-function", rule.sourceFunction());
        json.put("target-function", rule.targetFunction());
    }
}
