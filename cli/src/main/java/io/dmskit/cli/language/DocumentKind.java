package io.dmskit.cli.language;

import io.dmskit.document.ArrayNode;
import io.dmskit.document.DocumentReader;
import io.dmskit.document.InvalidDocumentException;
import io.dmskit.document.Node;
import io.dmskit.document.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a document is. Told by its content; by its name only where the content says nothing. */
public enum DocumentKind {
    /** A CloudFormation template. */
    TEMPLATE("a CloudFormation template", "Resources|AWSTemplateFormatVersion", "template"),
    /** Table mappings in DMS's JSON. */
    MAPPINGS("table mappings", "rules|rule-type|rule-id|object-locator|TableMappings", "mapping"),
    /** Task settings in DMS's JSON: beside templates the only one whose words begin with capitals. */
    SETTINGS("task settings", "[A-Z]\\w+", "setting"),
    /** A migration file. */
    MIGRATION("a migration file", "table-mappings|task-settings|source|target|cutover|rehearsal|capacity", "migration"),
    /** A description of a source's tables. */
    CATALOG("a catalog description", "schemas|engine", "catalog");

    private final String phrase;
    private final Pattern key;
    private final Pattern keyInText;
    private final String fileName;

    DocumentKind(String phrase, String keys, String fileName) {
        this.phrase = phrase;
        this.key = Pattern.compile(keys);
        this.keyInText = Pattern.compile("(?m)(\"(?:" + keys + ")\"\\s*:)|(^(?:" + keys + "):)");
        this.fileName = fileName;
    }

    /** Returns what the document most likely is; nothing if it could be anything. */
    public static Optional<DocumentKind> of(Source source) {
        return byKeys(keys(source))
                .or(() -> first(kind -> kind.keyInText.matcher(source.text()).find()))
                .or(() -> first(kind -> source.name().toLowerCase(Locale.ROOT).contains(kind.fileName)));
    }

    private static Optional<DocumentKind> byKeys(List<String> keys) {
        return first(
                kind -> keys.stream().anyMatch(word -> kind.key.matcher(word).matches()));
    }

    private static Optional<DocumentKind> first(java.util.function.Predicate<DocumentKind> fits) {
        return Arrays.stream(values()).filter(fits).findFirst();
    }

    /** Returns the words at the top of the document, or of its first element; none if it cannot be read as what it seems. */
    private static List<String> keys(Source source) {
        try {
            return keys(root(source));
        } catch (InvalidDocumentException e) {
            return List.of();
        }
    }

    private static Node root(Source source) {
        return isJson(source)
                ? DocumentReader.json(source.name(), source.text(), Source.UNREADABLE)
                : DocumentReader.yaml(source.name(), source.text(), Source.UNREADABLE);
    }

    static boolean isJson(Source source) {
        String text = source.text().stripLeading();
        return text.startsWith("{") || text.startsWith("[") || text.startsWith("\uFEFF");
    }

    private static List<String> keys(Node node) {
        if (node instanceof ArrayNode array && !array.items().isEmpty()) {
            return keys(array.items().get(0));
        }
        return node instanceof ObjectNode object
                ? object.members().stream().map(ObjectNode.Member::key).toList()
                : List.of();
    }

    /** Returns the word of the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the kind for messages: {@code table mappings}. */
    public String describe() {
        return phrase;
    }
}
