package io.dmskit.settings;

import io.dmskit.document.Finding;
import io.dmskit.document.InvalidDocumentException;
import io.dmskit.document.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Task settings as a document has them: what could be read, what was found, and where each key stands.
 *
 * <p>What AWS may accept is never an error. An unknown key is a warning and is carried along, even where a known one is near,
 * since AWS adds keys and nothing says that the service refuses strange ones. A document that belongs to a migration of one's own
 * is another matter: a misspelt key there is a setting that is believed in and not in force, so that {@link #readStrictly} makes
 * it an error.
 *
 * @param settings everything that could be read
 * @param findings what is wrong, suspicious or without effect, in document order
 * @param places where the keys and sections that the document holds stand, by {@code Section} and {@code Section.Key}; the whole
 *     document by the empty text
 * @param complete whether {@code settings} has all that the document says, but for what only the service sets; false where
 *     something could not be read
 */
public record SettingsDocument(
        TaskSettings settings, List<Finding> findings, Map<String, Node> places, boolean complete) {
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
     * Reads a document of one's own, in which a key near to a known one is an error.
     *
     * @param file name for findings
     * @param json the document; empty means all defaults
     */
    public static SettingsDocument readStrictly(String file, String json) {
        return SettingsReader.readStrictly(file, json);
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

    /**
     * Returns the settings if all of the document is in them, though values may contradict each other and what only the service
     * sets is left out: enough to compare or rewrite a document, also one that the service returned.
     *
     * @throws InvalidDocumentException with every error of the document if something could not be read
     */
    public TaskSettings whole() {
        return complete ? settings : valid();
    }

    /** Returns the value of a setting: as written, else the default. */
    public <T> T get(Setting<T> setting) {
        return settings.get(setting);
    }

    /** Returns where a setting stands, if the document holds it. */
    public Optional<Node> place(Setting<?> setting) {
        return Optional.ofNullable(places.get(setting.toString()));
    }

    /** Returns where a setting stands, or else the section or document that it would belong to; nothing in an empty document. */
    public Optional<Node> nearestPlace(Setting<?> setting) {
        String path = setting.toString();
        while (!places.containsKey(path) && !path.isEmpty()) {
            path = Sections.parent(path);
        }
        return Optional.ofNullable(places.get(path));
    }

    /** Returns whether the document itself gives the setting this value; a default does not count. */
    public <T> boolean says(Setting<T> setting, T value) {
        return place(setting).isPresent() && get(setting).equals(value);
    }

    /** Returns whether the document gives the setting a value other than the default. */
    public boolean changes(Setting<?> setting) {
        return place(setting).isPresent() && !get(setting).equals(setting.defaultValue());
    }
}
