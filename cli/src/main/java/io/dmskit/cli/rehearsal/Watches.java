package io.dmskit.cli.rehearsal;

import io.dmskit.catalog.TableName;
import io.dmskit.mapping.plan.MappingPlan;
import io.dmskit.migration.Migration;
import io.dmskit.monitoring.TaskMonitor;
import io.dmskit.monitoring.history.WatchRecord;
import io.dmskit.monitoring.judge.Intent;
import io.dmskit.monitoring.judge.JudgeRules;
import io.dmskit.monitoring.poll.CallBudget;
import io.dmskit.monitoring.poll.FleetPoller;
import io.dmskit.monitoring.poll.Selection;
import io.dmskit.monitoring.watch.FleetWatch;
import io.dmskit.task.Poller;
import io.dmskit.task.ReplicationHandle;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;

/**
 * Begins observations, often enough for somebody who sits and looks; dmskit-local does not throttle.
 *
 * @param dms tells about tasks
 * @param metrics has their latencies
 * @param screen shows them
 * @param record keeps what is seen and judged
 */
record Watches(DatabaseMigrationClient dms, CloudWatchClient metrics, Screen screen, WatchRecord record) {
    private static final Duration STATUS = Duration.ofMillis(250);
    private static final Duration DETAIL = Duration.ofMillis(500);
    private static final Duration METRIC_PERIOD = Duration.ofSeconds(1);
    private static final double CALLS_PER_SECOND = 20;
    private static final FleetPoller.Pace JUDGING = new FleetPoller.Pace(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            METRIC_PERIOD);

    Watch begin(Migration migration, ReplicationHandle task, MappingPlan plan) {
        Map<TableName, Long> expectedRows = expectedRows(plan);
        screen.begin(migration.name(), task.arn(), expectedRows);
        TaskMonitor monitor = TaskMonitor.of(task, dms, metrics)
                .interval(STATUS)
                .detailInterval(DETAIL)
                .metricPeriod(METRIC_PERIOD)
                .expectedRows(expectedRows)
                .listener(snapshot -> screen.show(migration.name(), snapshot))
                .start();
        Watch.Incidents incidents = new Watch.Incidents();
        return new Watch(migration.name(), task, monitor, judging(migration, task, incidents), incidents, screen);
    }

    /** Judges as a watch of a real migration does; its stop is the cutover's, and no fault. */
    private FleetWatch judging(Migration migration, ReplicationHandle task, Watch.Incidents incidents) {
        Duration page = migration.alarms().targetLatency().orElse(JudgeRules.DEFAULTS.lagPage());
        Duration warn = JudgeRules.DEFAULTS.lagWarn();
        return FleetWatch.over(FleetPoller.of(dms, metrics)
                        .selection(Selection.ofArns(List.of(task.arn())))
                        .pace(JUDGING)
                        .budget(new CallBudget(CALLS_PER_SECOND, Poller.REAL_TIME)))
                .rules(JudgeRules.DEFAULTS
                        .withLag(warn.compareTo(page) < 0 ? warn : page, page)
                        .withIntents(Map.of(task.arn(), Intent.MAY_STOP)))
                .listener(incidents)
                .listener(record)
                .start();
    }

    private static Map<TableName, Long> expectedRows(MappingPlan plan) {
        return plan.tables().stream()
                .collect(Collectors.toMap(
                        table -> table.source().name(), table -> table.source().estimatedRows()));
    }
}
