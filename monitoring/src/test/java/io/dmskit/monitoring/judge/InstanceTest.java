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

    @ParameterizedTest
    @CsvSource({
        "storage-full, INSTANCE_STORAGE, PAGE",
        "failed, FAILED, PAGE",
        "incompatible-network, FAILED, PAGE",
        "incompatible-credentials, FAILED, PAGE",
        "maintenance, STUCK, INFO",
        "modifying, STUCK, INFO",
        "hibernating, STUCK, WARN"
    })
    void anInstanceThatIsNotAvailableIsTold(String status, ConditionKind kind, ConditionSeverity severity) {
        Fleet fleet = Fleet.running();
        fleet.minutes(5);
        fleet.instanceStatus = status;

        assertThat(fleet.minutes(1))
                .extracting(Condition::kind, Condition::severity, Condition::subjectName)
                .containsExactly(Tuple.tuple(kind, severity, "bank-instance"));
        fleet.instanceStatus = "available";
        assertThat(fleet.minutes(1)).isEmpty();
    }

    @Test
    void maintenanceThatDoesNotEndWarns() {
        Fleet fleet = Fleet.running();
        fleet.instanceStatus = "maintenance";

        assertThat(fleet.minutes(16)).extracting(Condition::severity).containsExactly(ConditionSeverity.INFO);
        assertThat(fleet.minutes(1)).extracting(Condition::severity).containsExactly(ConditionSeverity.WARN);
    }

    /** 80 GiB of 100 are free at first: no bound is passed. */
    @ParameterizedTest
    @CsvSource({"0.1, NONE", "0.4, WARN", "1.5, PAGE"})
    void foretellsWhenItsStorageIsFull(double gibPerMinute, String severity) {
        Fleet fleet = Fleet.running();
        for (int i = 0; i < 17; i++) {
            fleet.instanceValues.merge(DmsMetric.FREE_STORAGE_SPACE, -gibPerMinute * (1 << 30), Double::sum);
            fleet.minutes(1);
        }

        assertThat(fleet.look())
                .extracting(one -> one.kind() + " " + one.severity())
                .isEqualTo(severity.equals("NONE") ? List.of() : List.of("INSTANCE_STORAGE " + severity));
    }

    @Test
    void aStepIsNoPace() {
        Fleet fleet = Fleet.running();
        fleet.minutes(20);
        fleet.instanceValues.put(DmsMetric.FREE_STORAGE_SPACE, 40.0 * (1 << 30));

        assertThat(fleet.minutes(30)).isEmpty();
    }
}
