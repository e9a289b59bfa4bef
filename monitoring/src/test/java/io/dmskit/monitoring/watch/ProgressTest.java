package io.dmskit.monitoring.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.metric.DmsMetric;
import io.dmskit.monitoring.Snapshot;
import io.dmskit.monitoring.Snapshot.Blindness;
import io.dmskit.monitoring.Snapshots;
import io.dmskit.monitoring.judge.Evidence;
import io.dmskit.monitoring.judge.FleetSnapshot;
import io.dmskit.monitoring.judge.MetricReading;
import io.dmskit.monitoring.judge.MetricReadings;
import io.dmskit.monitoring.judge.ReplicationSnapshot;
import io.dmskit.monitoring.judge.ServiceFailure;
import io.dmskit.monitoring.judge.TableReadings;
import io.dmskit.settings.MigrationType;
import io.dmskit.task.ReplicationKind;
import io.dmskit.task.TableState.LoadState;
import io.dmskit.task.TaskSnapshot;
import io.dmskit.task.TaskStatistics;
import io.dmskit.task.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final Progress progress = new Progress();

    @Test
    void aTableHasASpeedAsLongAsItLoads() {
        see(0, LoadState.FULL_LOAD, 0);
        assertThat(see(10, LoadState.FULL_LOAD, 1000).tables().get(0).rowsPerSecond())
                .isEqualTo(100);
        assertThat(see(20, LoadState.COMPLETED, 2000).tables().get(0).rowsPerSecond())
                .isZero();
    }

    @Test
    void forgetsMetricsAndRemembersSinceWhenItIsBlind() {
        assertThat(see(0, LoadState.COMPLETED, 2000).targetLatency()).hasValue(Duration.ofSeconds(3));
        for (String service : List.of(ServiceFailure.DMS, ServiceFailure.CLOUD_WATCH)) {
            Snapshot blind = see(
                    9,
                    LoadState.COMPLETED,
                    2000,
                    new ServiceFailure(service, Snapshots.START.plusSeconds(1), "rate exceeded"));

            assertThat(blind.targetLatency()).isEmpty();
            assertThat(blind.blindness())
                    .hasValue(new Blindness(Snapshots.START.plusSeconds(1), service + ": rate exceeded"));
            assertThat(blind.at()).isEqualTo(Snapshots.START.plusSeconds(9));
        }
    }

    private Snapshot see(int seconds, LoadState state, long rows, ServiceFailure... failures) {
        Instant at = Snapshots.START.plusSeconds(seconds);
        TaskSnapshot task = new TaskSnapshot(
                ReplicationKind.TASK,
                "arn",
                "bank",
                Optional.of(MigrationType.FULL_LOAD),
                TaskStatus.RUNNING,
                Optional.empty(),
                Optional.empty(),
                TaskStatistics.NONE,
                Optional.empty(),
                Optional.of(Snapshots.START),
                Optional.empty(),
                "",
                "",
                "");
        ReplicationSnapshot seen = new ReplicationSnapshot(
                at,
                task,
                Optional.of(new TableReadings(
                        at,
                        List.of(Snapshots.table("ACCOUNTS", state, rows, 2000, 0)
                                .state()))),
                Optional.of(new MetricReadings(
                        at, Map.of(DmsMetric.CDC_LATENCY_TARGET, List.of(new MetricReading(at, 3))))),
                Map.of(),
                Evidence.NONE);
        return progress.see(seen, new FleetSnapshot(at, List.of(seen), List.of(), List.of(failures)));
    }
}
