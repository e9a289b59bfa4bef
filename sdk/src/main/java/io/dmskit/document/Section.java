package io.dmskit.document;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The keys of one section of a file that is read strictly. What cannot be read is a finding, and absent. Not thread-safe.
 *
 * @param name its name for messages; empty for the file itself
 * @param node its keys
 * @param kind what this kind of file has of its own
 * @param findings where problems go
 */
public record Section(String name, ObjectNode node, FileKind kind, Findings findings) {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

    /** Reports keys that are not among {@code known}, and keys given twice. */
    public void allowOnly(List<String> known) {
        for (ObjectNode.Member member : node.members()) {
            if (!known.contains(member.key()) && !kind.refuses(member, findings)) {
                findings.error(
                        kind.keyCode(),
                        member,
                        "unknown key " + path(member.key()) + NearestWord.hint(member.key(), known));
            }
        }
        node.duplicates()
                .forEach(member -> findings.error(kind.keyCode(), member, path(member.key()) + " is given twice"));
    }

    /** Returns a text that must be there. */
    public Optional<String> required(String key) {
        if (node.get(key).isEmpty()) {
            missing(key);
        }
        return text(key);
    }

    /** Returns a text if it is there. */
    public Optional<String> text(String key) {
        return node.get(key).flatMap(value -> scalar(key, value));
    }

    private Optional<String> scalar(String key, Node value) {
        if (!(value instanceof ScalarNode scalar) || scalar.text().isBlank()) {
            findings.error(kind.valueCode(), value, path(key) + " must be a text that is not blank");
            return Optional.empty();
        }
        Optional<String> refusal = kind.refusal(scalar.text());
        refusal.ifPresent(reason -> findings.error(kind.valueCode(), value, reason));
        return refusal.isPresent() ? Optional.empty() : Optional.of(scalar.text());
    }

    /** Returns the texts of a list; none if it is not there. */
    public List<String> texts(String key) {
        Optional<Node> value = node.get(key);
        List<String> texts = new ArrayList<>();
        if (value.isPresent() && value.get() instanceof ArrayNode array) {
            array.items().forEach(item -> scalar(key, item).ifPresent(texts::add));
        } else {
            value.ifPresent(other -> findings.error(
                    kind.valueCode(),
                    other,
                    path(key) + " is " + other.kind() + ": it must be a list, such as [a, b]"));
        }
        return texts;
    }

    /** Returns a word if it is one of {@code allowed}. */
    public Optional<String> word(String key, String word, List<String> allowed) {
        if (!allowed.contains(word)) {
            findings.error(
                    kind.valueCode(), at(key), path(key) + " is \"" + word + "\"" + NearestWord.hint(word, allowed));
            return Optional.empty();
        }
        return Optional.of(word);
    }

    /** Returns a duration, which must have a unit. */
    public Optional<Duration> duration(String key) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Matcher matcher = DURATION.matcher(text.get());
        if (!matcher.matches()) {
            boolean bare = text.get().matches("[0-9]+");
            findings.error(
                    kind.valueCode(),
                    at(key),
                    path(key) + " is \"" + text.get() + "\": "
                            + (bare ? "it needs a unit, such as " + text.get() + "s" : "it must be a number and a unit")
                            + "; allowed: ms, s, m, h, d");
            return Optional.empty();
        }
        long amount = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(amount);
                    case "s" -> Duration.ofSeconds(amount);
                    case "m" -> Duration.ofMinutes(amount);
                    case "h" -> Duration.ofHours(amount);
                    default -> Duration.ofDays(amount);
                });
    }

    /** Returns a whole number of the range. */
    public Optional<Integer> number(String key, int least, int most) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (text.get().matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(text.get());
            if (least <= number && number <= most) {
                return Optional.of(number);
            }
        }
        findings.error(
                kind.valueCode(),
                at(key),
                path(key) + " is \"" + text.get() + "\": it must be a whole number, " + least + " to " + most);
        return Optional.empty();
    }

    /** Returns true or false. */
    public Optional<Boolean> flag(String key) {
        return text(key)
                .flatMap(text -> word(key, text, List.of("true", "false")))
                .map("true"::equals);
    }

    /** Returns a section below, if it is there. */
    public Optional<Section> section(String key) {
        Optional<Node> value = node.get(key);
        if (value.isPresent() && value.get() instanceof ObjectNode object) {
            return Optional.of(new Section(path(key), object, kind, findings));
        }
        value.ifPresent(other -> findings.error(
                kind.valueCode(), other, path(key) + " is " + other.kind() + ": it must hold keys, such as { a: b }"));
        return Optional.empty();
    }

    /** Reports a key that must be there. */
    public void missing(String key) {
        findings.error(kind.missingCode(), node, path(key) + " is missing");
    }

    /** Returns the value of the key for a finding, or the section itself. */
    public Node at(String key) {
        return node.get(key).orElse(node);
    }

    /** Returns the key with its section's name. */
    public String path(String key) {
        return name.isEmpty() ? key : name + "." + key;
    }
}
