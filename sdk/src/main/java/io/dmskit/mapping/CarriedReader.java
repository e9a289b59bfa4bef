package io.dmskit.mapping;

import io.dmskit.document.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads object-mapping, post-processing and validation rules, which are checked lightly and carried along. */
final class CarriedReader implements RuleReader {
    private static final int MOST_TAGS = 10;
    private static final List<String> KEY_TYPES =
            List.of("schema-table", "transaction-id", "primary-key", "constant", "attribute-name");

    private final String type;

    CarriedReader(String type) {
        this.type = type;
    }

    @Override
    public Optional<Rule> read(Fields fields, long id, String name) {
        List<String> actions =
                switch (type) {
                    case "object-mapping" -> List.of("map-record-to-record", "map-record-to-document");
                    case "post-processing" -> List.of("add-tag");
                    default -> List.of("override-validation-function");
                };
        RuleReader.action(fields, type, actions);
        Optional<Fields> locator = RuleReader.locator(
                fields,
                List.of("schema-name", "table-name"),
                Set.of("schema-name", "table-name", "column-name", "table-type"));
        switch (type) {
            case "object-mapping" -> fields.object("mapping-parameters").ifPresent(this::parameters);
            case "post-processing" -> tags(fields);
            default -> locator.ifPresent(found -> functions(fields, found));
        }
        return Optional.of(new CarriedRule(id, name, type, fields.node().toJson()));
    }

    private void parameters(Fields parameters) {
        Optional<String> keyType = parameters.word("partition-key-type");
        if (keyType.filter(word -> !KEY_TYPES.contains(word)).isPresent()) {
            parameters
                    .findings()
                    .error(
                            "TM091",
                            parameters.at("partition-key-type"),
                            "partition-key-type is \"" + keyType.get() + "\"; allowed: "
                                    + String.join(", ", KEY_TYPES));
        }
        if (keyType.filter("attribute-name"::equals).isPresent() && !parameters.has("partition-key-name")) {
            parameters
                    .findings()
                    .error("TM092", parameters.node(), "partition-key-type attribute-name needs partition-key-name");
        }
    }

    private static void tags(Fields fields) {
        List<Node> tags = fields.items("tag-set");
        if (tags.isEmpty() || tags.size() > MOST_TAGS) {
            fields.findings()
                    .error(
                            "TM100",
                            fields.at("tag-set"),
                            "tag-set has " + tags.size() + " tags: 1 to " + MOST_TAGS + " are allowed");
        }
    }

    private static void functions(Fields fields, Fields locator) {
        if (!locator.has("column-name") || !fields.has("source-function") || !fields.has("target-function")) {
            fields.findings()
                    .error(
                            "TM110",
                            fields.node(),
                            "a validation rule needs column-name, source-function and target-function");
        }
    }
}
