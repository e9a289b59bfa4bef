package io.dmskit.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.metric.DmsMetric;
import io.dmskit.migration.Capacity;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlarmDefinitionTest {
    private static final AlarmDefinition LATENCY =
            ReplicationAlarms.targetLatency(Optional.of(Duration.ofMillis(1500)));

    @Test
    void saysWhatHappenedWhenItRingsAndWhereToReadOn() {
        assertThat(LATENCY.description())
                .isEqualTo(
                        "PAGE: The target is too far behind the source. CDCLatencyTarget above 1.5 s in 9 of 12 minutes."
                                + " " + AlarmKind.RUNBOOK + "#target-latency");
        assertThat(LATENCY.description("https://wiki.example.com/dms"))
                .endsWith(" https://wiki.example.com/dms#target-latency");
    }

    @Test
    void saysTheConditionInTheMetricsUnit() {
        assertThat(ReplicationAlarms.noData(false).condition()).isEqualTo("no MemoryUsage in 9 of 12 minutes");
        assertThat(ReplicationAlarms.incomingChanges().condition())
                .isEqualTo("CDCIncomingChanges rising by more than 1000 in 3 of 4 periods of 5 minutes");
        assertThat(InstanceAlarms.swap().condition())
                .isEqualTo("SwapUsage rising by more than 16 MiB in 5 of 6 periods of 5 minutes");
        assertThat(InstanceAlarms.storageLow(Capacity.DEFAULT.storageGib()).condition())
                .isEqualTo("FreeStorageSpace below 25 GiB in 9 of 12 minutes");
        assertThat(ReplicationAlarms.capacity().condition())
                .isEqualTo("CapacityUtilization above 90 % in 12 of 15 minutes");
    }

    @Test
    void ringsAfterThePointsThatMustBreach() {
        assertThat(LATENCY.ringsWithin()).isEqualTo(Duration.ofMinutes(1 + 9 + 2));
        assertThat(ReplicationAlarms.noData(true).ringsWithin()).isEqualTo(Duration.ofMinutes(1 + 9 + 3 + 2));
        assertThat(ReplicationAlarms.changesOnDisk().ringsWithin()).isEqualTo(Duration.ofMinutes(5 * (1 + 3 + 1) + 2));
    }

    @Test
    void isNamedAfterItsSubject() {
        assertThat(LATENCY.name("bank-core")).isEqualTo("bank-core-target-latency");
    }

    @Test
    void refusesWhatCloudWatchWould() {
        assertThatThrownBy(() -> LATENCY.withDatapoints(4, 3))
                .hasMessage("target-latency: 4 of 3 points: at least one must breach, and no more than count");
        assertThatThrownBy(() -> LATENCY.withThreshold(Double.NaN))
                .hasMessage("target-latency: the threshold is NaN: it must be a number");
        assertThatThrownBy(() -> LATENCY.description("https://example.com/" + "a".repeat(1000)))
                .hasMessageContaining("CloudWatch takes 1024");
        assertThatThrownBy(() -> new AlarmDefinition(
                        AlarmKind.CAPACITY,
                        DmsMetric.CAPACITY_UTILIZATION,
                        Measure.VALUE,
                        DmsMetric.Statistic.MAXIMUM,
                        Comparison.ABOVE,
                        1,
                        Duration.ofSeconds(30),
                        1,
                        1,
                        MissingData.IGNORE,
                        Severity.WARN))
                .hasMessage("capacity: the period is 30 s: it must be whole minutes");
    }

    @Test
    void everyKindIsKnownByItsId() {
        assertThat(AlarmKind.values()).allMatch(kind -> AlarmKind.of(kind.id()) == kind);
        assertThat(Arrays.stream(AlarmKind.values()).map(AlarmKind::runbook))
                .allMatch(link -> link.startsWith(AlarmKind.RUNBOOK + "#"));
        assertThatThrownBy(() -> AlarmKind.of("target-latensy"))
                .hasMessage("there is no alarm \"target-latensy\", did you mean \"target-latency\"?");
    }
}
