package io.dmskit.settings;

import io.dmskit.document.DocumentReader;
import io.dmskit.document.Findings;
import io.dmskit.document.InvalidDocumentException;
import io.dmskit.document.NearestWord;
import io.dmskit.document.Node;
import io.dmskit.document.ObjectNode;
import io.dmskit.document.ScalarNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads a settings document; one instance, one document. */
final class SettingsReader {
    static final String UNKNOWN = "X33";
    private static final String READ_ONLY = "X24";

    private final boolean strict;
    private final Findings findings = new Findings();
    private final ValueReader reader = new ValueReader(findings);
    private final Map<Setting<?>, Object> values = new HashMap<>();
    private final Map<String, String> carried = new TreeMap<>();
    private final Map<String, Node> places = new HashMap<>();
    private int left;
    private boolean complete = true;

    private SettingsReader(boolean strict) {
        this.strict = strict;
    }

    static SettingsDocument read(String file, String json) {
        return new SettingsReader(false).text(file, json);
    }

    static SettingsDocument readStrictly(String file, String json) {
        return new SettingsReader(true).text(file, json);
    }

    private SettingsDocument text(String file, String json) {
        if (!json.isBlank()) {
            try {
                document(DocumentReader.json(file, json, UNKNOWN));
            } catch (InvalidDocumentException e) {
                findings.addAll(e.findings());
                complete = false;
            }
        }
        return result();
    }

    private SettingsDocument result() {
        return new SettingsDocument(new TaskSettings(values, carried), findings.inDocumentOrder(), places, complete);
    }

    private void document(Node root) {
        places.put("", root);
        if (root instanceof ObjectNode object) {
            section("", object);
            complete = findings.errors() == left;
            new SettingsChecks(result(), findings).run();
        } else {
            findings.error(UNKNOWN, root, "task settings are " + root.kind() + ": they must be an object of sections");
            complete = false;
        }
    }

    private void section(String section, ObjectNode object) {
        for (ObjectNode.Member member : object.duplicates()) {
            findings.warning(UNKNOWN, member, "key " + member.key() + " is given twice: the last one counts");
        }
        Map<String, ObjectNode.Member> lasts = new LinkedHashMap<>();
        object.members().forEach(member -> lasts.put(member.key(), member));
        lasts.values().stream().filter(last -> !last.value().isNull()).forEach(last -> member(section, last));
    }

    private void member(String section, ObjectNode.Member member) {
        String path = Sections.path(section, member.key());
        places.put(path, member.value());
        boolean known = Sections.keys(section).contains(member.key());
        Optional<Setting<?>> setting = known ? Sections.setting(path) : Optional.empty();
        if (setting.isPresent()) {
            setting(setting.get(), member.value());
        } else if (known && Sections.ALL.containsKey(path)) {
            nested(path, member);
        } else if (Sections.READ_ONLY.contains(path)) {
            readOnly(path, member);
        } else if (path.equals(Sections.TWIN)) {
            twin(member);
        } else {
            unknown(path, member, section);
        }
    }

    private void setting(Setting<?> setting, Node node) {
        Optional<Object> value = reader.read(setting, node);
        if (ValueReader.holdsMore(node)) {
            carried.put(node.pointer(), node.toJson());
        } else {
            value.ifPresent(read -> values.put(setting, read));
        }
    }

    private void nested(String path, ObjectNode.Member member) {
        if (member.value() instanceof ObjectNode object) {
            section(path, object);
        } else {
            findings.error(
                    UNKNOWN, member, "section " + path + " is " + member.value().kind() + ": it must be an object");
        }
    }

    /** Templates hold an empty text here where they mean nothing; what has a name was copied from a task. */
    private void readOnly(String path, ObjectNode.Member member) {
        if (member.value() instanceof ScalarNode scalar && scalar.text().isEmpty()) {
            findings.warning(READ_ONLY, member, path + " is set by the service: leave it out");
        } else {
            left++;
            findings.error(
                    READ_ONLY,
                    member,
                    path + " is set by the service, which refuses it from others: leave it out or set it to null");
        }
    }

    /** Alone, the twin says what its other half would have said. */
    private void twin(ObjectNode.Member member) {
        Setting<Integer> other = ControlTablesSettings.HISTORY_TIMESLOT_IN_MINUTES;
        if (places.get("ControlTablesSettings") instanceof ObjectNode section
                && section.get(other.key()).isEmpty()) {
            findings.warning(UNKNOWN, member, Sections.TWIN + " is written only by the service: write " + other.key());
            reader.read(other, member.value()).ifPresent(value -> values.put(other, value));
        }
    }

    private void unknown(String path, ObjectNode.Member member, String section) {
        List<String> words = Sections.keys(section);
        carried.put(member.value().pointer(), member.value().toJson());
        if (path.equals(Sections.POST_PROCESSING)) {
            findings.warning(
                    UNKNOWN, member, path + " was only ever seen as null: it is carried along, tags belong into rules");
        } else if (Sections.LEGACY.contains(path)) {
            findings.warning(UNKNOWN, member, path + " is of an older DMS and has no effect");
        } else if (NearestWord.to(member.key(), words).isPresent()) {
            misspelt(member, "unknown key " + path + NearestWord.hint(member.key(), words));
        } else {
            findings.warning(
                    UNKNOWN, member, "unknown key " + path + " is carried along unchecked" + elsewhere(member));
        }
    }

    private void misspelt(ObjectNode.Member member, String message) {
        if (strict) {
            findings.error(UNKNOWN, member, message);
        } else {
            findings.warning(UNKNOWN, member, message);
        }
    }

    /** A section inside another one is a brace too few. */
    private static String elsewhere(ObjectNode.Member member) {
        return Sections.ALL.containsKey(member.key())
                ? "; " + member.key() + " is a section of the document: has a brace been forgotten before it?"
                : "";
    }
}
