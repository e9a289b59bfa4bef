package io.dmskit.benchmark;

import com.sun.management.OperatingSystemMXBean;
import io.dmskit.metric.DmsMetric;
import io.dmskit.metric.MetricDimensions;
import io.dmskit.monitoring.judge.FleetSnapshot;
import io.dmskit.monitoring.poll.ApiUsage;
import io.dmskit.monitoring.poll.CallBudget;
import io.dmskit.monitoring.poll.FleetPoller;
import io.dmskit.monitoring.poll.FleetPoller.Pace;
import io.dmskit.monitoring.watch.FleetWatch;
import io.dmskit.monitoring.watch.Round;
import io.dmskit.task.Poller;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.Filter;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTask;

/** A process that is nothing but a monitor: what a round takes, what an hour calls, and what a naive monitor calls. */
final class MonitorRounds {
    private static final int ROUNDS = 8;
    private static final Duration TICK = Duration.ofMillis(1);
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final List<DmsMetric> METRICS = List.of(
            DmsMetric.CDC_LATENCY_SOURCE,
            DmsMetric.CDC_LATENCY_TARGET,
            DmsMetric.CDC_INCOMING_CHANGES,
            DmsMetric.CDC_THROUGHPUT_ROWS_TARGET,
            DmsMetric.RECOVERY_COUNT);

    private final DatabaseMigrationClient dms;
    private final CloudWatchClient cloudWatch;

    private MonitorRounds(DatabaseMigrationClient dms, CloudWatchClient cloudWatch) {
        this.dms = dms;
        this.cloudWatch = cloudWatch;
    }

    public static void main(String[] arguments) {
        URI endpoint = URI.create(arguments[0]);
        try (DatabaseMigrationClient dms = LocalClient.at(endpoint, Region.US_EAST_1);
                CloudWatchClient cloudWatch = LocalClient.cloudWatch(endpoint)) {
            MonitorRounds monitor = new MonitorRounds(dms, cloudWatch);
            monitor.fullRounds();
            monitor.ratio(monitor.hour());
        }
    }

    /** Everything is due in each of them, and there is room for it. */
    private void fullRounds() {
        awaitMetrics();
        Pace always = new Pace(TICK, TICK, TICK, TICK, TICK, Duration.ofMinutes(1));
        try (FleetWatch watch = FleetWatch.over(
                        FleetPoller.of(dms, cloudWatch).pace(always).budget(new CallBudget(100_000, Poller.REAL_TIME)))
                .build()) {
            for (int number = 1; number <= ROUNDS; number++) {
                ApiUsage before = watch.poller().usage();
                long began = System.nanoTime();
                long cpu = cpuNanos();
                Round round = watch.look(LIMIT);
                double seconds = (cpuNanos() - cpu) / 1e9;
                System.out.printf(
                        Locale.ROOT,
                        "round %d: %.2f s of CPU, %.1f s long, %d calls: %,d replications, %,d tables, %,d metric points; %s%n",
                        number,
                        seconds,
                        (System.nanoTime() - began) / 1e9,
                        watch.poller().usage().total() - before.total(),
                        round.replications().size(),
                        round.replications().stream()
                                .mapToLong(one -> one.snapshot().tables().size())
                                .sum(),
                        points(round.fleet()),
                        said(round));
            }
            System.gc();
            System.out.printf(
                    Locale.ROOT,
                    "live heap after a round: %d MiB of %d%n",
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20,
                    Runtime.getRuntime().maxMemory() >> 20);
        }
    }

    private void awaitMetrics() {
        FleetPoller poller = FleetPoller.of(dms, cloudWatch)
                .pace(new Pace(TICK, TICK, TICK, TICK, TICK, Duration.ofMinutes(1)))
                .budget(new CallBudget(100_000, Poller.REAL_TIME))
                .build();
        long unused = Poller.every(Duration.ofSeconds(5))
                .until("metrics", () -> Optional.of(points(poller.look())).filter(points -> points > 0), LIMIT);
    }

