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
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Reads a table-mapping document; one instance, one document. */
final class MappingReader {
    /** See <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TableMapping.SelectionTransformation.html">Table mapping JSON</a>. */
    private static final int LARGEST_BYTES = 2 * 1024 * 1024;
    /** Our own caution: a document that grows has little left. */
    private static final int LARGE_BYTES = 3 * LARGEST_BYTES / 4;
    /** Of one code and severity; a document of a hundred thousand rules may have the same fault in each. */
    private static final int MOST_FINDINGS = 100;

    private static final Map<String, RuleReader> READERS = new TreeMap<>(Map.of(
            "selection", new SelectionReader(),
            "transformation", new TransformationReader(),
            "table-settings", new TableSettingsReader(),
            "object-mapping", new ObjectMappingReader(),
            "post-processing", new PostProcessingReader(),
            "validation", new ValidationReader()));

    /** What the console of AWS writes into documents, though the guide does not name it. */
    private static final Set<String> CONSOLE_KEYS = Set.of("isAutoSegmentationChecked");

    private final Findings findings = new Findings(MOST_FINDINGS);
    private final List<Located> rules = new ArrayList<>();
    private Extras extras = Extras.NONE;

    private MappingReader() {}

    /**
     * A rule and where it stands.
     *
     * @param rule the rule
     * @param node its JSON
     */
    record Located(Rule rule, ObjectNode node) {
        /** Returns where a key of the rule stands, or the rule itself if it has no such key. */
        Node at(String key) {
            return node.get(key).orElse(node);
        }
    }

    static MappingDocument read(String file, String json) {
        MappingReader reader = new MappingReader();
        try {
            reader.document(DocumentReader.json(file, json, "TM002"), json);
        } catch (InvalidDocumentException e) {
            reader.findings.addAll(e.findings());
        }
        return new MappingDocument(
                new TableMappings(reader.rules.stream().map(Located::rule).toList(), reader.extras),
                reader.findings.inDocumentOrder(),
                reader.rules.stream()
                        .collect(Collectors.toMap(
                                located -> located.rule().id(), Located::node, (first, same) -> first)));
    }

    private void document(Node root, String json) {
        size(root, json);
        if (!(root instanceof ObjectNode object)) {
            findings.error("TM001", root, "table mapping is " + root.kind() + ": it must be {\"rules\": [...]}");
            return;
        }
        Fields fields = new Fields(object, findings);
        Optional<Node> rulesNode = fields.value("rules");
        if (rulesNode.isEmpty() && fields.peek("TableMappings").isPresent()) {
            findings.error("TM005", root, "table mapping has the old TableMappings format: write {\"rules\": [...]}");
        } else if (rulesNode.isPresent()
                && rulesNode.get() instanceof ArrayNode array
                && !array.items().isEmpty()) {
            fields.allowOnly("table mappings", Set.of("rules"));
            extras = fields.leftovers();
            array.items().forEach(this::rule);
            new MappingChecks(rules, findings).run(array);
        } else {
            findings.error(
                    "TM001", rulesNode.orElse(root), "table mapping must be {\"rules\": [...]} with at least one rule");
        }
    }

    /** White space counts only as long as it need not be sent: what is too large may still fit on one line. */
    private void size(Node root, String json) {
        int bytes = json.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LARGE_BYTES) {
            bytes = root.toJson().getBytes(StandardCharsets.UTF_8).length;
        }
        String size = "mapping is " + bytes + " bytes, DMS accepts " + LARGEST_BYTES + ": split the task";
        if (bytes > LARGEST_BYTES) {
            findings.error("TM003", root, size);
        } else if (bytes > LARGE_BYTES) {
            findings.warning("TM003", root, size + " before it grows");
        }
    }

    private void rule(Node node) {
        if (!(node instanceof ObjectNode object)) {
            findings.error("TM016", node, "a rule is " + node.kind() + ": it must be an object");
            return;
        }
        int errorsBefore = findings.errors();
        Fields fields = new Fields(object, findings);
        Optional<String> type = fields.text("rule-type");
        Optional<Long> id = id(fields);
        Optional<String> name = fields.word("rule-name");
        if (name.isEmpty()) {
            findings.error("TM013", object, "rule-name is missing: give each rule a name of its own");
        }
        RuleReader reader = type.map(READERS::get).orElse(null);
        if (reader == null) {
            findings.error(
                    "TM010",
                    fields.at("rule-type"),
                    type.map(word -> "unknown rule-type \"" + word + "\"" + NearestWord.hint(word, READERS.keySet()))
                            .orElse("rule-type is missing; allowed: " + String.join(", ", READERS.keySet())));
            return;
        }
        keys(fields, type.orElseThrow(), reader);
        Optional<Supplier<Rule>> rule = reader.read(fields, id.orElse(0L), name.orElse(""));
        if (rule.isPresent() && findings.errors() == errorsBefore) {
            rules.add(new Located(rule.get().get(), object));
        }
    }

    private Optional<Long> id(Fields fields) {
        Optional<String> text = fields.text("rule-id").map(String::strip);
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
    private void keys(Fields fields, String type, RuleReader reader) {
        Set<String> own = new TreeSet<>(RuleReader.COMMON_KEYS);
        own.addAll(reader.keys());
        for (ObjectNode.Member member : fields.node().members()) {
            if (own.contains(member.key())) {
                continue;
            }
            Optional<String> owner = READERS.entrySet().stream()
                    .filter(entry -> entry.getValue().keys().contains(member.key()))
                    .map(Map.Entry::getKey)
                    .findFirst();
            if (owner.isPresent() && fields.has(member.key())) {
                findings.error(
                        "TM015",
                        member,
                        "key " + member.key() + " belongs to " + owner.get() + " rules, not to " + type + " rules");
            }
            owner.ifPresent(ignored -> fields.know(Set.of(member.key())));
            if (CONSOLE_KEYS.contains(member.key())) {
                findings.info("TM015", member, "key " + member.key() + " is left over from the console of AWS");
                fields.know(Set.of(member.key()));
            }
        }
        fields.allowOnly(type + " rules", own);
    }
}
