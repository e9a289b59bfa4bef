package io.dmskit.cdk;

import io.dmskit.alarm.AlarmKind;
import io.dmskit.metric.DmsMetric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.TextWidget;
import software.constructs.Construct;

/** The dashboard of a migration: a row for each replication and each instance, and below them where to read what to do. */
final class MonitoringDashboard {
    private static final int QUARTER = 6;
    private static final int WHOLE = 24;
    private static final int HEIGHT = 6;

    private final List<List<? extends IWidget>> rows = new ArrayList<>();

    /** Adds the row of what moves rows. */
    void replication(IReplication replication, List<Alarm> alarms) {
        String name = replication.getNode().getPath();
        rows.add(List.of(
                graph(
                        name + ": latency (s)",
                        replication.metric(DmsMetric.CDC_LATENCY_SOURCE),
                        replication.metric(DmsMetric.CDC_LATENCY_TARGET)),
                graph(
                        name + ": rows/s",
                        replication.metric(DmsMetric.FULL_LOAD_THROUGHPUT_ROWS_TARGET),
                        replication.metric(DmsMetric.CDC_THROUGHPUT_ROWS_SOURCE),
                        replication.metric(DmsMetric.CDC_THROUGHPUT_ROWS_TARGET)),
                graph(name + ": waiting changes", waiting(replication)),
                states(name, QUARTER, alarms)));
        if (replication instanceof IServerlessReplication serverless) {
            rows.add(List.of(graph(
                    name + ": capacity and processors (%)",
                    serverless.metricCapacityUtilization(),
                    serverless.metricCpuUtilization())));
        }
    }

    /** Where changes wait is told of tasks only. */
    private static IMetric[] waiting(IReplication replication) {
        IMetric incoming = replication.metric(DmsMetric.CDC_INCOMING_CHANGES);
        return replication instanceof IServerlessReplication
                ? new IMetric[] {incoming}
                : new IMetric[] {
                    incoming,
                    replication.metric(DmsMetric.CDC_CHANGES_MEMORY_TARGET),
                    replication.metric(DmsMetric.CDC_CHANGES_DISK_TARGET)
                };
    }

    /** Adds the row of an instance. */
    void instance(IReplicationInstance instance, List<Alarm> alarms) {
        String name = instance.getNode().getPath();
        rows.add(List.of(
                graph(name + ": processors (%)", instance.metricCpuUtilization()),
                graph(name + ": memory and swap (bytes)", instance.metricAvailableMemory(), instance.metricSwapUsage()),
                graph(name + ": free storage (bytes)", instance.metricFreeStorageSpace()),
                states(name, QUARTER, alarms)));
    }

    /** Adds the row of a source, whose alarms say all there is. */
    void source(String name, List<Alarm> alarms) {
        rows.add(List.of(states(name, WHOLE, alarms)));
    }

    Dashboard make(Construct scope, String runbook, List<AlarmKind> kinds, @Nullable String name) {
        rows.add(List.of(links(runbook, kinds)));
        return Dashboard.Builder.create(scope, "Dashboard")
                .dashboardName(name)
                .widgets(rows)
                .build();
    }

    private static TextWidget links(String runbook, List<AlarmKind> kinds) {
        String list = kinds.stream()
                .map(kind -> "[" + kind.title() + "](" + runbook + "#" + kind.id() + ")")
                .collect(Collectors.joining(" · "));
        return TextWidget.Builder.create()
                .markdown("**[Runbook](" + runbook + ")** " + list)
                .width(WHOLE)
                .height(2)
                .build();
    }

    private static GraphWidget graph(String title, IMetric... metrics) {
        return GraphWidget.Builder.create()
                .title(title)
                .left(Arrays.asList(metrics))
                .width(QUARTER)
                .height(HEIGHT)
                .build();
    }

    private static AlarmStatusWidget states(String title, int width, List<Alarm> alarms) {
        return AlarmStatusWidget.Builder.create()
                .title(title)
                .alarms(alarms)
                .width(width)
                .height(HEIGHT)
                .build();
    }
}
