package io.dmskit.monitoring.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.monitoring.poll.CallBudget.Work;
import io.dmskit.task.Poller;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallBudgetTest {
    private static final Instant START = Instant.parse("2026-11-20T08:00:00Z");
    private static final Duration LONG = Duration.ofHours(1);

    private Instant now = START;
    private final Poller.Time time = new Poller.Time(() -> now, pause -> now = now.plus(pause));
    private final CallBudget budget = new CallBudget(2, time);

    @Test
    void neverLetsMoreThroughThanABurstOfOneSecondAndItsRate() {
        List<Instant> calls = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            assertThat(budget.spend(Work.TABLES, LONG)).isTrue();
            calls.add(now);
        }

        for (int first = 0; first < calls.size(); first++) {
            for (int last = first; last < calls.size(); last++) {
                double seconds =
                        Duration.between(calls.get(first), calls.get(last)).toMillis() / 1000.0;
                assertThat(last - first + 1).isLessThanOrEqualTo((int) Math.floor(2 + 2 * seconds + 1e-6));
            }
        }
        assertThat(Duration.between(START, now)).isLessThan(Duration.ofSeconds(115));
    }

    @Test
    void doesNotWaitLongerThanItIsToldTo() {
        budget.spend(Work.STATE, LONG);
        budget.spend(Work.STATE, LONG);

        assertThat(budget.spend(Work.STATE, Duration.ofMillis(100))).isFalse();
        assertThat(now).isEqualTo(START.plusMillis(100));
    }

    @Test
    void throttlingLeavesOutTablesFirstAndThenMetricsAndNeverTheState() {
        budget.throttled();
        assertThat(budget.rate()).isEqualTo(1);
        assertThat(allowed()).containsExactly(Work.STATE, Work.METRICS);

        budget.throttled();
        assertThat(allowed()).containsExactly(Work.STATE);
        for (int i = 0; i < 20; i++) {
            budget.throttled();
        }
        assertThat(allowed()).containsExactly(Work.STATE);
        assertThat(budget.spend(Work.TABLES, LONG)).isFalse();
        assertThat(now).isEqualTo(START);
        assertThat(budget.spend(Work.STATE, LONG)).isTrue();
    }

    @Test
    void recoversWithinTwoMinutes() {
        for (int i = 0; i < 20; i++) {
            budget.throttled();
        }
        now = now.plusSeconds(60);
        assertThat(allowed()).containsExactly(Work.STATE, Work.METRICS);
        now = now.plusSeconds(60);
        assertThat(allowed()).containsExactly(Work.values());
        assertThat(budget.rate()).isEqualTo(2);
    }

    @Test
    void aClockThatIsSetBackGivesNothingAway() {
        budget.spend(Work.STATE, LONG);
        budget.spend(Work.STATE, LONG);
        now = now.minusSeconds(3600);

        assertThat(budget.spend(Work.STATE, Duration.ZERO)).isFalse();
        now = now.plusSeconds(1);
        assertThat(budget.spend(Work.STATE, Duration.ZERO)).isTrue();
    }

    @Test
    void refusesABudgetOfNothing() {
        assertThatThrownBy(() -> new CallBudget(0, time)).hasMessageContaining("more than none");
    }

    @Test
    void foretellsWhatADayCosts() {
        ApiUsage usage = new ApiUsage(
                Duration.ofMinutes(5), Map.of("DescribeReplicationTasks", 10L, "GetMetricData", 1L), 0, 450);

        assertThat(usage.total()).isEqualTo(11);
        assertThat(usage.callsPerDay()).isEqualTo(11 * 288);
        // The reference's own arithmetic: 450 metrics every five minutes.
        assertThat(usage.dollarsPerDay()).isBetween(1.29, 1.30);
    }

    private List<Work> allowed() {
        return List.of(Work.values()).stream().filter(budget::allows).toList();
    }
}