    private static long points(FleetSnapshot fleet) {
        return fleet.replications().stream()
                .flatMap(one -> one.metrics().stream())
                .flatMap(read -> read.points().values().stream())
                .mapToLong(List::size)
                .sum();
    }

    private static String said(Round round) {
        return round.conditions().isEmpty()
                ? "all is well"
                : round.conditions().size() + " conditions, the first: "
                        + round.conditions().get(0).text();
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** An hour of the normal pace and the normal budget, in which only the time is not waited for. */
    private ApiUsage hour() {
        Instant[] now = {Instant.now()};
        Poller.Time driven = new Poller.Time(() -> now[0], pause -> now[0] = now[0].plus(pause));
        FleetPoller poller = FleetPoller.of(dms, cloudWatch)
                .clock(() -> now[0])
                .budget(new CallBudget(CallBudget.DEFAULT_PER_SECOND, driven))
                .build();
        Instant end = now[0].plus(Duration.ofHours(1));
        for (Instant next = now[0]; next.isBefore(end); next = next.plus(Pace.DEFAULT.states())) {
            now[0] = next.isAfter(now[0]) ? next : now[0];
            poller.round(seen -> {});
        }
        return poller.usage();
    }

    private void ratio(ApiUsage hour) {
        double rounds = 3600.0 / Pace.DEFAULT.states().toSeconds();
        long naive = naiveRound();
        System.out.printf(
                Locale.ROOT,
                "an hour: %,d calls %s, $%.2f a day; %.1f a round. A naive monitor: %,d a round, %.0f times as many%n",
                hour.total(),
                hour.byOperation(),
                hour.dollarsPerDay(),
                hour.total() / rounds,
                naive,
                naive / (hour.total() / rounds));
    }

    /** One call for each task and for each metric, and none for its tables, as the shell scripts do that people have. */
    private long naiveRound() {
        long calls = 0;
        long began = System.nanoTime();
        long cpu = cpuNanos();
        Instant now = Instant.now();
        for (String arn : arns()) {
            Filter byArn =
                    Filter.builder().name("replication-task-arn").values(arn).build();
            ReplicationTask task = dms.describeReplicationTasks(
                            request -> request.withoutSettings(true).filters(byArn))
                    .replicationTasks()
                    .get(0);
            calls++;
            for (DmsMetric metric : METRICS) {
                MetricDataQuery query = query(metric, MetricDimensions.ofTask("many", task.replicationTaskArn()));
                var unused = cloudWatch.getMetricData(request -> request.startTime(now.minus(Duration.ofMinutes(10)))
                        .endTime(now)
                        .metricDataQueries(query));
                calls++;
            }
        }
        System.out.printf(
                Locale.ROOT,
                "a naive round: %.2f s of CPU, %.1f s long%n",
                (cpuNanos() - cpu) / 1e9,
                (System.nanoTime() - began) / 1e9);
        return calls;
    }

    private static MetricDataQuery query(DmsMetric metric, MetricDimensions dimensions) {
        Metric named = Metric.builder()
                .namespace(metric.namespace())
                .metricName(metric.metricName())
                .dimensions(dimensions.values().entrySet().stream()
                        .map(entry -> Dimension.builder()
                                .name(entry.getKey())
                                .value(entry.getValue())
                                .build())
                        .toList())
                .build();
        return MetricDataQuery.builder()
                .id("m")
                .metricStat(stat ->
                        stat.metric(named).period(60).stat(metric.statistic().word()))
                .build();
    }

    private List<String> arns() {
        return dms
                .describeReplicationTasksPaginator(
                        request -> request.maxRecords(100).withoutSettings(true))
                .stream()
                .flatMap(page -> page.replicationTasks().stream())
                .map(ReplicationTask::replicationTaskArn)
                .toList();
    }
}
