package io.dmskit.monitoring.watch;

import io.dmskit.document.JsonText;
import io.dmskit.monitoring.Snapshot;
import io.dmskit.monitoring.TableProgress;
import io.dmskit.monitoring.alert.Alert;
import io.dmskit.monitoring.alert.SinkState;
import io.dmskit.monitoring.judge.Condition;
import io.dmskit.monitoring.judge.ConditionSeverity;
import io.dmskit.monitoring.judge.InstanceSnapshot;
import io.dmskit.monitoring.judge.JudgeRules;
import io.dmskit.monitoring.judge.LagForecast;
import io.dmskit.monitoring.judge.ServiceFailure;
import io.dmskit.monitoring.poll.ApiUsage;
import io.dmskit.task.TableState;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A round as JSON, for programs. {@code version} names the form: it changes when something is taken away or means something else, not when
 * something is added. Durations are seconds, moments ISO 8601 in UTC. What is not known is not there.
 */
public final class RoundDocument {
    /** The form that is written here. */
    public static final int VERSION = 1;

    private RoundDocument() {}

    /** Returns a round on one line, with all tables. */
    public static String line(Round round) {
        return JsonText.compact(of(round));
    }

    /** Returns a round with all tables. */
    public static Map<String, Object> of(Round round) {
        Map<String, Object> document = withoutReplications(round);
        document.put(
                "replications",
                round.replications().stream().map(RoundDocument::replication).toList());
        return document;
    }

    /** Returns a round without tables and latencies: of many replications those are megabytes. */
    public static Map<String, Object> summary(Round round) {
        Map<String, Object> document = withoutReplications(round);
        document.put(
                "replications",
                round.replications().stream().map(RoundDocument::progress).toList());
        return document;
    }

