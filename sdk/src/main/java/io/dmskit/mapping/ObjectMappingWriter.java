package io.dmskit.mapping;

import java.util.LinkedHashMap;
import java.util.Map;

/** Writes object-mapping rules. */
final class ObjectMappingWriter {
    private ObjectMappingWriter() {}

    static void write(Map<String, Object> json, ObjectMappingRule rule) {
        json.put("rule-action", rule.action().word());
        json.put("object-locator", MappingWriter.locator(rule.schema(), rule.table()));
        rule.targetTable().ifPresent(table -> json.put("target-table-name", table));
        rule.topic().ifPresent(topic -> json.put("kafka-target-topic", topic));
        rule.partitionKey().ifPresent(key -> json.put("partition-key", constant(key)));
        rule.parameters().ifPresent(parameters -> json.put("mapping-parameters", parameters(parameters)));
    }

    private static Object constant(String key) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("value", key);
        return json;
    }

    private static Object parameters(MappingParameters parameters) {
        Map<String, Object> json = new LinkedHashMap<>();
        parameters.partitionKeyType().ifPresent(type -> json.put("partition-key-type", type.word()));
        parameters.partitionKeyName().ifPresent(name -> json.put("partition-key-name", name));
        parameters.sortKeyName().ifPresent(name -> json.put("sort-key-name", name));
        parameters.partitionKey().ifPresent(key -> json.put("partition-key", constant(key)));
        MappingWriter.putUnlessEmpty(json, "exclude-columns", parameters.excludeColumns());
        MappingWriter.putUnlessEmpty(
                json,
                "attribute-mappings",
                parameters.attributes().stream()
                        .map(ObjectMappingWriter::attribute)
                        .toList());
        parameters.condition().ifPresent(condition -> json.put("condition-expression", condition(condition)));
        return json;
    }

    private static Object attribute(MappingParameters.Attribute attribute) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(attribute.olderKey() ? "attribute-name" : "target-attribute-name", attribute.target());
        attribute.type().ifPresent(type -> json.put("attribute-type", type));
        attribute.subType().ifPresent(type -> json.put("attribute-sub-type", type));
        json.put("value", attribute.value().tree());
        return json;
    }

    private static Object condition(MappingParameters.Condition condition) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("expression", condition.expression());
        MappingWriter.putUnlessEmpty(
                json,
                "expression-attribute-values",
                condition.values().stream()
                        .map(value -> {
                            Map<String, Object> pair = new LinkedHashMap<>();
                            pair.put("name", value.name());
                            pair.put("value", value.value().tree());
                            return pair;
                        })
                        .toList());
        condition.names().ifPresent(names -> json.put("expression-attribute-names", names.tree()));
        condition.duringCdc().ifPresent(flag -> json.put("apply-during-cdc", flag));
        condition.duringFullLoad().ifPresent(flag -> json.put("apply-during-full-load", flag));
        return json;
    }
}
