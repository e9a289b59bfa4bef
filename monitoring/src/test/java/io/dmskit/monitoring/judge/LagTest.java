package io.dmskit.monitoring.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.metric.DmsMetric;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LagTest {
    @Test
    void oneHighPointIsNoLagAndSeveralAre() {
        Fleet fleet = Fleet.running();
        fleet.minutes(10);
        assertThat(fleet.lag(0, 90).minutes(1)).isEmpty();
        assertThat(fleet.lag(0, 2).minutes(1)).isEmpty();

        assertThat(fleet.lag(0, 90).minutes(5)).singleElement().satisfies(condition -> {
            assertThat(condition.kind()).isEqualTo(ConditionKind.TARGET_LAG);
            assertThat(condition.severity()).isEqualTo(ConditionSeverity.WARN);
            assertThat(condition.text()).contains("1 min 30 s behind");
        });
    }

    @Test
    void pagesWhenNineOfTwelveAreAboveFiveMinutesAndKeepsItsKeyAndBeginning() {
        Fleet fleet = Fleet.running();
        fleet.minutes(10);
        Condition warned = fleet.lag(0, 400).minutes(5).get(0);

        assertThat(warned.severity()).isEqualTo(ConditionSeverity.WARN);
        assertThat(fleet.minutes(5)).singleElement().satisfies(condition -> {
            assertThat(condition.severity()).isEqualTo(ConditionSeverity.PAGE);
            assertThat(condition.key()).isEqualTo(warned.key());
            assertThat(condition.since()).isEqualTo(warned.since());
        });
    }

    /** CloudWatch is well again after one good point of M of M and rings again with the next M. */
    @Test
    void aLagThatBreathesAroundItsBoundIsOneConditionAndEndsByAMargin() {
        Fleet fleet = Fleet.running();
        fleet.minutes(10);
        Instant since = fleet.lag(0, 70).minutes(5).get(0).since();
        for (int i = 0; i < 10; i++) {
            assertThat(fleet.lag(0, 55).minutes(1)).extracting(Condition::since).containsExactly(since);
            assertThat(fleet.lag(0, 65).minutes(2)).extracting(Condition::since).containsExactly(since);
        }

        assertThat(fleet.lag(0, 55).minutes(20))
                .as("below, and not by a margin")
                .isNotEmpty();
        assertThat(fleet.lag(0, 40).minutes(2)).isNotEmpty();
        assertThat(fleet.minutes(3)).isEmpty();
    }

    /** 11,851 s were seen, and single digits in the next period. */
    @Test
    void theFirstReadingsAfterAResumeAreTheWholeGapAndDoNotCount() {
        Fleet fleet = Fleet.running();
        fleet.minutes(5);
        fleet.ended("stopped", "Stop Reason NORMAL").minutes(60);
        fleet.restart().lag(11_851, 11_851);

        assertThat(fleet.minutes(4)).isEmpty();
        assertThat(fleet.lag(2, 3).minutes(20)).isEmpty();
    }

    @Test
    void aLagThatOutlivesTheGraceCounts() {
        Fleet fleet = Fleet.running();
        fleet.minutes(5);
        fleet.ended("stopped", "Stop Reason NORMAL").minutes(60);

        assertThat(fleet.restart().lag(0, 4000).minutes(12))
                .extracting(Condition::kind)
                .containsExactly(ConditionKind.TARGET_LAG);
    }

    @Test
    void theSourceComesFirstBecauseTheTargetContainsIt() {
        Fleet fleet = Fleet.running();
        fleet.minutes(10);
        List<Condition> both = fleet.lag(900, 910).minutes(10);

        assertThat(find(both, ConditionKind.SOURCE_LAG).rootCause()).isEmpty();
        assertThat(find(both, ConditionKind.TARGET_LAG).rootCause())
                .hasValue(find(both, ConditionKind.SOURCE_LAG).key());
    }

    @Test
    void aTargetThatAddsItsOwnIsTold() {
        Fleet fleet = Fleet.running();
        fleet.minutes(10);

        assertThat(find(fleet.lag(400, 2000).minutes(10), ConditionKind.TARGET_LAG)
                        .rootCause())
                .isEmpty();
    }

    /** The reader says 0 too when it has nothing to read. */
    @Test
    void nullDoesNotEndALagWhileChangesWait() {
        Fleet fleet = Fleet.running();
        fleet.minutes(10);
        fleet.lag(0, 400).minutes(10);
        fleet.values.put(DmsMetric.CDC_INCOMING_CHANGES, 5000.0);
        assertThat(fleet.lag(0, 0).minutes(10)).extracting(Condition::kind).contains(ConditionKind.TARGET_LAG);

        fleet.values.put(DmsMetric.CDC_INCOMING_CHANGES, 0.0);
        assertThat(fleet.minutes(10)).isEmpty();
    }

    @Test
    void runningWithoutDatapointsForTenMinutesIsBlindAndNeverWell() {
        Fleet fleet = Fleet.running();
        fleet.minutes(10);
        fleet.published = false;

        assertThat(fleet.minutes(8)).isEmpty();
        assertThat(fleet.minutes(1)).singleElement().satisfies(condition -> {
            assertThat(condition.kind()).isEqualTo(ConditionKind.BLIND);
            assertThat(condition.severity()).isEqualTo(ConditionSeverity.PAGE);
        });
        assertThat(fleet.minutes(600)).extracting(Condition::kind).containsExactly(ConditionKind.BLIND);
        fleet.published = true;
        assertThat(fleet.minutes(1)).isEmpty();
    }

    @Test
    void aTaskThatHasJustStartedHasNoDatapointsYet() {
        Fleet fleet = Fleet.running();
        fleet.minutes(5);
        fleet.ended("stopped", "Stop Reason NORMAL").minutes(100);
        fleet.restart();
        fleet.published = false;

        assertThat(fleet.minutes(9)).isEmpty();
        assertThat(fleet.minutes(1)).extracting(Condition::kind).containsExactly(ConditionKind.BLIND);
    }

    /** Four alarms stayed OK for eighteen days after the metrics had stopped with the task. */
    @Test
    void aStoppedTaskIsStoppedAndNeitherBlindNorWell() {
        Fleet fleet = Fleet.running();
        fleet.minutes(10);

        assertThat(fleet.ended("stopped", "Stop Reason NORMAL").minutes(60 * 24))
                .extracting(Condition::kind)
                .containsExactly(ConditionKind.STOPPED);
    }

    @Test
    void blindBecauseCloudWatchDoesNotAnswerHasOneRootCause() {
        Fleet fleet = Fleet.running();
        fleet.minutes(10);
        fleet.failures = List.of(new ServiceFailure(ServiceFailure.CLOUD_WATCH, fleet.now, "timeout"));
        List<Condition> found = fleet.minutes(11);

        assertThat(found).hasSize(2);
        assertThat(find(found, ConditionKind.BLIND).rootCause())
                .hasValue(find(found, ConditionKind.API_UNREACHABLE).key());
    }

    @Test
    void foretellsWhenALagIsMadeUpOrThatItNeverIs() {
        assertThat(LagForecast.of(line(600, -60)).orElseThrow().caughtUpIn()).hasValue(Duration.ofMinutes(1));
        assertThat(LagForecast.of(line(1200, -60)).orElseThrow().caughtUpIn()).hasValue(Duration.ofMinutes(11));
        assertThat(LagForecast.of(line(100, 30)).orElseThrow().describe()).contains("30 s a minute", "never");
        assertThat(LagForecast.of(line(100, 0)).orElseThrow().describe()).contains("steady", "never");
        assertThat(LagForecast.of(line(100, 0).subList(0, 2))).isEmpty();
    }

    private static List<MetricReading> line(double first, double perMinute) {
        List<MetricReading> points = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            points.add(new MetricReading(Fleet.START.plusSeconds(60L * i), first + perMinute * i));
        }
        return points;
    }

    static Condition find(List<Condition> all, ConditionKind kind) {
        return all.stream()
                .filter(one -> one.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new AssertionError(kind + " is not in " + all));
    }
}
