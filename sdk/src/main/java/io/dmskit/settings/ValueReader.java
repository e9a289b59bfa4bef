package io.dmskit.settings;

import io.dmskit.document.ArrayNode;
import io.dmskit.document.Findings;
import io.dmskit.document.NearestWord;
import io.dmskit.document.Node;
import io.dmskit.document.ScalarNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the value of one setting; what cannot be read is a finding. */
final class ValueReader {
    private static final String WRONG = SettingsReader.UNKNOWN;

    private final Findings findings;
    private final ListReader lists;

    ValueReader(Findings findings) {
        this.findings = findings;
        this.lists = new ListReader(findings);
    }

    /** Returns the value if it is one the setting takes. */
    Optional<Object> read(Setting<?> setting, Node node) {
        if (setting.type() == LogComponents.class || setting.type() == CharacterReplacements.class) {
            return node instanceof ArrayNode array ? list(setting, array) : wrong(setting, node, "an array");
        }
        if (node instanceof ScalarNode scalar) {
            return scalar(setting, scalar);
        }
        return wrong(setting, node, wanted(setting));
    }

    /** Returns whether a list has something in it that its value cannot hold, so that it must be carried along as it stands. */
    static boolean holdsMore(Node node) {
        return node instanceof ArrayNode array && ListReader.holdsMore(array);
    }

    private Optional<Object> list(Setting<?> setting, ArrayNode array) {
        return Optional.of(
                setting.type() == LogComponents.class
                        ? lists.logComponents(array)
                        : lists.characterReplacements(array));
    }

    private Optional<Object> scalar(Setting<?> setting, ScalarNode scalar) {
        ScalarNode.Type type = scalar.type();
        if (setting.type() == Boolean.class && (type == ScalarNode.Type.BOOLEAN || flagAsText(setting, scalar))) {
            return Optional.of(Boolean.valueOf(scalar.text()));
        }
        if (setting.type() == Integer.class && type == ScalarNode.Type.NUMBER) {
            return number(setting, scalar);
        }
        if (setting.type() == CodePoint.class) {
            return codePoint(setting, scalar);
        }
        if (type == ScalarNode.Type.STRING && setting.type() == String.class) {
            return checked(setting, scalar, scalar.text());
        }
        if (type == ScalarNode.Type.STRING && setting.type() == Operations.class) {
            return operations(setting, scalar);
        }
        if (type == ScalarNode.Type.STRING && setting.type().isEnum()) {
            return word(setting, scalar);
        }
        return wrong(setting, scalar, wanted(setting));
    }

    private static boolean flagAsText(Setting<?> setting, ScalarNode scalar) {
        return Sections.FLAGS_OR_TEXTS.contains(setting)
                && List.of("true", "false").contains(scalar.text());
    }

    private Optional<Object> number(Setting<?> setting, ScalarNode scalar) {
        try {
            return checked(setting, scalar, Integer.valueOf(scalar.text()));
        } catch (NumberFormatException e) {
            String code = setting.range().map(Setting.Range::code).orElse(WRONG);
            findings.error(code, scalar, setting + " is " + scalar.text() + ": it must be a whole number of 32 bits");
            return Optional.empty();
        }
    }

    private Optional<Object> checked(Setting<?> setting, Node node, Object value) {
        Optional<String> problem = setting.problem(value);
        String code = setting.range().map(Setting.Range::code).orElse(WRONG);
        problem.ifPresent(message -> findings.error(code, node, message));
        return problem.isPresent() ? Optional.empty() : Optional.of(value);
    }

    private Optional<Object> codePoint(Setting<?> setting, ScalarNode scalar) {
        Optional<CodePoint> point = CodePoint.of(scalar);
        if (point.isEmpty()) {
            findings.error(WRONG, scalar, setting + " is " + scalar.text() + ": " + ListReader.HEXADECIMAL);
        }
        return point.map(value -> value);
    }

    private Optional<Object> word(Setting<?> setting, ScalarNode scalar) {
        for (Object constant : setting.type().getEnumConstants()) {
            if (constant.toString().equals(scalar.text())) {
                return Optional.of(constant);
            }
        }
        return unknown(setting, scalar, scalar.text(), setting.words());
    }

    private Optional<Object> operations(Setting<?> setting, ScalarNode scalar) {
        Set<Operations.Operation> logged = new LinkedHashSet<>();
        for (String part : scalar.text().split(",", -1)) {
            String word = part.strip();
            if (!Operations.WORDS.contains(word)) {
                return unknown(setting, scalar, word, Operations.WORDS);
            }
            logged.add(Operations.Operation.valueOf(word));
        }
        return Optional.of(new Operations(logged));
    }

    private Optional<Object> unknown(Setting<?> setting, Node node, String word, List<String> words) {
        findings.error(WRONG, node, setting + " is \"" + word + "\"" + NearestWord.hint(word, words));
        return Optional.empty();
    }

    private Optional<Object> wrong(Setting<?> setting, Node node, String wanted) {
        findings.error(WRONG, node, setting + " is " + node.kind() + ": it must be " + wanted);
        return Optional.empty();
    }

    private static String wanted(Setting<?> setting) {
        if (setting.type() == Boolean.class) {
            return "true or false";
        }
        return setting.type() == Integer.class ? "a number" : "a string";
    }
}
