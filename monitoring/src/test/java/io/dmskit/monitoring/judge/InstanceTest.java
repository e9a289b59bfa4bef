package io.dmskit.monitoring.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.metric.DmsMetric;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of a class with 16 GiB of memory and 100 GiB of storage. */
class InstanceTest {
    @ParameterizedTest
    @CsvSource({
        "AVAILABLE_MEMORY, 1.0, 9, INSTANCE_MEMORY, PAGE",
        "FREE_STORAGE_SPACE, 20, 9, INSTANCE_STORAGE, WARN",
        "FREE_STORAGE_SPACE, 10, 5, INSTANCE_STORAGE, PAGE"
    })
    void measuresGibibytesAgainstItsClassAndStorage(
            DmsMetric metric, double gib, int minutes, ConditionKind kind, ConditionSeverity severity) {
        Fleet fleet = Fleet.running();
        fleet.minutes(15);
        fleet.instanceValues.put(metric, gib * (1 << 30));

        assertThat(fleet.minutes(1)).isEmpty();
        assertThat(fleet.minutes(minutes))
                .extracting(Condition::kind, Condition::severity)
                .contains(Tuple.tuple(kind, severity));
    }

    @Test
    void swapCountsWhileItGrowsAndNotBecauseItIsThere() {
        Fleet fleet = Fleet.running();
        fleet.instanceValues.put(DmsMetric.INSTANCE_SWAP_USAGE, 500.0 * (1 << 20));
        assertThat(fleet.minutes(60)).isEmpty();

        for (int i = 0; i < 35; i++) {
            fleet.instanceValues.merge(DmsMetric.INSTANCE_SWAP_USAGE, 10.0 * (1 << 20), Double::sum);
            fleet.minutes(1);
        }
        assertThat(fleet.look()).extracting(Condition::kind).containsExactly(ConditionKind.INSTANCE_SWAP);
    }

    @Test
    void lagOfAnInstanceWithoutMemoryIsNoConditionOfItsOwn() {
        Fleet fleet = Fleet.running();
        fleet.minutes(15);
        fleet.instanceValues.put(DmsMetric.AVAILABLE_MEMORY, 1e9);
        List<Condition> found = fleet.lag(0, 500).minutes(12);
        Condition memory = LagTest.find(found, ConditionKind.INSTANCE_MEMORY);

        assertThat(memory.subjectName()).isEqualTo("bank-instance");
        assertThat(LagTest.find(found, ConditionKind.TARGET_LAG).rootCause()).hasValue(memory.key());
    }

    @Test
    void aTaskThatStoppedBecauseItsInstanceIsFullHasOneRootCause() {
        Fleet fleet = Fleet.running();
        fleet.minutes(15);
        fleet.instanceStatus = "storage-full";
        List<Condition> found =
                fleet.ended("stopped", "Stop Reason STOPPED_DUE_TO_LOW_DISK").minutes(1);

        assertThat(LagTest.find(found, ConditionKind.FAILED).rootCause())
                .hasValue(LagTest.find(found, ConditionKind.INSTANCE_STORAGE).key());
    }

    @Test
    void aTaskThatFailedForAnotherReasonIsTold() {
        Fleet fleet = Fleet.running();
        fleet.minutes(15);
        fleet.instanceStatus = "storage-full";
        List<Condition> found = fleet.ended("failed", "Stop Reason FATAL_ERROR").minutes(1);

        assertThat(LagTest.find(found, ConditionKind.FAILED).rootCause()).isEmpty();
    }
}
