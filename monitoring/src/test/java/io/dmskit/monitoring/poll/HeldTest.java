package io.dmskit.monitoring.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.metric.DmsMetric;
import io.dmskit.monitoring.poll.FleetPoller.Pace;
import io.dmskit.monitoring.poll.Held.Urgency;
import io.dmskit.task.TableState;
import io.dmskit.task.TaskSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTask;
import software.amazon.awssdk.services.databasemigration.model.TableStatistics;

/** What of a task is read next. */
class HeldTest {
    private static final Instant START = Instant.parse("2026-11-20T08:00:00Z");
    private static final Instant OLD = START.minus(Duration.ofDays(2));

    private Instant now = START;
    private final Held held = new Held(task("running", 0, 100), START);

    @Test
    void tablesOfATaskThatHasNeverRunAreNotRead() {
        assertThat(new Held(
                                TaskSnapshot.of(ReplicationTask.builder()
                                        .replicationTaskArn("arn")
                                        .replicationTaskIdentifier("bank")
                                        .status("ready")
                                        .build()),
                                START)
                        .tablesWanted(Pace.DEFAULT, now))
                .isEmpty();
    }

    @Test
    void tablesOfATaskThatReplicatesAreReadEveryTenMinutesBecauseItsStatusDoesNotShowThatOneWasGivenUp() {
        read("Table completed", "Validated");

        after(Duration.ofMinutes(9));
        assertThat(held.tablesWanted(Pace.DEFAULT, now)).isEmpty();
        after(Duration.ofMinutes(1));
        assertThat(held.tablesWanted(Pace.DEFAULT, now)).hasValue(Urgency.BACKGROUND);
    }

    @Test
    void aClockThatIsSetBackDoesNotKeepTablesFromBeingRead() {
        read("Table completed", "Validated");

        after(Duration.ofMinutes(-20));
        assertThat(held.tablesWanted(Pace.DEFAULT, now)).hasValue(Urgency.BACKGROUND);
    }

    @Test
    void tablesThatAreLoadedOrComparedAreReadEveryMinute() {
        read("Full load", "Not enabled");
        after(Duration.ofMinutes(1));
        assertThat(held.tablesWanted(Pace.DEFAULT, now)).hasValue(Urgency.MOVING);

        read("Table completed", "Pending records");
        after(Duration.ofMinutes(1));
        assertThat(held.tablesWanted(Pace.DEFAULT, now)).hasValue(Urgency.MOVING);
    }

    @Test
    void anErrorAndAnEndAreLookedAtAtOnce() {
        read("Table completed", "Not enabled");
        held.see(task("running", 1, 100), now);
        assertThat(held.tablesWanted(Pace.DEFAULT, now)).hasValue(Urgency.CHANGED);

        read("Table error", "Not enabled");
        assertThat(held.tablesWanted(Pace.DEFAULT, now)).isEmpty();
        held.see(task("stopped", 1, 100), now);
        assertThat(held.tablesWanted(Pace.DEFAULT, now)).hasValue(Urgency.CHANGED);

        read("Table error", "Not enabled");
        after(Duration.ofDays(1));
        assertThat(held.tablesWanted(Pace.DEFAULT, now)).isEmpty();
    }

    @Test
    void onlyALoadHasMetricsOfALoadAndIsFast() {
        assertThat(held.fast(Set.of(), now)).isFalse();
        assertThat(held.fast(Set.of("arn"), now)).isTrue();
        assertThat(held.wanted()).doesNotContain(DmsMetric.FULL_LOAD_THROUGHPUT_ROWS_TARGET);

        read("Full load", "Not enabled");
        assertThat(held.fast(Set.of(), now)).isTrue();
        assertThat(held.wanted()).contains(DmsMetric.FULL_LOAD_THROUGHPUT_ROWS_TARGET);
    }

    private void after(Duration time) {
        now = now.plus(time);
        held.see(held.task(), now);
    }

    private void read(String state, String validation) {
        held.pages(now)
                .tables
                .add(TableState.of(TableStatistics.builder()
                        .schemaName("bank")
                        .tableName("account")
                        .tableState(state)
                        .validationState(validation)
                        .build()));
        held.allPagesRead();
    }

    private static TaskSnapshot task(String status, int errors, int progress) {
        return TaskSnapshot.of(ReplicationTask.builder()
                .replicationTaskArn("arn")
                .replicationTaskIdentifier("bank")
                .migrationType("full-load-and-cdc")
                .status(status)
                .replicationTaskStartDate(OLD)
                .replicationTaskStats(stats -> stats.tablesErrored(errors).fullLoadProgressPercent(progress))
                .build());
    }
}
