package io.dmskit.settings;

import io.dmskit.document.Finding;
import io.dmskit.document.InvalidDocumentException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The settings of a replication task. Immutable; equal when they differ from the defaults in the same way.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TaskSettings.html">Task settings</a>
 */
public final class TaskSettings {
    /** A key outside of every section, not described by the guide. Default false. */
    public static final Setting<Boolean> FAIL_TASK_WHEN_CLEAN_TASK_RESOURCE_FAILED =
            Setting.flag("", "FailTaskWhenCleanTaskResourceFailed", false);

    /** The settings that DMS fills in by itself. */
    public static final TaskSettings DEFAULTS = new TaskSettings(Map.of(), Map.of());

    private final Map<Setting<?>, Object> values;
    private final Map<String, String> carried;

    /**
     * Creates settings.
     *
     * @param values what differs from the defaults
     * @param carried JSON of the nested parts that are only carried along, by {@code Section} or {@code Section.Key}
     */
    TaskSettings(Map<Setting<?>, Object> values, Map<String, String> carried) {
        Map<Setting<?>, Object> differing = new HashMap<>(values);
        differing.entrySet().removeIf(entry -> entry.getKey().defaultValue().equals(entry.getValue()));
        this.values = Map.copyOf(differing);
        this.carried = new TreeMap<>(carried);
    }

    /**
     * Reads a settings document.
     *
     * @param file name for findings
     * @param json the document; empty means all defaults
     * @throws InvalidDocumentException with every error: misspelt words, wrong kinds, values out of range, keys that exclude each
     *     other; keys that are near to nothing known are carried along, since AWS adds new ones
     */
    public static TaskSettings parse(String file, String json) {
        return SettingsDocument.read(file, json).valid();
    }

    /** Returns what is wrong, suspicious or without effect in a document, in document order; empty if nothing is. */
    public static List<Finding> lint(String file, String json) {
        return SettingsDocument.read(file, json).findings();
    }

    /**
     * Reads what the service returned of a task. Nothing is refused, and the keys that only the service sets are left out, so
     * that the result can be compared with what was sent.
     */
    public static TaskSettings fromService(String json) {
        return SettingsDocument.read("task settings", json).settings();
    }

    /** Returns the value of a setting: as given, else the default. */
    public <T> T get(Setting<T> setting) {
        Object value = values.get(setting);
        return value == null ? setting.defaultValue() : setting.type().cast(value);
    }

    /**
     * Returns the JSON of a part that has no settings of its own, such as {@code TTSettings} or {@code Logging.LogComponents}.
     *
     * @param path section, or section and key with a dot between
     */
    public Optional<String> json(String path) {
        return Optional.ofNullable(carried.get(path));
    }

    /**
     * Returns a copy with one setting changed.
     *
     * @throws IllegalArgumentException if the value is out of the setting's range
     */
    public <T> TaskSettings with(Setting<T> setting, T value) {
        setting.problem(value).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        Map<Setting<?>, Object> changed = new HashMap<>(values);
        changed.put(setting, value);
        return new TaskSettings(changed, carried);
    }

    /** Returns the JSON of what differs from the defaults: what is sent to the service. */
    public String toJson() {
        return new SettingsWriter(values, carried).differences();
    }

    /** Returns the whole document, defaults filled in, as the service returns it. */
    public String toFullJson() {
        return new SettingsWriter(values, carried).full();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TaskSettings settings
                && settings.values.equals(values)
                && settings.carried.equals(carried);
    }

    @Override
    public int hashCode() {
        return 31 * values.hashCode() + carried.hashCode();
    }

    @Override
    public String toString() {
        return "task settings " + toJson();
    }
}
