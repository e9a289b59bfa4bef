package io.dmskit.cdk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dmskit.document.JsonText;
import io.dmskit.mapping.TableMappings;
import io.dmskit.settings.TaskSettings;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The sdk's JSON as templates hold it: a text in a task, an object in a serverless replication. Settings are written whole, since
 * what DMS fills in by itself would read as drift, and without the two keys that only DMS writes.
 *
 * @param map the object
 */
record TaskJson(Map<String, ?> map) {
    // A template is 1 MB at most, and DMS takes mappings from nowhere else.
    private static final int MOST_BYTES = 450 << 10;
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
        if (json.map.get("Logging") instanceof Map<?, ?> logging) {
            logging.remove("CloudWatchLogGroup");
            logging.remove("CloudWatchLogStream");
        }
        return json;
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
