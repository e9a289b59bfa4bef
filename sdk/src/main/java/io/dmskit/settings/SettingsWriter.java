package io.dmskit.settings;

import io.dmskit.document.DocumentReader;
import io.dmskit.document.JsonText;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes task settings. What is written means the same as what was read, but is not the same text:
 *
 * <ul>
 *   <li>values that are DMS's defaults are left out, and so are nulls and sections without keys; but LimitedSizeLobMode stands
 *       beside FullLobMode, and EnableResync in its section, since DMS asks for both
 *   <li>log components of severity LOGGER_SEVERITY_DEFAULT are left out; the others are in the order of their names
 *   <li>the keys that only the service sets (CloudWatchLogGroup, CloudWatchLogStream) and the twin historyTimeslotInMinutes of
 *       HistoryTimeslotInMinutes are left out; a twin alone is written as HistoryTimeslotInMinutes
 *   <li>of keys given twice the last one is written
 *   <li>code points are numbers if their hexadecimal digits make one, OperationsToLog has no blanks, and the flags of time-travel logs are booleans
 *   <li>sections and keys are in the order of the guide; keys that nobody knows follow in the order of their names, as they stood
 *   <li>values that are errors are left out
 * </ul>
 */
final class SettingsWriter {
    private final Map<Setting<?>, Object> values;
    private final Map<String, String> carried;

    SettingsWriter(Map<Setting<?>, Object> values, Map<String, String> carried) {
        this.values = values;
        this.carried = carried;
    }

    /** Returns only what differs. */
    String differences() {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        Sections.settings().filter(this::isWritten).forEach(setting -> put(document, setting));
        carry(document);
        return JsonText.pretty(document);
    }

    private boolean isWritten(Setting<?> setting) {
        return values.containsKey(setting)
                || (setting.equals(ResyncSettings.ENABLE_RESYNC) && isUsed("ResyncSettings"));
    }

    /** Returns everything, unused optional sections as null or left out, as the service does. */
    String full() {
        return full(null, null);
    }

    /** Returns everything, with the log group and stream that the service names. */
    String full(@Nullable String logGroup, @Nullable String logStream) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        for (Map.Entry<String, List<Setting<?>>> entry : Sections.ALL.entrySet()) {
            section(document, entry.getKey(), entry.getValue());
        }
        Map<String, @Nullable Object> logging = object(document, "Logging");
        logging.remove(Logging.DELETE_TASK_LOGS.key());
        logging.put("CloudWatchLogGroup", logGroup);
        logging.put("CloudWatchLogStream", logStream);
        document.put(Sections.POST_PROCESSING, null);
        carry(document);
        return JsonText.pretty(document);
    }

    private void section(Map<String, @Nullable Object> document, String path, List<Setting<?>> settings) {
        String outermost = path.substring(0, path.indexOf('.') < 0 ? path.length() : path.indexOf('.'));
        if (isUsed(path)
                || !(Sections.LEFT_OUT_UNTIL_USED.contains(path) || Sections.NULL_UNTIL_USED.contains(outermost))) {
            settings.forEach(setting -> put(document, setting));
        } else if (path.equals(outermost) && Sections.NULL_UNTIL_USED.contains(path)) {
            document.put(path, null);
        }
    }

    /** Returns whether a section, or one inside it, has a value of its own. */
    private boolean isUsed(String section) {
        return values.keySet().stream()
                .anyMatch(setting ->
                        setting.section().equals(section) || setting.section().startsWith(section + "."));
    }

    private void put(Map<String, @Nullable Object> document, Setting<?> setting) {
        Object value = values.getOrDefault(setting, setting.defaultValue());
        Map<String, @Nullable Object> object = document;
        if (!setting.section().isEmpty()) {
            for (String name : setting.section().split("\\.", -1)) {
                object = object(object, name);
            }
        }
        object.put(setting.key(), json(value));
    }

    private void carry(Map<String, @Nullable Object> document) {
        carried.forEach((pointer, json) -> {
            List<String> path = Arrays.asList(pointer.substring(1).split("/", -1));
            Map<String, @Nullable Object> object = document;
            for (String name : path.subList(0, path.size() - 1)) {
                object = object(object, name);
            }
            String key = path.get(path.size() - 1).replace("~1", "/").replace("~0", "~");
            object.put(key, DocumentReader.json(pointer, json, SettingsReader.UNKNOWN));
        });
    }

    @SuppressWarnings("unchecked") // every section of the document is such a map
    private static Map<String, @Nullable Object> object(Map<String, @Nullable Object> document, String name) {
        return (Map<String, @Nullable Object>) document.computeIfAbsent(name, ignored -> new LinkedHashMap<>());
    }

    /** Returns a value as one would write it for people; nothing for one that is not given. */
    static Optional<String> text(Object value) {
        Object json = json(value);
        return Optional.ofNullable(json)
                .map(given -> given instanceof List ? JsonText.compact(given) : given.toString());
    }

    private static @Nullable Object json(Object value) {
        if (value instanceof Structured structured) {
            return structured.json();
        }
        return value instanceof Enum<?> word ? word.toString() : value;
    }
}
