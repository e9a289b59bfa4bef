package io.dmskit.monitoring.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.LocalAws;
import io.dmskit.local.DmskitLocal;
import io.dmskit.monitoring.judge.Condition;
import io.dmskit.monitoring.judge.ConditionKind;
import io.dmskit.monitoring.judge.ConditionSeverity;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricStat;

class ConditionMetricsIT {
    private static final String NAMESPACE = "dmskit";

    private final Instant start = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(30));
    private final DmskitLocal local = DmskitLocal.start();
    private final CloudWatchClient cloudWatch = LocalAws.client(local, CloudWatchClient.builder());
    private final ConditionMetrics metrics = ConditionMetrics.in(cloudWatch, NAMESPACE);

    @AfterEach
    void close() {
        cloudWatch.close();
        local.close();
    }

    @Test
    void alarmsFindWhatIsSoAndThatItIsOver() {
        round(0, condition("bank-core", ConditionKind.STALLED, ConditionSeverity.PAGE), table("A"), table("B"));
        round(1, table("A"));
        round(2);
        round(3);

        assertThat(values("Conditions", Optional.empty())).containsExactly(3.0, 1.0, 0.0, 0.0);
        assertThat(values("Severity", Optional.of("bank-core"))).containsExactly(3.0, 2.0, 0.0, 0.0);
        assertThat(values("Severity", Optional.of("bank-archive"))).containsExactly(0.0, 0.0, 0.0, 0.0);
        assertThat(values("Stalled", Optional.of("bank-core"))).containsExactly(1.0, 0.0);
        assertThat(values("TableError", Optional.of("bank-core"))).containsExactly(2.0, 1.0, 0.0);
        assertThat(values("SourceLag", Optional.of("bank-core"))).isEmpty();
    }

    @Test
    void thousandsOfSubjectsAreWatched() {
        List<String> subjects =
                IntStream.range(0, 2500).mapToObj(number -> "task-" + number).toList();

        assertThat(metrics.put(start, subjects, List.of())).isEqualTo(new Delivery.Delivered());
        assertThat(values("Severity", Optional.of("task-2499"))).containsExactly(0.0);
    }

    @Test
    void theEndThatCouldNotBePutIsPutInTheNextRound() {
        round(0, condition("bank-core", ConditionKind.STALLED, ConditionSeverity.PAGE));
        // CloudWatch refuses what is older than two weeks.
        assertThat(metrics.put(start.minus(Duration.ofDays(30)), List.of("bank-core"), List.of()))
                .isEqualTo(new Delivery.Failed("CloudWatch answered 400"));
        round(1);

        assertThat(values("Stalled", Optional.of("bank-core"))).containsExactly(1.0, 0.0);
    }

    @Test
    void aCloudWatchThatIsGoneIsAFailure() {
        local.close();

        assertThat(metrics.put(start, List.of(), List.of())).isInstanceOf(Delivery.Failed.class);
    }

    @Test
    void namespacesOfAwsAreNotOurs() {
        assertThatThrownBy(() -> ConditionMetrics.in(cloudWatch, "AWS/DMS"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("AWS/DMS");
    }

    private void round(int minute, Condition... conditions) {
        assertThat(metrics.put(
                        start.plusSeconds(60L * minute), List.of("bank-core", "bank-archive"), List.of(conditions)))
                .isEqualTo(new Delivery.Delivered());
    }

    private static Condition table(String table) {
        return new Condition(
                ConditionKind.TABLE_ERROR,
                ConditionSeverity.WARN,
                "arn",
                "bank-core",
                Optional.of(table),
                Instant.EPOCH,
                "text",
                "advice",
                Optional.empty());
    }

    private static Condition condition(String subject, ConditionKind kind, ConditionSeverity severity) {
        return new Condition(
                kind, severity, "arn", subject, Optional.empty(), Instant.EPOCH, "text", "advice", Optional.empty());
    }

    /** What is there, oldest first. */
    private List<Double> values(String name, Optional<String> subject) {
        Metric.Builder metric = Metric.builder().namespace(NAMESPACE).metricName(name);
        subject.ifPresent(value -> metric.dimensions(
                Dimension.builder().name("Subject").value(value).build()));
        MetricStat stat = MetricStat.builder()
                .metric(metric.build())
                .stat("Maximum")
                .period(60)
                .build();
        return cloudWatch
                .getMetricData(request -> request.startTime(start)
                        .endTime(start.plus(Duration.ofHours(1)))
                        .scanBy("TimestampAscending")
                        .metricDataQueries(MetricDataQuery.builder()
                                .id("m")
                                .metricStat(stat)
                                .build()))
                .metricDataResults()
                .get(0)
                .values();
    }
}
