package io.dmskit.mapping;

import io.dmskit.document.ArrayNode;
import io.dmskit.document.DocumentReader;
import io.dmskit.document.Findings;
import io.dmskit.document.InvalidDocumentException;
import io.dmskit.document.NearestWord;
import io.dmskit.document.Node;
import io.dmskit.document.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads a table-mapping document; one instance, one document. */
final class MappingReader {
    /** See <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TableMapping.SelectionTransformation.html">Table mapping JSON</a>. */
    private static final int LARGEST_BYTES = 2 * 1024 * 1024;

    private static final Set<String> COMMON_KEYS =
            Set.of("rule-type", "rule-id", "rule-name", "rule-action", "object-locator");
    private static final Map<String, Set<String>> OWN_KEYS = new TreeMap<>(Map.of(
            "selection", Set.of("filters", "load-order"),
            "transformation",
                    Set.of(
                            "rule-target",
                            "value",
                            "old-value",
                            "expression",
                            "data-type",
                            "primary-key-def",
                            "before-image-def"),
            "table-settings", Set.of("parallel-load", "lob-settings"),
            "object-mapping", Set.of("target-table-name", "kafka-target-topic", "mapping-parameters", "partition-key"),
            "post-processing", Set.of("tag-set"),
            "validation", Set.of("rule-target", "source-function", "target-function")));

    private final Findings findings = new Findings();
    private final List<Located> rules = new ArrayList<>();

    private MappingReader() {}

    /**
     * A rule and where it stands.
     *
     * @param rule the rule
     * @param node its JSON
     */
    record Located(Rule rule, ObjectNode node) {}

    static MappingDocument read(String file, String json) {
        MappingReader reader = new MappingReader();
        try {
            reader.document(DocumentReader.json(file, json, "TM002"));
        } catch (InvalidDocumentException e) {
            reader.findings.addAll(e.findings());
        }
        return new MappingDocument(
                new TableMappings(reader.rules.stream().map(Located::rule).toList()),
                reader.findings.inDocumentOrder(),
                reader.rules.stream()
                        .collect(Collectors.toMap(
                                located -> located.rule().id(), Located::node, (first, same) -> first)));
    }

    private void document(Node root) {
        int bytes = root.toJson().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LARGEST_BYTES) {
            findings.error(
                    "TM003", root, "mapping is " + bytes + " bytes, DMS accepts " + LARGEST_BYTES + ": split the task");
        }
        if (!(root instanceof ObjectNode object)) {
            findings.error("TM001", root, "table mapping is " + root.kind() + ": it must be {\"rules\": [...]}");
            return;
        }
        Optional<Node> rulesNode = object.get("rules");
        if (rulesNode.isEmpty() && object.get("TableMappings").isPresent()) {
            findings.error("TM005", root, "table mapping has the old TableMappings format: write {\"rules\": [...]}");
        } else if (rulesNode.isPresent()
                && rulesNode.get() instanceof ArrayNode array
                && !array.items().isEmpty()) {
            new Fields(object, findings).allowOnly("table mappings", Set.of("rules"));
            array.items().forEach(this::rule);
            new MappingChecks(rules, findings).run(array);
        } else {
            findings.error(
                    "TM001", rulesNode.orElse(root), "table mapping must be {\"rules\": [...]} with at least one rule");
        }
    }

    private void rule(Node node) {
        if (!(node instanceof ObjectNode object)) {
            findings.error("TM016", node, "a rule is " + node.kind() + ": it must be an object");
            return;
        }
        Fields fields = new Fields(object, findings);
        Optional<String> type = fields.text("rule-type");
        Optional<Long> id = id(fields);
        Optional<String> name = fields.word("rule-name");
        if (name.isEmpty()) {
            findings.error("TM013", object, "rule-name is missing: give each rule a name of its own");
        }
        if (type.isEmpty() || !OWN_KEYS.containsKey(type.get())) {
            findings.error(
                    "TM010",
                    fields.at("rule-type"),
                    type.map(word -> "unknown rule-type \"" + word + "\"" + NearestWord.hint(word, OWN_KEYS.keySet()))
                            .orElse("rule-type is missing; allowed: " + String.join(", ", OWN_KEYS.keySet())));
            return;
        }
        keys(fields, type.get());
        RuleReader reader =
                switch (type.get()) {
                    case "selection" -> new SelectionReader();
                    case "transformation" -> new TransformationReader();
                    case "table-settings" -> new TableSettingsReader();
                    default -> new CarriedReader(type.get());
                };
        reader.read(fields, id.orElse(0L), name.orElse(""))
                .filter(read -> id.isPresent() && name.isPresent())
                .ifPresent(read -> rules.add(new Located(read, object)));
    }

    private Optional<Long> id(Fields fields) {
        Optional<String> text = fields.text("rule-id");
        if (text.isPresent() && text.get().matches("[0-9]{1,18}") && Long.parseLong(text.get()) > 0) {
            return text.map(Long::valueOf);
        }
        findings.error(
                "TM011",
                fields.at("rule-id"),
                text.map(id -> "rule-id is \"" + id + "\"").orElse("rule-id is missing")
                        + ": it must be a positive whole number");
        return Optional.empty();
    }

    /** A key of another rule type is an error, one of no rule type a warning: AWS may have added it. */
    private void keys(Fields fields, String type) {
        Set<String> known = new TreeSet<>(COMMON_KEYS);
        known.addAll(OWN_KEYS.getOrDefault(type, Set.of()));
        for (ObjectNode.Member member : fields.node().members()) {
            Optional<String> owner = OWN_KEYS.entrySet().stream()
                    .filter(entry -> entry.getValue().contains(member.key()))
                    .map(Map.Entry::getKey)
                    .findFirst();
            if (owner.isPresent() && !known.contains(member.key()) && fields.has(member.key())) {
                findings.error(
                        "TM015",
                        member,
                        "key " + member.key() + " belongs to " + owner.get() + " rules, not to " + type + " rules");
            }
            owner.ifPresent(ignored -> known.add(member.key()));
        }
        fields.allowOnly(type + " rules", known);
    }
}
