package io.dmskit.settings;

import io.dmskit.document.ArrayNode;
import io.dmskit.document.Findings;
import io.dmskit.document.NearestWord;
import io.dmskit.document.Node;
import io.dmskit.document.ObjectNode;
import io.dmskit.document.ScalarNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the settings that are lists of objects. */
final class ListReader {
    static final String HEXADECIMAL = "it must be the hexadecimal digits of a character, such as 62 for b";

    private static final String WRONG = SettingsReader.UNKNOWN;
    private static final String NOISY = "X35";
    private static final String ID = "Id";
    private static final String SEVERITY = "Severity";
    private static final String SOURCE = "SourceCharacterCodePoint";
    private static final String TARGET = "TargetCharacterCodePoint";
    private static final Set<String> KEYS = Set.of(ID, SEVERITY, SOURCE, TARGET);
    private static final List<String> COMPONENTS =
            LogComponent.KNOWN.stream().map(LogComponent::id).toList();
    private static final List<String> SEVERITIES =
            Arrays.stream(LogSeverity.values()).map(LogSeverity::toString).toList();

    private final Findings findings;

    ListReader(Findings findings) {
        this.findings = findings;
    }

    /** Returns whether an entry has keys that its value cannot hold. */
    static boolean holdsMore(ArrayNode array) {
        return array.items().stream()
                .anyMatch(item -> item instanceof ObjectNode object
                        && object.members().stream().anyMatch(member -> !KEYS.contains(member.key())));
    }

    LogComponents logComponents(ArrayNode array) {
        Map<LogComponent, LogSeverity> severities = new HashMap<>();
        Set<LogComponent> seen = new HashSet<>();
        for (ObjectNode entry : entries(array, Set.of(ID, SEVERITY))) {
            Optional<LogComponent> component = text(entry, ID).map(LogComponent::new);
            if (component.isEmpty()) {
                findings.error(WRONG, entry, "a log component needs an Id, such as SOURCE_CAPTURE");
                continue;
            }
            known(entry, component.get(), seen.add(component.get()));
            severity(entry).ifPresent(severity -> severities.put(component.get(), severity));
            if (severities.get(component.get()) == LogSeverity.DETAILED_DEBUG
                    && LogComponent.NOISY.contains(component.get())) {
                findings.warning(
                        NOISY,
                        entry,
                        "detailed debugging of " + component.get() + " drowns every other line of the log");
            }
        }
        return new LogComponents(severities);
    }

    private void known(ObjectNode entry, LogComponent component, boolean first) {
        Node id = entry.get(ID).orElse(entry);
        if (!first) {
            findings.warning(WRONG, id, "log component " + component + " is named twice: the last one counts");
        }
        if (!LogComponent.KNOWN.contains(component)) {
            findings.warning(
                    WRONG,
                    id,
                    "unknown log component \"" + component + "\"" + NearestWord.hint(component.id(), COMPONENTS));
        }
    }

    private Optional<LogSeverity> severity(ObjectNode entry) {
        Optional<Node> node = entry.get(SEVERITY);
        if (node.isEmpty()) {
            return Optional.of(LogSeverity.DEFAULT);
        }
        String word = text(entry, SEVERITY).orElse(node.get().kind());
        Optional<LogSeverity> severity = Arrays.stream(LogSeverity.values())
                .filter(known -> known.toString().equals(word))
                .findFirst();
        if (severity.isEmpty()) {
            findings.error(WRONG, node.get(), "Severity is \"" + word + "\"" + NearestWord.hint(word, SEVERITIES));
        }
        return severity;
    }

    CharacterReplacements characterReplacements(ArrayNode array) {
        List<CharacterReplacements.Pair> pairs = new ArrayList<>();
        Set<CodePoint> seen = new HashSet<>();
        for (ObjectNode entry : entries(array, Set.of(SOURCE, TARGET))) {
            Optional<CodePoint> source = codePoint(entry, SOURCE);
            Optional<CodePoint> target = codePoint(entry, TARGET);
            if (source.isPresent() && target.isPresent()) {
                pairs.add(new CharacterReplacements.Pair(source.get(), target.get()));
            }
            if (source.isPresent() && !seen.add(source.get())) {
                findings.warning(
                        WRONG, entry, "character " + source.get().json() + " is replaced twice: the last one counts");
            }
        }
        return new CharacterReplacements(pairs);
    }

    private Optional<CodePoint> codePoint(ObjectNode entry, String key) {
        Optional<Node> node = entry.get(key);
        Optional<CodePoint> point =
                node.filter(ScalarNode.class::isInstance).flatMap(scalar -> CodePoint.of((ScalarNode) scalar));
        if (point.isEmpty()) {
            findings.error(WRONG, node.orElse(entry), node.isEmpty() ? key + " is missing" : key + ": " + HEXADECIMAL);
        }
        return point;
    }

    private List<ObjectNode> entries(ArrayNode array, Set<String> keys) {
        List<ObjectNode> entries = new ArrayList<>();
        for (Node item : array.items()) {
            if (item instanceof ObjectNode entry) {
                entries.add(entry);
                entry.members().stream()
                        .filter(member -> !keys.contains(member.key()))
                        .forEach(member -> findings.warning(
                                WRONG,
                                member,
                                "unknown key " + member.key() + NearestWord.hint(member.key(), keys)
                                        + " (the list is carried along as it stands)"));
            } else {
                findings.error(
                        WRONG,
                        item,
                        "an entry is " + item.kind() + ": it must be an object of "
                                + String.join(" and ", keys.stream().sorted().toList()));
            }
        }
        return entries;
    }

    private static Optional<String> text(ObjectNode entry, String key) {
        return entry.get(key)
                .filter(node -> node instanceof ScalarNode scalar && scalar.type() == ScalarNode.Type.STRING)
                .map(node -> ((ScalarNode) node).text());
    }
}
