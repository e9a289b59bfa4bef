package io.dmskit.settings;

import io.dmskit.document.DocumentReader;
import io.dmskit.document.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes task settings. */
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
        Sections.ALL.forEach((section, settings) -> {
            Map<String, @Nullable Object> keys = section.isEmpty() ? document : new LinkedHashMap<>();
            for (Setting<?> setting : settings) {
                Object value = values.get(setting);
                if (value != null) {
                    keys.put(setting.key(), json(value));
                }
            }
            if (!section.isEmpty() && !keys.isEmpty()) {
                document.put(section, keys);
            }
        });
        carry(document);
        return JsonText.pretty(document);
    }

    /** Returns everything, unused optional sections as null or left out, as the service does. */
    String full() {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        Sections.ALL.forEach((section, settings) -> {
            if (section.isEmpty()) {
                Sections.CARRIED.forEach(name -> document.put(name, null));
            }
            if (!Sections.ONLY_WHEN_USED.contains(section) || settings.stream().anyMatch(values::containsKey)) {
                fill(section.isEmpty() ? document : section(document, section), settings);
            }
        });
        Map<String, @Nullable Object> logging = section(document, "Logging");
        logging.remove(Logging.DELETE_TASK_LOGS.key());
        logging.put("LogComponents", List.of());
        logging.put("CloudWatchLogGroup", null);
        logging.put("CloudWatchLogStream", null);
        carry(document);
        return JsonText.pretty(document);
    }

    private void fill(Map<String, @Nullable Object> keys, List<Setting<?>> settings) {
        for (Setting<?> setting : settings) {
            Object value = values.get(setting);
            keys.put(setting.key(), json(value == null ? setting.defaultValue() : value));
        }
    }

    private void carry(Map<String, @Nullable Object> document) {
        carried.forEach((path, json) -> {
            int dot = path.indexOf('.');
            Object node = DocumentReader.json(path, json, "X33");
            if (dot < 0) {
                document.put(path, node);
            } else {
                section(document, path.substring(0, dot)).put(path.substring(dot + 1), node);
            }
        });
    }

    @SuppressWarnings("unchecked") // every section of the document is such a map
    private static Map<String, @Nullable Object> section(Map<String, @Nullable Object> document, String name) {
        return (Map<String, @Nullable Object>) document.computeIfAbsent(name, ignored -> new LinkedHashMap<>());
    }

    private static Object json(Object value) {
        return value instanceof Enum<?> word ? word.name() : value;
    }
}
