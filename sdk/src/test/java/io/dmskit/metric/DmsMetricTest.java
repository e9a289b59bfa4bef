package io.dmskit.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.metric.DmsMetric.Statistic;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A name that does not exist is no error to CloudWatch: it reads as no data. */
class DmsMetricTest {
    @Test
    void namesAreThoseThatDmsPublishes() {
        assertThat(DmsMetric.NAMESPACE).isEqualTo("AWS/DMS");
        assertThat(DmsMetric.values())
                .allMatch(metric -> metric.namespace().equals("AWS/DMS"))
                .extracting(DmsMetric::metricName)
                .contains(
                        "CDCLatencySource",
                        "CDCLatencyTarget",
                        "CDCIncomingChanges",
                        "CDCChangesMemorySource",
                        "CDCChangesDiskSource",
                        "CDCChangesMemoryTarget",
                        "CDCChangesDiskTarget",
                        "CDCThroughputRowsSource",
                        "CDCThroughputRowsTarget",
                        "FullLoadThroughputRowsTarget",
                        "ValidationFailedOverallCount",
                        "ValidationSuspendedOverallCount",
                        "ValidationPendingOverallCount",
                        "CPUUtilization",
                        "MemoryUsage",
                        "SwapUsage",
                        "CapacityUtilization",
                        "AvailableMemory",
                        "FreeableMemory",
                        "FreeStorageSpace")
                .doesNotContain("CDCSourceLatency", "CDCTargetLatency");
    }

    /** The sum of five one-minute points of a gauge is five times the gauge. */
    @Test
    void nothingIsSummed() {
        assertThat(Arrays.stream(Statistic.values()).map(Statistic::word))
                .containsExactlyInAnyOrder("Maximum", "Minimum", "Average");
        assertThat(DmsMetric.CDC_LATENCY_SOURCE.statistic()).isEqualTo(Statistic.MAXIMUM);
        assertThat(DmsMetric.CDC_LATENCY_TARGET.statistic()).isEqualTo(Statistic.MAXIMUM);
        assertThat(DmsMetric.AVAILABLE_MEMORY.statistic()).isEqualTo(Statistic.MINIMUM);
    }

    /** One document says milliseconds, another seconds. */
    @Test
    void thereIsNoMetricWhoseUnitIsDisputed() {
        assertThat(DmsMetric.values()).extracting(DmsMetric::metricName).doesNotContain("ReadLatency", "WriteLatency");
    }

    /** A task's share is added over all processors, an instance's is not. */
    @Test
    void whatATaskUsesIsNotWhatItsInstanceUses() {
        assertThat(DmsMetric.TASK_CPU_UTILIZATION.metricName())
                .isEqualTo(DmsMetric.INSTANCE_CPU_UTILIZATION.metricName());
        assertThat(DmsMetric.TASK_CPU_UTILIZATION.level()).isEqualTo(DmsMetric.Level.TASK);
        assertThat(DmsMetric.INSTANCE_CPU_UTILIZATION.level()).isEqualTo(DmsMetric.Level.INSTANCE);
    }
}
