package io.dmskit.cutover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.catalog.TableName;
import io.dmskit.cutover.CutoverReport.Outcome;
import io.dmskit.migration.CutoverPolicy;
import io.dmskit.task.Poller;
import io.dmskit.verify.TableComparison;
import io.dmskit.verify.VerificationReport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CutoverTest {
    private static final CutoverPolicy POLICY =
            new CutoverPolicy(Duration.ofSeconds(5), Duration.ofMinutes(10), Set.of(CutoverPolicy.Check.values()));
    private static final CutoverLimits LIMITS = new CutoverLimits(
            Duration.ofSeconds(3),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1));

    private final FakeTime time = new FakeTime();
    private final List<String> events = new ArrayList<>();
    private final FakeReplication replication = new FakeReplication();
    private final FakeWriters writers = new FakeWriters();
    private final FakeMarker marker = new FakeMarker();
    private VerificationReport found = reportOf(true);

    @Test
    void goesThroughAllGatesInOrder() {
        CutoverReport report = cutover().build().run();

        assertThat(report.outcome()).isEqualTo(Outcome.DONE);
        assertThat(report.reason()).isEmpty();
        assertThat(report.steps())
                .extracting(CutoverStep::state)
                .containsExactly(
                        CutoverState.PREFLIGHT,
                        CutoverState.QUIESCE,
                        CutoverState.MARK,
                        CutoverState.DRAIN,
                        CutoverState.STOP,
                        CutoverState.VERIFY,
                        CutoverState.DONE);
        assertThat(events).containsExactly("writers stopped", "marker 1 written", "task stopped", "verified");
    }

    @Test
    void countsAsDowntimeOnlyTheTimeWithoutWriters() {
        marker.secondsUntilSeen = 4;
        writers.secondsToStop = 2;

        CutoverReport report = cutover().build().run();

        assertThat(report.downtime()).isEqualTo(Duration.ofSeconds(6));
        assertThat(report.steps().get(0).duration()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void startsCountingAnewWhenTheLatencyRisesOrIsUnknown() {
        replication.latencies.addAll(List.of(
                Optional.of(Duration.ofSeconds(1)),
                Optional.of(Duration.ofSeconds(9)),
                Optional.of(Duration.ofSeconds(1)),
                Optional.empty()));

        CutoverReport report = cutover().build().run();

        assertThat(report.steps().get(0).duration()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void stopsNobodyWhenTheLatencyNeverSettles() {
        replication.usual = Optional.of(Duration.ofSeconds(8));

        CutoverReport report = cutover().build().run();

        assertThat(report.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(report.reason())
                .hasValue(
                        "preflight: timed out after 60 s waiting for target latency under 5 s for 3 s; last seen: 8 s");
        assertThat(report.downtime()).isZero();
        assertThat(events).isEmpty();
    }

    @Test
    void startsTheWritersAgainWhenTheMarkerDoesNotArrive() {
        marker.secondsUntilSeen = 1000;

        CutoverReport report = cutover().build().run();

        assertThat(report.reason()).hasValue("drain: timed out after 60 s waiting for marker 1 on the target");
        assertThat(report.downtime()).isEqualTo(Duration.ofSeconds(60));
        assertThat(events).containsExactly("writers stopped", "marker 1 written", "writers started");
    }

    @Test
    void startsTheWritersAgainAndResumesTheTaskWhenTheSidesDiffer() {
        found = reportOf(false);

        CutoverReport report = cutover().build().run();

        assertThat(report.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(report.reason())
                .hasValue("verify: source and target differ: bank.t -> bank.t: 3 rows against 2, different");
        assertThat(report.verification()).hasValue(found);
        assertThat(events)
                .containsExactly(
                        "writers stopped",
                        "marker 1 written",
                        "task stopped",
                        "verified",
                        "writers started",
                        "task resumed");
    }

    @Test
    void startsWritersThatDidNotStopInTime() {
        writers.failure = new IllegalStateException("4 connections still write");

        CutoverReport report = cutover().build().run();

        assertThat(report.reason()).hasValue("quiesce: 4 connections still write");
        assertThat(events).containsExactly("writers started");
    }

    @Test
    void rollsBackWhenTheDeadlineHasPassed() {
        writers.secondsToStop = 3600;

        CutoverReport report = cutover().build().run();

        assertThat(report.reason())
                .hasValue("mark: timed out after 600 s waiting for the cutover to be done by its deadline;"
                        + " last seen: writing a marker row on the source");
        assertThat(events).containsExactly("writers stopped", "writers started");
    }

    @Test
    void leavesTheVerificationOnlyTheTimeUntilTheDeadline() {
        List<Duration> given = new ArrayList<>();

        cutover()
                .verification(left -> {
                    given.add(left);
                    return found;
                })
                .build()
                .run();

        assertThat(given).containsExactly(Duration.ofMinutes(10).minusSeconds(3));
    }

    @Test
    void provesTheDrainWithASecondMarkerWhenChangesAreAppliedInBatches() {
        CutoverReport report = cutover().appliedInBatches(true).build().run();

        assertThat(report.succeeded()).isTrue();
        assertThat(events)
                .containsExactly("writers stopped", "marker 1 written", "marker 2 written", "task stopped", "verified");
    }

    @Test
    void rollsBackAndKeepsTheFlagWhenInterrupted() {
        writers.interrupt = true;
        marker.secondsUntilSeen = 5;

        CutoverReport report = cutover().build().run();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(report.reason()).hasValue("drain: interrupted while waiting for marker 1 on the target");
        assertThat(events).containsExactly("writers stopped", "marker 1 written", "writers started");
    }

    @Test
    void saysWhenTheWayBackFailsToo() {
        found = reportOf(false);
        replication.resumeFailure = new IllegalStateException("task is failed");

        assertThat(cutover().build().run().reason().orElseThrow())
                .endsWith("different; could not resume the task: task is failed");
    }

    @Test
    void journalsEachTransitionBeforeItActs(@TempDir Path folder) {
        Path file = folder.resolve("cutovers/bank.jsonl");
        marker.secondsUntilSeen = 1000;

        cutover().journal(Journal.in(file)).build().run();

        assertThat(new FileJournal(file).entries())
                .extracting(entry -> entry.state() + " " + entry.detail())
                .containsExactly(
                        "PREFLIGHT ",
                        "QUIESCE target latency 1 s",
                        "MARK writers stopped",
                        "DRAIN marker 1 at source position 0/1",
                        "ROLLED_BACK drain: timed out after 60 s waiting for marker 1 on the target");
    }

    @Test
    void stopsNobodyWhenTheJournalCannotBeWritten(@TempDir Path folder) {
        CutoverReport report = cutover().journal(Journal.in(folder)).build().run();

        assertThat(report.reason().orElseThrow()).startsWith("preflight: cannot write the cutover journal " + folder);
        assertThat(events).isEmpty();
    }

    @Test
    void namesTheCallThatIsMissing() {
        assertThatThrownBy(() -> Cutover.under(POLICY).replication(replication).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a cutover needs writers(...): call it before build()");
    }

    private Cutover.Builder cutover() {
        return Cutover.under(POLICY)
                .limits(LIMITS)
                .replication(replication)
                .writers(writers)
                .marker(marker)
                .verification(left -> {
                    events.add("verified");
                    return found;
                })
                .poller(Poller.every(Duration.ofSeconds(1)).in(new Poller.Time(() -> time.now, time::pass)));
    }

    private static VerificationReport reportOf(boolean identical) {
        TableName name = new TableName("bank", "t");
        TableComparison table = new TableComparison(
                name, name, 3, identical ? 3 : 2, identical, List.of(), List.of(), Optional.empty(), Duration.ZERO);
        return new VerificationReport(List.of(table), Duration.ZERO);
    }

    private static final class FakeTime {
        private Instant now = Instant.parse("2026-11-01T00:00:00Z");

        void pass(Duration pause) throws InterruptedException {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            now = now.plus(pause);
        }
    }

    private final class FakeReplication implements ReplicationControl {
        private final Deque<Optional<Duration>> latencies = new ArrayDeque<>();
        private Optional<Duration> usual = Optional.of(Duration.ofSeconds(1));
        private @Nullable RuntimeException resumeFailure;

        @Override
        public Optional<Duration> targetLatency() {
            return latencies.isEmpty() ? usual : latencies.removeFirst();
        }

        @Override
        public void stop(Duration limit) {
            events.add("task stopped");
        }

        @Override
        public void resume(Duration limit) {
            if (resumeFailure != null) {
                throw resumeFailure;
            }
            events.add("task resumed");
        }
    }

    private final class FakeWriters implements Writers {
        private long secondsToStop;
        private boolean interrupt;
        private @Nullable RuntimeException failure;

        @Override
        public void stop(Duration limit) {
            if (failure != null) {
                throw failure;
            }
            time.now = time.now.plusSeconds(secondsToStop);
            events.add("writers stopped");
            if (interrupt) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void start() {
            events.add("writers started");
        }
    }

    private final class FakeMarker implements Marker {
        private long secondsUntilSeen;
        private int written;
        private Instant seenFrom = Instant.MIN;

        @Override
        public Mark write() {
            written++;
            seenFrom = time.now.plusSeconds(secondsUntilSeen);
            events.add("marker " + written + " written");
            return new Mark(String.valueOf(written), "0/1");
        }

        @Override
        public boolean seen(Mark mark) {
            return !time.now.isBefore(seenFrom);
        }
    }
}
