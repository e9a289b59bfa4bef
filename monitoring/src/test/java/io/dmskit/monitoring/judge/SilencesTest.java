package io.dmskit.monitoring.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SilencesTest {
    private final Fleet fleet = Fleet.running();

    @Test
    void oneThatAnswersNowAndThenIsSilentUntilItHasAnsweredForThreeMinutes() {
        fleet.minutes(5);
        fail(ServiceFailure.DMS);
        Instant since = fleet.minutes(1).get(0).since();
        for (int turn = 0; turn < 5; turn++) {
            fleet.failures = List.of();
            assertThat(fleet.minutes(2)).extracting(Condition::since).containsExactly(since);
            fail(ServiceFailure.DMS);
            assertThat(fleet.minutes(1)).extracting(Condition::since).containsExactly(since);
        }
        fleet.failures = List.of();

        assertThat(fleet.minutes(2)).hasSize(1);
        assertThat(fleet.minutes(1)).isEmpty();
    }

    @Test
    void whileItAnswersItsSilenceBecomesNoWorse() {
        fleet.minutes(5);
        fail(ServiceFailure.DMS);
        assertThat(fleet.minutes(1)).extracting(Condition::severity).containsExactly(ConditionSeverity.INFO);
        fleet.failures = List.of();

        assertThat(fleet.minutes(2)).extracting(Condition::severity).containsExactly(ConditionSeverity.INFO);
    }

    /** Credentials and networks are common to all: one cause, one that is told. */
    @Test
    void whatIsSilentAlongWithStatusesIsExplainedByThemToTheEnd() {
        fleet.minutes(5);
        fail(ServiceFailure.DMS, ServiceFailure.TABLES, ServiceFailure.CLOUD_WATCH);
        fleet.minutes(20);
        assertThat(told()).containsExactly(ServiceFailure.DMS);
        fleet.failures = List.of(new ServiceFailure(ServiceFailure.TABLES, fleet.now, "left out"));
        fleet.minutes(1);
        assertThat(told()).containsExactly(ServiceFailure.DMS);
        fleet.failures = List.of();

        fleet.minutes(1);
        assertThat(told()).containsExactly(ServiceFailure.DMS);
        assertThat(fleet.minutes(1)).isEmpty();
    }

    @Test
    void whatIsSilentByItselfIsTold() {
        fleet.minutes(5);
        fail(ServiceFailure.CLOUD_WATCH);
        fleet.minutes(1);

        assertThat(told()).containsExactly(ServiceFailure.CLOUD_WATCH);
    }

    /** A machine has slept: its first look has not read metrics yet. */
    @Test
    void metricsThatAreStillToBeReadBlindNobody() {
        fleet.minutes(5);
        fleet.now = fleet.now.plus(Duration.ofHours(1));
        fail(ServiceFailure.CLOUD_WATCH);

        assertThat(fleet.look()).noneMatch(condition -> condition.kind() == ConditionKind.BLIND);
        assertThat(fleet.minutes(1)).anyMatch(condition -> condition.kind() == ConditionKind.BLIND);
    }

    private void fail(String... services) {
        Instant since = fleet.now;
        fleet.failures = List.of(services).stream()
                .map(service -> new ServiceFailure(service, since.plusSeconds(30), "Rate exceeded"))
                .toList();
    }

    private List<String> told() {
        return fleet.look().stream()
                .filter(condition -> condition.rootCause().isEmpty())
                .map(Condition::subjectArn)
                .toList();
    }
}
