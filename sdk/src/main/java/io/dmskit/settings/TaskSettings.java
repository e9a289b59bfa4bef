package io.dmskit.settings;

import io.dmskit.document.InvalidDocumentException;

/** The settings of a replication task. Immutable; equal when they differ from the defaults in the same way. */
public final class TaskSettings {
    /** The settings that DMS fills in by itself. */
    public static final TaskSettings DEFAULTS = new TaskSettings();

    private TaskSettings() {}

    /**
     * Reads a settings document.
     *
     * @param file name for findings
     * @param json the document; empty means all defaults
     * @throws InvalidDocumentException with every error: unknown words, wrong kinds, values out of range, keys that exclude each
     *     other
     */
    public static TaskSettings parse(String file, String json) {
        throw new AssertionError("to be written");
    }

    /** Returns the value of a setting: as given, else the default. */
    public <T> T get(Setting<T> setting) {
        return setting.defaultValue();
    }

    /** Returns a copy with one setting changed. */
    public <T> TaskSettings with(Setting<T> setting, T value) {
        throw new AssertionError("to be written");
    }

    /** Returns the JSON of what differs from the defaults: what is sent to the service. */
    public String toJson() {
        throw new AssertionError("to be written");
    }

    /** Returns the whole document, defaults filled in, as the service returns it. */
    public String toFullJson() {
        throw new AssertionError("to be written");
    }
}
