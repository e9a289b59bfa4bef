package io.dmskit.monitoring.openmetrics;

import io.dmskit.monitoring.Phase;
import io.dmskit.monitoring.Snapshot;
import io.dmskit.monitoring.TableProgress;
import io.dmskit.monitoring.judge.Condition;
import io.dmskit.monitoring.judge.ConditionSeverity;
import io.dmskit.monitoring.judge.ReplicationSnapshot;
import io.dmskit.monitoring.judge.ServiceFailure;
import io.dmskit.monitoring.poll.ApiUsage;
import io.dmskit.monitoring.watch.Round;
import io.dmskit.monitoring.watch.WatchedReplication;
import io.dmskit.task.TableState;
import io.dmskit.task.TableState.LoadState;
import io.dmskit.task.TaskStatus;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Turns a round into samples. What is not known has none, which is never the same as 0. */
final class RoundSamples {
    private static final List<TaskStatus> STATUSES = List.of(
            TaskStatus.CREATING,
            TaskStatus.CREATED,
            TaskStatus.READY,
            TaskStatus.STARTING,
            TaskStatus.RUNNING,
            TaskStatus.STOPPING,
            TaskStatus.STOPPED,
            TaskStatus.FAILED,
            TaskStatus.MODIFYING,
            TaskStatus.MOVING,
            TaskStatus.FAILED_MOVE,
            TaskStatus.DELETING);

    private static final List<LoadState> STATES = List.of(
            LoadState.BEFORE_LOAD,
            LoadState.FULL_LOAD,
            LoadState.COMPLETED,
            LoadState.ERROR,
            LoadState.CANCELLED,
            LoadState.DOES_NOT_EXIST,
            LoadState.RELOADING);

    private static final List<String> SERVICES =
            List.of(ServiceFailure.DMS, ServiceFailure.TABLES, ServiceFailure.INSTANCES, ServiceFailure.CLOUD_WATCH);

    private final int tablesAtMost;
    private final List<Sample> samples = new ArrayList<>();

    private RoundSamples(int tablesAtMost) {
        this.tablesAtMost = tablesAtMost;
    }

    /** Returns the samples of a round, with series of tables for replications that have at most so many. */
    static List<Sample> of(Round round, int tablesAtMost) {
        RoundSamples of = new RoundSamples(tablesAtMost);
        Map<String, ReplicationSnapshot> seen = round.fleet().replications().stream()
                .collect(Collectors.toMap(one -> one.task().arn(), Function.identity()));
        round.replications().forEach(one -> of.replication(one, Optional.ofNullable(seen.get(one.arn()))));
        of.conditions(round.conditions());
        of.watch(round);
        return of.samples;
    }

    private void replication(WatchedReplication one, Optional<ReplicationSnapshot> seen) {
        Tags labels = Tags.of("kind", one.task().kind().toString())
                .and("replication", one.name())
                .and(resource(one.arn()));
        Snapshot snapshot = one.snapshot();
        status(labels, snapshot);
        add(Family.SEVERITY, labels, one.severity().map(RoundSamples::rank).orElse(0));
        seconds(Family.SOURCE_LATENCY, labels, snapshot.sourceLatency());
        seconds(Family.TARGET_LATENCY, labels, snapshot.targetLatency());
        snapshot.incomingChanges().ifPresent(changes -> add(Family.INCOMING_CHANGES, labels, changes));
        seen.ifPresent(known -> add(Family.SEEN, labels, moment(known.seenAt())));
        seen.flatMap(ReplicationSnapshot::tables).ifPresent(read -> {
            add(Family.TABLES_READ, labels, moment(read.readAt()));
            tables(labels, snapshot);
        });
    }

    private void status(Tags labels, Snapshot snapshot) {
        List<TaskStatus> all = new ArrayList<>(STATUSES);
        if (!all.contains(snapshot.status())) {
            all.add(snapshot.status());
        }
        all.forEach(status -> samples.add(
                Sample.flag(Family.STATUS, labels.and("status", status.word()), status.equals(snapshot.status()))));
        for (Phase phase : Phase.values()) {
            samples.add(Sample.flag(
                    Family.PHASE, labels.and("phase", phase.toString().replace(' ', '-')), phase == snapshot.phase()));
        }
    }

