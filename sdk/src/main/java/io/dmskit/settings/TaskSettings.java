package io.dmskit.settings;

import io.dmskit.document.Finding;
import io.dmskit.document.InvalidDocumentException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
     * @param values what is given; what is as by default is left out
     * @param carried JSON of the parts that are only carried along, by JSON pointer
     */
    TaskSettings(Map<Setting<?>, Object> values, Map<String, String> carried) {
        Map<Setting<?>, Object> differing = new HashMap<>(values);
        if (Boolean.TRUE.equals(values.get(TargetMetadata.FULL_LOB_MODE))) {
            differing.putIfAbsent(TargetMetadata.LIMITED_SIZE_LOB_MODE, false);
        }
        differing.entrySet().removeIf(entry -> entry.getKey().defaultValue().equals(entry.getValue()));
        this.values = Map.copyOf(differing);
        this.carried = new TreeMap<>(carried);
    }

    /**
     * Reads a settings document.
     *
     * @param file name for findings
     * @param json the document; empty means all defaults
     * @throws InvalidDocumentException with every error: wrong kinds and words, values out of range, keys that exclude each other;
     *     keys that nobody knows are carried along, since AWS adds new ones
     * @see SettingsDocument
     */
    public static TaskSettings parse(String file, String json) {
        return SettingsDocument.read(file, json).valid();
    }

    /** Returns what is wrong, suspicious or without effect in a document, in document order; empty if nothing is. */
    public static List<Finding> lint(String file, String json) {
        return SettingsDocument.read(file, json).findings();
    }

    /**
     * Reads what the service returned of a task. Nothing is refused, and what only the service sets or fills in is left out, so
     * that the result can be compared with what was sent: the log group and stream, the twin historyTimeslotInMinutes, and the
     * size of a LOB mode that is not the chosen one, which it sets to 0.
     */
    public static TaskSettings fromService(String json) {
        TaskSettings found = SettingsDocument.read("task settings", json).settings();
        Map<Setting<?>, Object> own = new HashMap<>(found.values);
        Setting<Integer> idle =
                found.get(TargetMetadata.FULL_LOB_MODE) ? TargetMetadata.LOB_MAX_SIZE : TargetMetadata.LOB_CHUNK_SIZE;
        own.remove(idle, 0);
        return new TaskSettings(own, found.carried);
    }

    /** Returns the value of a setting: as given, else the default. */
    public <T> T get(Setting<T> setting) {
        Object value = values.get(setting);
        return value == null ? setting.defaultValue() : setting.type().cast(value);
    }

    /** Returns the JSON of the parts that nobody here knows and that are only carried along, by JSON pointer. */
    public Map<String, String> carried() {
        return Collections.unmodifiableMap(carried);
    }

    /** Returns the settings that differ from the defaults, in the order in which they are written. */
    public List<Setting<?>> differing() {
        return Sections.settings().filter(values::containsKey).toList();
    }

    /**
     * Returns a copy with one setting changed. DMS knows one LOB mode at a time: a change of {@link
     * TargetMetadata#FULL_LOB_MODE} changes {@link TargetMetadata#LIMITED_SIZE_LOB_MODE} to its opposite.
     *
     * @throws IllegalArgumentException if the value is out of the setting's range, or contradicts the LOB mode
     */
    public <T> TaskSettings with(Setting<T> setting, T value) {
        setting.problem(value).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        if (setting.equals(TargetMetadata.LIMITED_SIZE_LOB_MODE)
                && value.equals(true)
                && get(TargetMetadata.FULL_LOB_MODE)) {
            throw new IllegalArgumentException(
                    "TargetMetadata.LimitedSizeLobMode is true beside FullLobMode: set FullLobMode to false instead");
        }
        Map<Setting<?>, Object> changed = new HashMap<>(values);
        changed.put(setting, value);
        if (setting.equals(TargetMetadata.FULL_LOB_MODE)) {
            changed.put(TargetMetadata.LIMITED_SIZE_LOB_MODE, value.equals(false));
        }
        Map<String, String> rest = new TreeMap<>(carried);
        rest.remove("/" + setting.toString().replace('.', '/'));
        return new TaskSettings(changed, rest);
    }

    /** Returns a copy in which one component logs at another severity. */
    public TaskSettings with(LogComponent component, LogSeverity severity) {
        return with(Logging.LOG_COMPONENTS, get(Logging.LOG_COMPONENTS).with(component, severity));
    }

    /** Returns the JSON of what differs from the defaults: what is sent to the service. */
    public String toJson() {
        return new SettingsWriter(values, carried).differences();
    }

    /** Returns the whole document, defaults filled in, as the service returns it. */
    public String toFullJson() {
        return new SettingsWriter(values, carried).full();
    }

    /** Returns the whole document of a task that logs, as the service returns it. */
    public String toFullJson(String logGroup, String logStream) {
        return new SettingsWriter(values, carried).full(logGroup, logStream);
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
