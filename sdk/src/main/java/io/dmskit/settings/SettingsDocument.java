package io.dmskit.settings;

import io.dmskit.document.Finding;
import io.dmskit.document.InvalidDocumentException;
import io.dmskit.document.Node;
import java.util.List;
import java.util.Map;

/**
 * Task settings as a document has them: what could be read, what was found, and where each key stands.
 *
 * @param settings everything that could be read
 * @param findings what is wrong, suspicious or without effect, in document order
 * @param places where the keys and sections that the document holds stand, by {@code Section} and {@code Section.Key}; the whole
 *     document by the empty text
 */
public record SettingsDocument(TaskSettings settings, List<Finding> findings, Map<String, Node> places) {
    /** Copies the collections. */
    public SettingsDocument {
        findings = List.copyOf(findings);
        places = Map.copyOf(places);
    }

    /**
     * Reads a document.
     *
     * @param file name for findings
     * @param json the document; empty means all defaults
     */
    public static SettingsDocument read(String file, String json) {
        return SettingsReader.read(file, json);
    }

    /**
     * Returns the settings if there is no error.
     *
     * @throws InvalidDocumentException with every error of the document
     */
    public TaskSettings valid() {
        InvalidDocumentException.throwErrorsOf(findings);
        return settings;
    }
}
