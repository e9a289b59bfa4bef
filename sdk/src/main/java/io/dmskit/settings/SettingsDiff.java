package io.dmskit.settings;

import io.dmskit.document.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What changes from one task's settings to another's. Defaults written out, nulls, keys that only the service sets and the order
 * of keys and log components are no difference.
 */
public final class SettingsDiff {
    private SettingsDiff() {}

    /** Returns what changes, in the order of the guide, unknown keys last; empty exactly when the two are equal. */
    public static List<Change> between(TaskSettings before, TaskSettings after) {
        List<Change> changes = new ArrayList<>();
        Sections.settings().forEach(setting -> {
            if (setting.equals(Logging.LOG_COMPONENTS)) {
                components(before.get(Logging.LOG_COMPONENTS), after.get(Logging.LOG_COMPONENTS), changes);
            } else {
                add(changes, setting.toString(), text(before.get(setting)), text(after.get(setting)));
            }
        });
        Set<String> carried = new TreeSet<>(before.carried().keySet());
        carried.addAll(after.carried().keySet());
        for (String pointer : carried) {
            add(
                    changes,
                    subject(pointer),
                    Optional.ofNullable(before.carried().get(pointer)),
                    Optional.ofNullable(after.carried().get(pointer)));
        }
        return changes;
    }

    /** Returns what changes from one document to another, whatever they look like. */
    public static List<Change> between(SettingsDocument before, SettingsDocument after) {
        return between(before.settings(), after.settings());
    }

    /**
     * Returns what would change if {@code wished} were given to a task. What the service fills in by itself is no difference: it
     * answers with every default, drops orders and keys of older versions, and chooses GROUP_LEVEL validation for some engines
     * where nothing else is asked for.
     *
     * @param json the settings as the service returned them
     * @param wished what the task should have
     */
    public static List<Change> fromService(String json, TaskSettings wished) {
        TaskSettings found = TaskSettings.fromService(json).with(Logging.DELETE_TASK_LOGS, false);
        if (wished.get(ValidationSettings.VALIDATION_MODE) == ValidationSettings.VALIDATION_MODE.defaultValue()) {
            found = found.with(ValidationSettings.VALIDATION_MODE, ValidationSettings.VALIDATION_MODE.defaultValue());
        }
        return between(found, wished.with(Logging.DELETE_TASK_LOGS, false)).stream()
                .filter(change -> !Sections.LEGACY.contains(change.subject()))
                .toList();
    }

    /**
     * Returns the changes among these that DMS refuses for a task that exists: it must be made anew for them.
     *
     * @param before the task's settings
     * @param after what they should become
     * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TaskSettings.DataValidation.html">ValidationOnly</a>
     * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TaskSettings.TimeTravel.html">EncryptionMode</a>
     */
    public static List<Change> refused(TaskSettings before, TaskSettings after) {
        boolean fromS3ToKms = before.get(TTSettings.ENABLE_TT)
                && after.get(TTSettings.ENABLE_TT)
                && after.get(TTSettings.ENCRYPTION_MODE) == TTSettings.EncryptionMode.SSE_KMS;
        return between(before, after).stream()
                .filter(change -> change.subject().equals(ValidationSettings.VALIDATION_ONLY.toString())
                        || (fromS3ToKms && change.subject().equals(TTSettings.ENCRYPTION_MODE.toString())))
                .toList();
    }

    private static void components(LogComponents before, LogComponents after, List<Change> changes) {
        Map<LogComponent, LogSeverity> named = new TreeMap<>(before.severities());
        named.putAll(after.severities());
        for (LogComponent component : named.keySet()) {
            add(
                    changes,
                    Logging.LOG_COMPONENTS + "." + component,
                    text(before.of(component)),
                    text(after.of(component)));
        }
    }

    private static void add(List<Change> changes, String subject, Optional<String> before, Optional<String> after) {
        if (!before.equals(after)) {
            changes.add(new Change(subject, before, after));
        }
    }

    private static Optional<String> text(Object value) {
        return SettingsWriter.text(value);
    }

    private static String subject(String pointer) {
        return pointer.substring(1).replace('/', '.').replace("~1", "/").replace("~0", "~");
    }
}
