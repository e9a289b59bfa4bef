package io.dmskit.settings;

import io.dmskit.document.ArrayNode;
import io.dmskit.document.DocumentReader;
import io.dmskit.document.Findings;
import io.dmskit.document.InvalidDocumentException;
import io.dmskit.document.NearestWord;
import io.dmskit.document.Node;
import io.dmskit.document.ObjectNode;
import io.dmskit.document.ScalarNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads a settings document; one instance, one document. */
final class SettingsReader {
    private static final String UNKNOWN = "X33";

    private final Findings findings = new Findings();
    private final Map<Setting<?>, Object> values = new HashMap<>();
    private final Map<Setting<?>, Node> places = new HashMap<>();
    private final Map<String, String> carried = new TreeMap<>();
    private final Map<String, Node> standing = new HashMap<>();

    private SettingsReader() {}

    static SettingsDocument read(String file, String json) {
        SettingsReader reader = new SettingsReader();
        if (!json.isBlank()) {
            try {
                reader.document(DocumentReader.json(file, json, UNKNOWN));
            } catch (InvalidDocumentException e) {
                reader.findings.addAll(e.findings());
            }
        }
        return new SettingsDocument(
                new TaskSettings(reader.values, reader.carried), reader.findings.inDocumentOrder(), reader.standing);
    }

    private void document(Node root) {
        standing.put("", root);
        if (!(root instanceof ObjectNode object)) {
            findings.error(UNKNOWN, root, "task settings are " + root.kind() + ": they must be an object of sections");
            return;
        }
        duplicates(object);
        for (ObjectNode.Member member : object.members()) {
            if (!member.value().isNull()) {
                topLevel(member);
            }
        }
        new SettingsChecks(values, places, findings).run(object);
    }

    private void topLevel(ObjectNode.Member member) {
        String name = member.key();
        standing.put(name, member.value());
        Optional<Setting<?>> own = setting("", name);
        if (Sections.CARRIED.contains(name)) {
            carried.put(name, member.value().toJson());
        } else if (own.isPresent()) {
            value(own.get(), member.value());
        } else if (!Sections.ALL.containsKey(name)) {
            unknown(member, name, Sections.topLevel());
        } else if (member.value() instanceof ObjectNode section) {
            duplicates(section);
            section.members().stream().filter(key -> !key.value().isNull()).forEach(key -> key(name, key));
        } else {
            findings.error(
                    UNKNOWN, member, "section " + name + " is " + member.value().kind() + ": it must be an object");
        }
    }

    private void key(String section, ObjectNode.Member member) {
        String path = section + "." + member.key();
        standing.put(path, member.value());
        Optional<Setting<?>> setting = setting(section, member.key());
        if (setting.isPresent()) {
            value(setting.get(), member.value());
        } else if (section.equals("Logging") && Sections.CARRIED_LOGGING.contains(member.key())) {
            logging(path, member.value());
        } else if (Sections.READ_ONLY.contains(path)) {
            findings.error("X24", member, path + " is set by the service: leave it out");
        } else if (Sections.LEGACY.contains(path)) {
            findings.warning("X33", member, path + " is of an older DMS and has no effect");
        } else if (!path.equals(Sections.TWIN)) {
            unknown(
                    member,
                    path,
                    Sections.ALL.getOrDefault(section, List.of()).stream()
                            .map(Setting::key)
                            .toList());
        }
    }

    /** The service returns log components in any order, and none as an empty array. */
    private void logging(String path, Node node) {
        if (!(node instanceof ArrayNode array)) {
            carried.put(path, node.toJson());
        } else if (!array.items().isEmpty()) {
            carried.put(
                    path, array.items().stream().map(Node::toJson).sorted().collect(Collectors.joining(",", "[", "]")));
        }
    }

    private void unknown(ObjectNode.Member member, String path, List<String> known) {
        Optional<String> near = NearestWord.to(member.key(), known);
        if (near.isPresent() || member.key().indexOf('.') >= 0) {
            findings.error(UNKNOWN, member, "unknown key " + path + NearestWord.hint(member.key(), known));
        } else {
            findings.warning(UNKNOWN, member, "unknown key " + path + " is carried along unchecked");
            carried.put(path, member.value().toJson());
        }
    }

    private static Optional<Setting<?>> setting(String section, String key) {
        for (Setting<?> setting : Sections.ALL.getOrDefault(section, List.of())) {
            if (setting.key().equals(key)) {
                return Optional.of(setting);
            }
        }
        return Optional.empty();
    }

    private void value(Setting<?> setting, Node node) {
        places.put(setting, node);
        if (node instanceof ScalarNode scalar) {
            parsed(setting, scalar).ifPresent(value -> accept(setting, node, value));
        } else {
            wrong(setting, node);
        }
    }

    private void accept(Setting<?> setting, Node node, Object value) {
        Optional<String> problem = setting.problem(value);
        problem.ifPresent(message -> findings.error("X12", node, message));
        if (problem.isEmpty()) {
            values.put(setting, value);
        }
    }

    private Optional<Object> parsed(Setting<?> setting, ScalarNode scalar) {
        if (setting.type() == Boolean.class && scalar.type() == ScalarNode.Type.BOOLEAN) {
            return Optional.of(Boolean.valueOf(scalar.text()));
        }
        if (setting.type() == Integer.class && scalar.type() == ScalarNode.Type.NUMBER) {
            return number(setting, scalar);
        }
        if (setting.type() == String.class && scalar.type() == ScalarNode.Type.STRING) {
            return Optional.of(scalar.text());
        }
        if (setting.type().isEnum() && scalar.type() == ScalarNode.Type.STRING) {
            return word(setting, scalar);
        }
        wrong(setting, scalar);
        return Optional.empty();
    }

    private Optional<Object> number(Setting<?> setting, ScalarNode scalar) {
        try {
            return Optional.of(Integer.valueOf(scalar.text()));
        } catch (NumberFormatException e) {
            findings.error("X12", scalar, setting + " is " + scalar.text() + ": it must be a whole number of 32 bits");
            return Optional.empty();
        }
    }

    private Optional<Object> word(Setting<?> setting, ScalarNode scalar) {
        for (Object constant : setting.type().getEnumConstants()) {
            if (constant.toString().equals(scalar.text())) {
                return Optional.of(constant);
            }
        }
        findings.error(
                UNKNOWN,
                scalar,
                setting + " is \"" + scalar.text() + "\"" + NearestWord.hint(scalar.text(), setting.words()));
        return Optional.empty();
    }

    private void wrong(Setting<?> setting, Node node) {
        String wanted = setting.type() == Boolean.class
                ? "true or false"
                : setting.type() == Integer.class ? "a number" : "a string";
        findings.error(UNKNOWN, node, setting + " is " + node.kind() + ": it must be " + wanted);
    }

    private void duplicates(ObjectNode object) {
        for (ObjectNode.Member member : object.duplicates()) {
            findings.warning(UNKNOWN, member, "key " + member.key() + " is given twice: the last one counts");
        }
    }
}
