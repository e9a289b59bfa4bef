package io.dmskit.migration;

import io.dmskit.document.ArrayNode;
import io.dmskit.document.Findings;
import io.dmskit.document.NearestWord;
import io.dmskit.document.Node;
import io.dmskit.document.ObjectNode;
import io.dmskit.document.ScalarNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The keys of one section of a migration file. What cannot be read is a finding, and absent.
 *
 * @param name its name for messages; empty for the file itself
 * @param node its keys
 * @param findings where problems go
 */
record Section(String name, ObjectNode node, Findings findings) {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

    /** Reports keys that are not among {@code known}, and keys given twice. */
    void allowOnly(List<String> known) {
        for (ObjectNode.Member member : node.members()) {
            if (member.key().equals("password") && !known.contains("password")) {
                findings.error(
                        MigrationReader.PASSWORD,
                        member,
                        "a password does not belong into a file: put it into a Secrets Manager secret and name that as secret");
            } else if (!known.contains(member.key())) {
                findings.error(
                        MigrationReader.KEY,
                        member,
                        "unknown key " + path(member.key()) + NearestWord.hint(member.key(), known));
            }
        }
        node.duplicates()
                .forEach(member -> findings.error(MigrationReader.KEY, member, path(member.key()) + " is given twice"));
    }

    /** Returns a text that must be there. */
    Optional<String> required(String key) {
        if (node.get(key).isEmpty()) {
            missing(key);
        }
        return text(key);
    }

    /** Returns a text if it is there. */
    Optional<String> text(String key) {
        return node.get(key).flatMap(value -> scalar(key, value));
    }

    private Optional<String> scalar(String key, Node value) {
        if (!(value instanceof ScalarNode scalar) || scalar.text().isBlank()) {
            findings.error(MigrationReader.VALUE, value, path(key) + " must be a text that is not blank");
            return Optional.empty();
        }
        int open = scalar.text().indexOf("${");
        if (open >= 0) {
            findings.error(
                    MigrationReader.VALUE,
                    value,
                    "nothing gives " + scalar.text().substring(open) + " a value: declare it under each");
            return Optional.empty();
        }
        return Optional.of(scalar.text());
    }

    /** Returns the texts of a list; none if it is not there. */
    List<String> texts(String key) {
        Optional<Node> value = node.get(key);
        List<String> texts = new ArrayList<>();
        if (value.isPresent() && value.get() instanceof ArrayNode array) {
            array.items().forEach(item -> scalar(key, item).ifPresent(texts::add));
        } else {
            value.ifPresent(other -> findings.error(
                    MigrationReader.VALUE,
                    other,
                    path(key) + " is " + other.kind() + ": it must be a list, such as [a, b]"));
        }
        return texts;
    }

    /** Returns a word if it is one of {@code allowed}. */
    Optional<String> word(String key, String word, List<String> allowed) {
        if (!allowed.contains(word)) {
            findings.error(
                    MigrationReader.VALUE,
                    at(key),
                    path(key) + " is \"" + word + "\"" + NearestWord.hint(word, allowed));
            return Optional.empty();
        }
        return Optional.of(word);
    }

    /** Returns a duration, which must have a unit. */
    Optional<Duration> duration(String key) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Matcher matcher = DURATION.matcher(text.get());
        if (!matcher.matches()) {
            boolean bare = text.get().matches("[0-9]+");
            findings.error(
                    MigrationReader.VALUE,
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
    Optional<Integer> number(String key, int least, int most) {
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
                MigrationReader.VALUE,
                at(key),
                path(key) + " is \"" + text.get() + "\": it must be a whole number, " + least + " to " + most);
        return Optional.empty();
    }

    /** Returns true or false. */
    Optional<Boolean> flag(String key) {
        return text(key)
                .flatMap(text -> word(key, text, List.of("true", "false")))
                .map("true"::equals);
    }

    /** Returns a section below, if it is there. */
    Optional<Section> section(String key) {
        Optional<Node> value = node.get(key);
        if (value.isPresent() && value.get() instanceof ObjectNode object) {
            return Optional.of(new Section(key, object, findings));
        }
        value.ifPresent(other -> findings.error(
                MigrationReader.VALUE,
                other,
                path(key) + " is " + other.kind() + ": it must hold keys, such as { a: b }"));
        return Optional.empty();
    }

    /** Returns a file that is there, seen from {@code folder}. */
    Optional<Path> file(String key, Path folder) {
        Optional<Path> file = text(key).map(folder::resolve);
        if (file.isPresent() && !Files.isRegularFile(file.get())) {
            findings.error(
                    MigrationReader.FILE, at(key), path(key) + " names " + file.get() + ": there is no such file");
            return Optional.empty();
        }
        return file;
    }

    /** Reports a key that must be there. */
    void missing(String key) {
        findings.error(MigrationReader.MISSING, node, path(key) + " is missing");
    }

    /** Returns the value of the key for a finding, or the section itself. */
    Node at(String key) {
        return node.get(key).orElse(node);
    }

    /** Returns the key with its section's name. */
    String path(String key) {
        return name.isEmpty() ? key : name + "." + key;
    }
}