    private void tables(Tags labels, Snapshot snapshot) {
        add(Family.LOADED_ROWS, labels, snapshot.loadedRows());
        snapshot.expectedRows().ifPresent(rows -> add(Family.EXPECTED_ROWS, labels, rows));
        add(Family.INSERTS, labels, sum(snapshot, table -> table.applied().inserts()));
        add(Family.UPDATES, labels, sum(snapshot, table -> table.applied().updates()));
        add(Family.DELETES, labels, sum(snapshot, table -> table.applied().deletes()));
        Map<String, Integer> states = new LinkedHashMap<>();
        STATES.forEach(state -> states.put(state.text(), 0));
        snapshot.tables().forEach(table -> states.merge(table.state().state().text(), 1, Integer::sum));
        states.forEach((state, count) -> add(Family.TABLES, labels.and("state", state), count));
        if (snapshot.tables().size() <= tablesAtMost) {
            snapshot.tables().forEach(table -> table(labels, table));
        }
    }

    private void table(Tags replication, TableProgress table) {
        TableState state = table.state();
        Tags labels = replication
                .and("schema", state.table().schema())
                .and("table", state.table().table());
        add(Family.TABLE_LOADED_ROWS, labels, state.fullLoadRows());
        add(Family.TABLE_INSERTS, labels, state.applied().inserts());
        add(Family.TABLE_UPDATES, labels, state.applied().updates());
        add(Family.TABLE_DELETES, labels, state.applied().deletes());
        samples.add(Sample.flag(Family.TABLE_SUSPENDED, labels, state.suspended()));
    }

    private void conditions(List<Condition> conditions) {
        Map<Tags, Long> counts = conditions.stream()
                .collect(Collectors.groupingBy(RoundSamples::labels, LinkedHashMap::new, Collectors.counting()));
        counts.forEach((labels, count) -> add(Family.CONDITIONS, labels, count));
    }

    private static Tags labels(Condition condition) {
        return Tags.of("kind", condition.kind().id())
                .and("severity", condition.severity().name().toLowerCase(Locale.ROOT))
                .and("explained", Boolean.toString(condition.rootCause().isPresent()))
                .and("subject", condition.subjectName())
                .and(resource(condition.subjectArn()));
    }

    private void watch(Round round) {
        ApiUsage usage = round.usage();
        usage.byOperation().forEach((operation, calls) -> add(Family.CALLS, Tags.of("operation", operation), calls));
        add(Family.THROTTLED, Tags.empty(), usage.throttled());
        add(Family.METRICS_REQUESTED, Tags.empty(), usage.metricsRequested());
        add(Family.BUDGET, Tags.empty(), round.callsPerSecond());
        add(Family.DOLLARS, Tags.empty(), usage.dollarsPerDay());
        SERVICES.forEach(service ->
                samples.add(Sample.flag(Family.SERVICE_FAILING, Tags.of("service", service), fails(round, service))));
        round.sinks().forEach(sink -> {
            Tags labels = Tags.of("sink", sink.name());
            samples.add(
                    Sample.flag(Family.SINK_FAILING, labels, sink.failingSince().isPresent()));
            add(Family.SINK_WAITING, labels, sink.waiting());
        });
    }

    static boolean fails(Round round, String service) {
        return round.fleet().failures().stream().anyMatch(one -> one.service().equals(service));
    }

    /** What is no ARN, such as a service, has no resource, no region and no account. */
    private static Tags resource(String arn) {
        String[] parts = arn.split(":", 7);
        boolean isArn = parts.length == 7;
        return Tags.of("resource_id", isArn ? parts[6] : "")
                .and("region", isArn ? parts[3] : "")
                .and("account", isArn ? parts[4] : "");
    }

    private static int rank(ConditionSeverity severity) {
        return switch (severity) {
            case INFO -> 1;
            case WARN -> 2;
            case PAGE -> 3;
        };
    }

    private static long sum(Snapshot snapshot, ToLongFunction<TableState> count) {
        return snapshot.tables().stream()
                .map(TableProgress::state)
                .mapToLong(count)
                .sum();
    }

    private void seconds(Family family, Tags labels, Optional<Duration> duration) {
        duration.ifPresent(value -> add(family, labels, value.toMillis() / 1000.0));
    }

    private static double moment(Instant at) {
        return at.toEpochMilli() / 1000.0;
    }

    private void add(Family family, Tags labels, long count) {
        add(family, labels, (double) count);
    }

    private void add(Family family, Tags labels, double value) {
        samples.add(Sample.of(family, labels, value));
    }
}
