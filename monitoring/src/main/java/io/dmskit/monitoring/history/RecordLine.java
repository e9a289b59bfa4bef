package io.dmskit.monitoring.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dmskit.catalog.TableName;
import io.dmskit.document.JsonText;
import io.dmskit.monitoring.Phase;
import io.dmskit.monitoring.judge.Condition;
import io.dmskit.monitoring.judge.ConditionKind;
import io.dmskit.monitoring.judge.ConditionSeverity;
import io.dmskit.monitoring.watch.LatencyPoint;
import io.dmskit.task.TableState;
import io.dmskit.task.TableState.Changes;
import io.dmskit.task.TableState.LoadState;
import io.dmskit.task.Validation;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One line of a watch record: what was seen at one moment, of one kind. */
sealed interface RecordLine {
    /** The first line, which names the form of the others. */
    String HEADER = "{\"dmskit\":\"watch-record\",\"version\":1}";

    ObjectMapper JSON = new ObjectMapper();

    /** Returns it as a map for JSON. */
    Map<String, Object> document();

    default String text() {
        return JsonText.compact(document());
    }

    /** Reads a line; nothing if a kill cut it short, or a later version wrote it. */
    static Optional<RecordLine> read(String line) {
        try {
            JsonNode fields = JSON.readTree(line);
            if (fields == null || !fields.isObject()) {
                return Optional.empty();
            }
            return fields.has("phase")
                    ? Optional.of(Progress.read(fields))
                    : fields.has("latencies")
                            ? Optional.of(Latencies.read(fields))
                            : fields.has("conditions")
                                    ? Optional.of(Conditions.read(fields))
                                    : fields.has("tables") ? Optional.of(Tables.read(fields)) : Optional.empty();
        } catch (JsonProcessingException | DateTimeException | IllegalArgumentException torn) {
            return Optional.empty();
        }
    }

    private static Instant at(JsonNode fields) {
        return Instant.parse(fields.path("at").asText());
    }

    private static String id(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String name(JsonNode id) {
        return id.asText().toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static Optional<String> text(JsonNode field) {
        return field.isTextual() ? Optional.of(field.asText()) : Optional.empty();
    }

    private static Map<String, Object> map(Instant at) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("at", at);
        return map;
    }

    /**
     * Progress.
     *
     * @param begins whether a watch began with it, so that nobody may have watched before
     */
    record Progress(WatchPoint point, boolean begins) implements RecordLine {
        static Progress read(JsonNode fields) {
            return new Progress(
                    new WatchPoint(
                            at(fields),
                            fields.path("status").asText(),
                            Phase.valueOf(name(fields.path("phase"))),
                            fields.path("loadedRows").asLong(),
                            fields.path("appliedChanges").asLong()),
                    fields.path("begins").asBoolean());
        }

        @Override
        public Map<String, Object> document() {
            Map<String, Object> map = map(point.at());
            if (begins) {
                map.put("begins", true);
            }
            map.put("status", point.status());
            map.put("phase", id(point.phase()));
            map.put("loadedRows", point.loadedRows());
            map.put("appliedChanges", point.appliedChanges());
            return map;
        }
    }

    /** Latencies that were not seen before: moment, source and target in seconds each. */
    record Latencies(List<LatencyPoint> points) implements RecordLine {
        static Latencies read(JsonNode fields) {
            List<LatencyPoint> points = new ArrayList<>();
            for (JsonNode point : fields.path("latencies")) {
                points.add(new LatencyPoint(
                        Instant.parse(point.path("at").asText()),
                        seconds(point.path("source")),
                        seconds(point.path("target"))));
            }
            return new Latencies(points);
        }

        private static Optional<Duration> seconds(JsonNode field) {
            return field.isNumber()
                    ? Optional.of(Duration.ofMillis(Math.round(field.asDouble() * 1000)))
                    : Optional.empty();
        }

        @Override
        public Map<String, Object> document() {
            return Map.of("latencies", points.stream().map(Latencies::point).toList());
        }

        private static Map<String, Object> point(LatencyPoint point) {
            Map<String, Object> map = map(point.at());
            point.source().ifPresent(latency -> map.put("source", latency.toMillis() / 1000.0));
            point.target().ifPresent(latency -> map.put("target", latency.toMillis() / 1000.0));
            return map;
        }
    }

    /** Everything that was so from then on. */
    record Conditions(Instant at, List<Condition> conditions) implements RecordLine {
        static Conditions read(JsonNode fields) {
            List<Condition> conditions = new ArrayList<>();
            for (JsonNode condition : fields.path("conditions")) {
                conditions.add(new Condition(
                        ConditionKind.valueOf(name(condition.path("kind"))),
                        ConditionSeverity.valueOf(name(condition.path("severity"))),
                        condition.path("arn").asText(),
                        condition.path("subject").asText(),
                        RecordLine.text(condition.path("table")),
                        Instant.parse(condition.path("since").asText()),
                        condition.path("text").asText(),
                        condition.path("advice").asText(),
                        RecordLine.text(condition.path("rootCause"))));
            }
            return new Conditions(RecordLine.at(fields), conditions);
        }

        @Override
        public Map<String, Object> document() {
            Map<String, Object> map = map(at);
            map.put("conditions", conditions.stream().map(Conditions::condition).toList());
            return map;
        }

        private static Map<String, Object> condition(Condition condition) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("kind", condition.kind().id());
            map.put("severity", id(condition.severity()));
            map.put("arn", condition.subjectArn());
            map.put("subject", condition.subjectName());
            condition.table().ifPresent(table -> map.put("table", table));
            map.put("since", condition.since());
            map.put("text", condition.text());
            map.put("advice", condition.advice());
            condition.rootCause().ifPresent(cause -> map.put("rootCause", cause));
            return map;
        }
    }

    /** Every table as it was then, without what validation says. */
    record Tables(Instant at, List<TableState> tables) implements RecordLine {
        static Tables read(JsonNode fields) {
            List<TableState> tables = new ArrayList<>();
            for (JsonNode table : fields.path("tables")) {
                Changes applied = new Changes(
                        table.path("inserts").asLong(),
                        table.path("updates").asLong(),
                        table.path("deletes").asLong(),
                        0);
                tables.add(new TableState(
                        new TableName(
                                table.path("schema").asText(),
                                table.path("table").asText()),
                        new LoadState(table.path("state").asText()),
                        table.path("rows").asLong(),
                        applied,
                        applied,
                        Optional.empty(),
                        Optional.empty(),
                        Validation.NOT_ENABLED));
            }
            return new Tables(RecordLine.at(fields), tables);
        }

        @Override
        public Map<String, Object> document() {
            Map<String, Object> map = map(at);
            map.put("tables", tables.stream().map(Tables::table).toList());
            return map;
        }

        private static Map<String, Object> table(TableState table) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("schema", table.table().schema());
            map.put("table", table.table().table());
            map.put("state", table.state().text());
            map.put("rows", table.fullLoadRows());
            map.put("inserts", table.applied().inserts());
            map.put("updates", table.applied().updates());
            map.put("deletes", table.applied().deletes());
            return map;
        }
    }
}
