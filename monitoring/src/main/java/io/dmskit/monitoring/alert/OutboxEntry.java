package io.dmskit.monitoring.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.dmskit.document.JsonText;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * An alert on its way.
 *
 * @param to the sinks that have not got it, each with what it is for them; shrinks
 * @param told the sinks that have been told of its incident, by this alert at the latest
 */
record OutboxEntry(Alert alert, Map<String, AlertChange> to, Set<String> told) {
    OutboxEntry {
        to = new LinkedHashMap<>(to);
        told = Set.copyOf(told);
    }

    /**
     * Reads what {@link #line} wrote.
     *
     * @throws java.util.NoSuchElementException if it is something else
     */
    static OutboxEntry of(Alert alert, JsonNode fields) {
        Map<String, AlertChange> to = new LinkedHashMap<>();
        fields.path("to")
                .properties()
                .forEach(waiting -> to.put(
                        waiting.getKey(),
                        AlertChange.of(waiting.getValue().asText()).orElseThrow()));
        Set<String> told = new HashSet<>();
        fields.path("told").forEach(name -> told.add(name.asText()));
        return new OutboxEntry(alert, to, told);
    }

    String line() {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("alert", AlertDocument.fields(alert));
        Map<String, Object> waiting = new LinkedHashMap<>();
        to.forEach((sink, change) -> waiting.put(sink, change.id()));
        line.put("to", waiting);
        line.put("told", told.stream().sorted().toList());
        return JsonText.compact(line);
    }
}