    private static Map<String, Object> withoutReplications(Round round) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("version", VERSION);
        document.put("at", round.at());
        round.severity().ifPresent(severity -> document.put("severity", word(severity)));
        document.put(
                "conditions",
                round.conditions().stream().map(RoundDocument::condition).toList());
        document.put("thresholds", thresholds(round.rules()));
        document.put("alerts", round.alerts().stream().map(RoundDocument::alert).toList());
        document.put(
                "instances",
                round.fleet().instances().stream().map(RoundDocument::instance).toList());
        document.put(
                "failures",
                round.fleet().failures().stream().map(RoundDocument::failure).toList());
        document.put("sinks", round.sinks().stream().map(RoundDocument::sink).toList());
        document.put("usage", usage(round.usage(), round.callsPerSecond()));
        document.put("troubles", round.troubles());
        return document;
    }

    /** Returns a replication with its tables and latencies. */
    public static Map<String, Object> replication(WatchedReplication one) {
        Map<String, Object> document = progress(one);
        document.put(
                "latencies",
                one.latencies().stream().map(RoundDocument::latency).toList());
        document.put(
                "tables",
                one.snapshot().tables().stream().map(RoundDocument::table).toList());
        return document;
    }

    /** Returns a replication without its tables. */
    private static Map<String, Object> progress(WatchedReplication one) {
        Snapshot seen = one.snapshot();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", one.name());
        document.put("arn", one.arn());
        document.put("kind", one.task().kind().toString());
        one.task().migrationType().ifPresent(type -> document.put("type", type.word()));
        document.put("status", seen.status().word());
        document.put("phase", seen.phase().toString());
        one.severity().ifPresent(severity -> document.put("severity", word(severity)));
        one.task().started().ifPresent(started -> document.put("started", started));
        one.task().stopReason().ifPresent(reason -> document.put("stopReason", reason.text()));
        one.task().lastFailureMessage().ifPresent(message -> document.put("lastFailureMessage", message));
        document.put("fullLoadPercent", seen.fullLoadPercent());
        document.put("loadedRows", seen.loadedRows());
        seen.expectedRows().ifPresent(rows -> document.put("expectedRows", rows));
        document.put("rowsPerSecond", rounded(seen.rowsPerSecond()));
        document.put("appliedChanges", seen.appliedChanges());
        document.put("changesPerSecond", rounded(seen.changesPerSecond()));
        seconds(document, "sourceLatency", seen.sourceLatency());
        seconds(document, "targetLatency", seen.targetLatency());
        seen.incomingChanges().ifPresent(changes -> document.put("incomingChanges", changes));
        seconds(document, "loadAhead", one.loadAhead());
        one.lagAhead().ifPresent(ahead -> document.put("lagAhead", lagAhead(ahead)));
        document.put("tablesByState", tablesByState(seen));
        return document;
    }

    private static Map<String, Object> tablesByState(Snapshot seen) {
        Map<String, Object> counts = new LinkedHashMap<>();
        seen.tables()
                .forEach(table -> counts.merge(table.state().state().text(), 1, (one, more) -> (int) one + (int) more));
        return counts;
    }

    private static Map<String, Object> lagAhead(LagForecast ahead) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("perMinute", rounded(ahead.perMinute()));
        seconds(document, "caughtUpIn", ahead.caughtUpIn());
        document.put("text", ahead.describe());
        return document;
    }

    private static Map<String, Object> latency(LatencyPoint point) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("at", point.at());
        seconds(document, "source", point.source());
        seconds(document, "target", point.target());
        return document;
    }

    private static Map<String, Object> table(TableProgress table) {
        TableState state = table.state();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("schema", state.table().schema());
        document.put("table", state.table().table());
        document.put("state", state.state().text());
        document.put("suspended", state.suspended());
        document.put("fullLoadRows", state.fullLoadRows());
        table.expectedRows().ifPresent(rows -> document.put("expectedRows", rows));
        table.loaded().ifPresent(share -> document.put("loaded", rounded(share)));
        document.put("rowsPerSecond", rounded(table.rowsPerSecond()));
        document.put("inserts", state.applied().inserts());
        document.put("updates", state.applied().updates());
        document.put("deletes", state.applied().deletes());
        document.put("validation", state.validation().state());
        return document;
    }

    private static Map<String, Object> condition(Condition condition) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("key", condition.key());
        document.put("kind", condition.kind().id());
        document.put("severity", word(condition.severity()));
        document.put("subject", condition.subjectName());
        document.put("arn", condition.subjectArn());
        condition.table().ifPresent(table -> document.put("table", table));
        document.put("since", condition.since());
        document.put("text", condition.text());
        document.put("advice", condition.advice());
        condition.rootCause().ifPresent(cause -> document.put("rootCause", cause));
        return document;
    }

    private static Map<String, Object> thresholds(JudgeRules rules) {
        Map<String, Object> document = new LinkedHashMap<>();
        seconds(document, "lagWarn", Optional.of(rules.lagWarn()));
        seconds(document, "lagPage", Optional.of(rules.lagPage()));
        return document;
    }

    private static Map<String, Object> alert(Alert alert) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", alert.id());
        document.put("title", alert.title());
        document.put("change", alert.change().id());
        document.put("severity", word(alert.severity()));
        document.put("at", alert.at());
        document.put("text", alert.text());
        return document;
    }

    private static Map<String, Object> instance(InstanceSnapshot instance) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("identifier", instance.identifier());
        document.put("arn", instance.arn());
        document.put("status", instance.status());
        return document;
    }

    private static Map<String, Object> failure(ServiceFailure failure) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("service", failure.service());
        document.put("since", failure.since());
        document.put("problem", failure.problem());
        return document;
    }

    private static Map<String, Object> sink(SinkState sink) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", sink.name());
        document.put("waiting", sink.waiting());
        sink.failingSince().ifPresent(since -> document.put("failingSince", since));
        sink.reason().ifPresent(reason -> document.put("reason", reason));
        return document;
    }

    private static Map<String, Object> usage(ApiUsage usage, double callsPerSecond) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("calls", usage.total());
        document.put("throttled", usage.throttled());
        document.put("callsPerSecond", rounded(callsPerSecond));
        document.put("callsPerDay", Math.round(usage.callsPerDay()));
        document.put("dollarsPerDay", rounded(usage.dollarsPerDay()));
        return document;
    }

    private static void seconds(Map<String, Object> document, String key, Optional<Duration> duration) {
        duration.ifPresent(value -> document.put(key, value.toMillis() / 1000.0));
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    private static String word(ConditionSeverity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }
}
