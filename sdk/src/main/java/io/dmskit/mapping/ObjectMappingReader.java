package io.dmskit.mapping;

import io.dmskit.document.Findings;
import io.dmskit.document.NearestWord;
import io.dmskit.document.Node;
import io.dmskit.mapping.MappingParameters.KeyType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads object-mapping rules. */
final class ObjectMappingReader implements RuleReader {
    private static final Words<ObjectMappingRule.Action> ACTIONS =
            new Words<>(ObjectMappingRule.Action.values(), ObjectMappingRule.Action::word);
    private static final Words<KeyType> KEY_TYPES = new Words<>(KeyType.values(), KeyType::word);

    @Override
    public Set<String> keys() {
        return Set.of("target-table-name", "kafka-target-topic", "mapping-parameters", "partition-key");
    }

    @Override
    public Optional<Supplier<Rule>> read(Fields fields, long id, String name) {
        Optional<ObjectMappingRule.Action> action =
                RuleReader.action(fields, "object-mapping", ACTIONS.all()).flatMap(ACTIONS::of);
        Optional<Fields> locator =
                RuleReader.locator(fields, List.of("schema-name", "table-name"), Set.of("schema-name", "table-name"));
        Optional<String> table = fields.word("target-table-name");
        Optional<String> topic = fields.word("kafka-target-topic");
        Optional<String> key = constantKey(fields);
        Optional<MappingParameters> parameters =
                fields.object("mapping-parameters").flatMap(this::parameters);
        if (action.isEmpty() || locator.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(() -> new ObjectMappingRule(
                id,
                name,
                action.get(),
                RuleReader.pattern(locator.get(), "schema-name"),
                RuleReader.pattern(locator.get(), "table-name"),
                table,
                topic,
                key,
                parameters,
                fields.leftovers()));
    }

    private static Optional<String> constantKey(Fields fields) {
        Optional<Fields> key = fields.object("partition-key");
        key.ifPresent(found -> found.allowOnly("partition-key", Set.of("value")));
        return key.flatMap(found -> found.text("value"));
    }

    private Optional<MappingParameters> parameters(Fields fields) {
        fields.allowOnly(
                "mapping-parameters",
                Set.of(
                        "partition-key-type",
                        "partition-key-name",
                        "sort-key-name",
                        "partition-key",
                        "exclude-columns",
                        "attribute-mappings",
                        "condition-expression"));
        Findings findings = fields.findings();
        Optional<String> type = fields.word("partition-key-type");
        Optional<String> name = fields.word("partition-key-name");
        Optional<KeyType> keyType = type.flatMap(KEY_TYPES::of);
        boolean known = type.isEmpty() || keyType.isPresent();
        boolean named = keyType.filter(KeyType.ATTRIBUTE_NAME::equals).isEmpty() || name.isPresent();
        if (!known) {
            findings.error(
                    "TM091",
                    fields.at("partition-key-type"),
                    "partition-key-type is \"" + type.orElse("") + "\""
                            + NearestWord.hint(type.orElse(""), KEY_TYPES.all()));
        }
        if (!named) {
            findings.error("TM092", fields.node(), "partition-key-type attribute-name needs partition-key-name");
        }
        Optional<String> sort = fields.word("sort-key-name");
        Optional<String> constant = constantKey(fields);
        List<String> excluded = fields.texts("exclude-columns");
        List<MappingParameters.Attribute> attributes = new ArrayList<>();
        fields.objects("attribute-mappings", "TM016", "an attribute mapping")
                .forEach(item -> attribute(item).ifPresent(attributes::add));
        Optional<MappingParameters.Condition> condition =
                fields.object("condition-expression").flatMap(ObjectMappingReader::condition);
        return known && named
                ? Optional.of(new MappingParameters(keyType, name, sort, constant, excluded, attributes, condition))
                : Optional.empty();
    }

    private static Optional<MappingParameters.Attribute> attribute(Fields fields) {
        fields.allowOnly(
                "attribute-mappings",
                Set.of("target-attribute-name", "attribute-name", "attribute-type", "attribute-sub-type", "value"));
        boolean older = !fields.has("target-attribute-name") && fields.has("attribute-name");
        Optional<String> name = fields.word(older ? "attribute-name" : "target-attribute-name");
        Optional<JsonValue> value = fields.value("value").map(Node::toJson).map(JsonValue::new);
        if (name.isEmpty() || value.isEmpty()) {
            fields.findings()
                    .error("TM093", fields.node(), "an attribute mapping needs target-attribute-name and value");
            return Optional.empty();
        }
        if (older) {
            fields.findings()
                    .warning(
                            "TM093",
                            fields.at("attribute-name"),
                            "attribute-name is an older sample's word: write target-attribute-name");
        }
        return Optional.of(new MappingParameters.Attribute(
                name.get(), fields.word("attribute-type"), fields.word("attribute-sub-type"), value.get(), older));
    }

    private static Optional<MappingParameters.Condition> condition(Fields fields) {
        fields.allowOnly(
                "condition-expression",
                Set.of(
                        "expression",
                        "expression-attribute-values",
                        "expression-attribute-names",
                        "apply-during-cdc",
                        "apply-during-full-load"));
        Optional<String> expression = fields.word("expression");
        List<MappingParameters.Value> values = new ArrayList<>();
        for (Fields item : fields.objects("expression-attribute-values", "TM016", "an expression-attribute-value")) {
            item.allowOnly("expression-attribute-values", Set.of("name", "value"));
            Optional<String> name = item.word("name");
            Optional<JsonValue> value = item.value("value").map(Node::toJson).map(JsonValue::new);
            if (name.isPresent() && value.isPresent()) {
                values.add(new MappingParameters.Value(name.get(), value.get()));
            } else {
                item.findings().error("TM094", item.node(), "an expression-attribute-value needs name and value");
            }
        }
        Optional<JsonValue> names =
                fields.value("expression-attribute-names").map(Node::toJson).map(JsonValue::new);
        Optional<Boolean> cdc = fields.flag("apply-during-cdc");
        Optional<Boolean> load = fields.flag("apply-during-full-load");
        if (expression.isEmpty()) {
            fields.findings().error("TM094", fields.node(), "a condition-expression needs an expression");
        }
        return expression.map(text -> new MappingParameters.Condition(text, values, names, cdc, load));
    }
}
