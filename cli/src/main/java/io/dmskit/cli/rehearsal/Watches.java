package io.dmskit.cli.rehearsal;

import io.dmskit.catalog.TableName;
import io.dmskit.mapping.plan.MappingPlan;
import io.dmskit.migration.Migration;
import io.dmskit.monitoring.TaskMonitor;
import io.dmskit.task.ReplicationHandle;
import java.time.Duration;
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
 */
record Watches(DatabaseMigrationClient dms, CloudWatchClient metrics, Screen screen) {
    private static final Duration STATUS = Duration.ofMillis(250);
    private static final Duration DETAIL = Duration.ofMillis(500);
    private static final Duration METRIC_PERIOD = Duration.ofSeconds(1);

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
        return new Watch(migration.name(), task, monitor, screen);
    }

    private static Map<TableName, Long> expectedRows(MappingPlan plan) {
        return plan.tables().stream()
                .collect(Collectors.toMap(
                        table -> table.source().name(), table -> table.source().estimatedRows()));
    }
}
