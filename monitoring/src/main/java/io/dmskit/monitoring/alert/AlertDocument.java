package io.dmskit.monitoring.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dmskit.document.JsonText;
import io.dmskit.monitoring.judge.ConditionSeverity;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Alerts as JSON, there and back. */
final class AlertDocument {
    private static final int VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private AlertDocument() {}

    static String of(Alert alert) {
        return JsonText.compact(fields(alert));
    }

    static Map<String, Object> fields(Alert alert) {
        Incident incident = alert.incident();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("version", VERSION);
        fields.put("id", alert.id());
        fields.put("incident", incident.id());
        fields.put("number", alert.number());
        fields.put("change", alert.change().id());
        fields.put("severity", alert.severity().name());
        fields.put("kind", incident.kind());
        fields.put("key", incident.key());
        fields.put("subjectArn", incident.subjectArn());
        fields.put("subjectName", incident.subjectName());
        incident.table().ifPresent(table -> fields.put("table", table));
        fields.put("since", incident.since());
        fields.put("at", alert.at());
        fields.put("title", alert.title());
        fields.put("text", alert.text());
        fields.put("advice", alert.advice());
        return fields;
    }

    static Optional<Alert> parse(String json) {
        try {
            return alert(JSON.readTree(json));
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    static Optional<Alert> alert(JsonNode fields) {
        if (fields.path("version").asInt() != VERSION) {
            return Optional.empty();
        }
        try {
            Incident incident = new Incident(
                    fields.path("incident").asText(),
                    fields.path("key").asText(),
                    fields.path("kind").asText(),
                    fields.path("subjectArn").asText(),
                    fields.path("subjectName").asText(),
                    Optional.ofNullable(fields.get("table")).map(JsonNode::asText),
                    Instant.parse(fields.path("since").asText()));
            return Optional.of(new Alert(
                    incident,
                    fields.path("number").asInt(),
                    AlertChange.of(fields.path("change").asText()).orElseThrow(),
                    ConditionSeverity.valueOf(fields.path("severity").asText()),
                    Instant.parse(fields.path("at").asText()),
                    fields.path("text").asText(),
                    fields.path("advice").asText()));
        } catch (DateTimeException | IllegalArgumentException | NoSuchElementException another) {
            return Optional.empty();
        }
    }
}
