package io.dmskit.cli.language;

import io.dmskit.document.ArrayNode;
import io.dmskit.document.DocumentReader;
import io.dmskit.document.Finding;
import io.dmskit.document.InvalidDocumentException;
import io.dmskit.document.Location;
import io.dmskit.document.Node;
import io.dmskit.document.ObjectNode;
import io.dmskit.document.Severity;
import io.dmskit.mapping.MappingDocument;
import io.dmskit.settings.SettingsDocument;
import java.util.List;
import java.util.Optional;

/**
 * A document as dmskit would write it.
 *
 * @param source as it is
 * @param text as it would be
 */
public record Formatted(Source source, String text) {
    /**
     * Writes a document canonically.
     *
     * @throws InvalidDocumentException if something of it could not be read, and so would be lost, or if it is of another kind
     */
    public static Formatted of(Source source) {
        DocumentKind kind = DocumentKind.of(source).orElse(DocumentKind.MAPPINGS);
        return new Formatted(
                source,
                switch (kind) {
                    case MAPPINGS -> mappings(source);
                    case SETTINGS -> settings(source);
                    case MIGRATION, CATALOG, TEMPLATE -> throw refused(source, kind);
                });
    }

    /** Errors between rules lose nothing, and of two with one id the later gets another; a rule that could not be read would be lost. */
    private static String mappings(Source source) {
        MappingDocument document = MappingDocument.read(source.name(), source.text());
        return document.mappings().rules().size() == rules(source)
                ? document.mappings().withUniqueIds().toJson()
                : document.valid().toJson();
    }

    /** Values that contradict each other are kept, so that whoever knows better can mend them. */
    private static String settings(Source source) {
        return SettingsDocument.read(source.name(), source.text()).whole().toJson();
    }

    private static int rules(Source source) {
        try {
            Node root = DocumentReader.json(source.name(), source.text(), Source.UNREADABLE);
            Optional<Node> rules = root instanceof ObjectNode object ? object.get("rules") : Optional.empty();
            return rules.isPresent() && rules.get() instanceof ArrayNode array
                    ? array.items().size()
                    : -1;
        } catch (InvalidDocumentException e) {
            return -1;
        }
    }

    private static InvalidDocumentException refused(Source source, DocumentKind kind) {
        return new InvalidDocumentException(List.of(new Finding(
                Linter.UNKNOWN,
                Severity.ERROR,
                "",
                new Location(source.name(), 1, 1),
                "this is " + kind.describe()
                        + ": table mappings and task settings have a canonical form, it has none")));
    }

    /** Returns whether the document is written otherwise. */
    public boolean differs() {
        return !text.equals(source.text());
    }
}
