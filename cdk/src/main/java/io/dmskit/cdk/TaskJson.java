package io.dmskit.cdk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dmskit.document.JsonText;
import io.dmskit.mapping.TableMappings;
import io.dmskit.settings.LogComponent;
import io.dmskit.settings.LogComponents;
import io.dmskit.settings.Logging;
import io.dmskit.settings.TaskSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The sdk's JSON as templates hold it: a text in a task, an object in a serverless replication. Settings are written whole, since
 * what DMS fills in by itself would read as drift, and without the two keys that only DMS writes.
 *
 * @param map the object
 */
record TaskJson(Map<String, ?> map) {
    // A template is 1 MB at most, and DMS takes mappings from nowhere else.
    private static final int MOST_BYTES = 450 << 10;
    private static final List<LogComponent> ASKED_FOR = List.of(
            LogComponent.SOURCE_UNLOAD,
            LogComponent.SOURCE_CAPTURE,
            LogComponent.TARGET_LOAD,
            LogComponent.TARGET_APPLY);
    private static final ObjectMapper JSON = new ObjectMapper();

    static TaskJson of(String path, TableMappings mappings) {
        TaskJson json = read(mappings.toJson());
        int bytes = json.text().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES) {
            throw new IllegalArgumentException(
                    path + ": table mappings have " + bytes + " bytes; a template has room for " + MOST_BYTES
                            + ", so divide the tables among several tasks, or use patterns");
        }
        return json;
    }

    static TaskJson of(TaskSettings settings) {
        TaskJson json = read(settings.toFullJson());
        return json.withLogging(settings);
    }

    /** Components that are not named log at DMS's default; those that Security Hub asks for are named, so that nobody has to know that. */
    private static List<Map<String, String>> components(TaskSettings settings) {
        LogComponents given = settings.get(Logging.LOG_COMPONENTS);
        Set<LogComponent> named = new TreeSet<>(ASKED_FOR);
        named.addAll(given.severities().keySet());
        List<Map<String, String>> components = new ArrayList<>();
        for (LogComponent component : named) {
            Map<String, String> entry = new LinkedHashMap<>();
            entry.put("Id", component.id());
            entry.put("Severity", given.of(component).toString());
            components.add(entry);
        }
        return components;
    }

    private TaskJson withLogging(TaskSettings settings) {
        Map<String, Object> all = new LinkedHashMap<>(map);
        if (map.get("Logging") instanceof Map<?, ?> written) {
            Map<Object, Object> logging = new LinkedHashMap<>(written);
            logging.remove("CloudWatchLogGroup");
            logging.remove("CloudWatchLogStream");
            logging.put("LogComponents", components(settings));
            all.put("Logging", logging);
        }
        return new TaskJson(all);
    }

    String text() {
        return JsonText.compact(map);
    }

    @SuppressWarnings("unchecked") // an object's keys are texts
    private static TaskJson read(String json) {
        try {
            return new TaskJson(JSON.readValue(json, Map.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the sdk wrote what is no JSON object", e);
        }
    }
}
