package io.dmskit.cli.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a verb found out or did about one migration.
 *
 * @param json the same for programs, without the migration's name
 * @param text the same for people, lines ended by a line feed; may be empty
 * @param exitCode its part of the command's exit code
 */
public record Answer(Map<String, Object> json, String text, int exitCode) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<LinkedHashMap<String, Object>> DOCUMENT = new TypeReference<>() {};

    /** Copies the document. */
    public Answer {
        json = Collections.unmodifiableMap(new LinkedHashMap<>(json));
    }

    /** An answer that all went well. */
    public static Answer done(Map<String, Object> json, String text) {
        return new Answer(json, text, 0);
    }

    /** An answer whose document one of the kit's values has written. */
    public static Answer of(String json, String text, int exitCode) {
        try {
            return new Answer(JSON.readValue(json, DOCUMENT), text, exitCode);
        } catch (JsonProcessingException e) {
            throw new AssertionError("what the kit writes is JSON", e);
        }
    }

    /** Returns the answer with one more entry of the document. */
    public Answer with(String key, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(json);
        more.put(key, value);
        return new Answer(more, text, exitCode);
    }

    /** Returns the document under the migration's name. */
    public Map<String, Object> named(String migration) {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("name", migration);
        named.putAll(json);
        return named;
    }
}
