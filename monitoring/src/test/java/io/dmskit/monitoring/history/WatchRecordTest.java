package io.dmskit.monitoring.history;

import static io.dmskit.monitoring.Snapshots.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.monitoring.Phase;
import io.dmskit.monitoring.Snapshot;
import io.dmskit.monitoring.Snapshots;
import io.dmskit.monitoring.alert.AlertChange;
import io.dmskit.monitoring.judge.Condition;
import io.dmskit.monitoring.judge.ConditionKind;
import io.dmskit.monitoring.judge.ConditionSeverity;
import io.dmskit.monitoring.judge.FleetSnapshot;
import io.dmskit.monitoring.judge.JudgeRules;
import io.dmskit.monitoring.poll.ApiUsage;
import io.dmskit.monitoring.watch.LatencyPoint;
import io.dmskit.monitoring.watch.Round;
import io.dmskit.monitoring.watch.WatchedReplication;
import io.dmskit.settings.MigrationType;
import io.dmskit.task.ReplicationKind;
import io.dmskit.task.TableState.LoadState;
import io.dmskit.task.TaskSnapshot;
import io.dmskit.task.TaskStatistics;
import io.dmskit.task.TaskStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchRecordTest {
    private static final String ARN = "arn:aws:dms:us-east-1:123456789012:task:BANK";

    private final Path folder;

    WatchRecordTest(@TempDir Path folder) {
        this.folder = folder.resolve("watch");
    }

    @Test
    void givesBackProgressLatenciesIncidentsAndTables() {
        try (WatchRecord record = WatchRecord.in(folder)) {
            record.accept(loading(0, 100));
            record.accept(loading(4, 200));
            record.accept(loading(10, 300));
            record.accept(replicating(20, lag(ConditionSeverity.WARN)));
            record.accept(replicating(25, lag(ConditionSeverity.PAGE)));
            record.accept(replicating(30));
        }

        WatchHistory history = WatchRecord.read(folder, "bank-core");

        assertThat(history.points())
                .extracting(WatchPoint::phase)
                .containsExactly(Phase.FULL_LOAD, Phase.FULL_LOAD, Phase.REPLICATING, Phase.REPLICATING);
        assertThat(history.points()).extracting(WatchPoint::loadedRows).containsExactly(100L, 300L, 800L, 800L);
        assertThat(history.latencies())
                .containsExactly(
                        new LatencyPoint(
                                START.plusSeconds(20), Optional.of(Duration.ZERO), Optional.of(Duration.ofSeconds(7))),
                        new LatencyPoint(
                                START.plusSeconds(25), Optional.of(Duration.ZERO), Optional.of(Duration.ofSeconds(7))),
                        new LatencyPoint(
                                START.plusSeconds(30), Optional.of(Duration.ZERO), Optional.of(Duration.ofSeconds(7))));
        assertThat(history.incidents()).hasSize(1);
        PastIncident lag = history.incidents().get(0);
        assertThat(lag.changes())
                .extracting(PastIncident.Change::change)
                .containsExactly(AlertChange.OPENED, AlertChange.WORSENED, AlertChange.RESOLVED);
        assertThat(lag.worst()).isEqualTo(ConditionSeverity.PAGE);
        assertThat(lag.duration(START.plusSeconds(999))).isEqualTo(Duration.ofSeconds(10));
        assertThat(history.tables().get(0).fullLoadRows()).isEqualTo(800);
    }

    @Test
    void passesOverALineThatAKillCutShortAndGoesOnAfterIt() throws IOException {
        try (WatchRecord record = WatchRecord.in(folder)) {
            record.accept(loading(0, 100));
        }
        Path file = WatchRecord.file(folder, "bank-core");
        Files.writeString(file, "{\"at\":\"2026-11-01T10:00:10Z\",\"phase\":\"full-", StandardOpenOption.APPEND);

        assertThat(WatchRecord.read(folder, "bank-core").points()).hasSize(1);
        try (WatchRecord record = WatchRecord.in(folder)) {
            record.accept(loading(600, 200));
        }

        WatchHistory history = WatchRecord.read(folder, "bank-core");
        assertThat(history.points()).hasSize(2);
        assertThat(history.gaps()).containsExactly(new WatchHistory.Gap(START, START.plusSeconds(600)));
    }

    @Test
    void isWrittenByOneWatchAtATime() {
        try (WatchRecord record = WatchRecord.in(folder);
                WatchRecord other = WatchRecord.in(folder)) {
            record.accept(loading(0, 100));

            assertThatThrownBy(() -> other.accept(loading(0, 100)))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("bank-core.jsonl is being written by another watch");
        }
    }

    @Test
    void leavesAloneWhatIsNoRecord() throws IOException {
        Path file = WatchRecord.file(folder, "bank-core");
        Files.createDirectories(folder);
        Files.writeString(file, "dear diary\n");

        try (WatchRecord record = WatchRecord.in(folder)) {
            assertThatThrownBy(() -> record.accept(loading(0, 100)))
                    .hasMessageContaining("is no watch record of this version, and is left as it is");
        }
        assertThatThrownBy(() -> WatchRecord.read(folder, "bank-core")).hasMessageContaining("no watch record");
        assertThat(file).hasContent("dear diary\n");
    }

    @Test
    void knowsNothingOfWhatNobodyWatched() {
        assertThat(WatchRecord.read(folder, "nobody")).isEqualTo(WatchHistory.NONE);
    }

    @Test
    void thinsWhatIsOldAndKeepsEveryTurn() {
        List<RecordLine> lines = new ArrayList<>();
        lines.add(progress(0, Phase.FULL_LOAD, true));
        lines.add(new RecordLine.Conditions(START, List.of(lag(ConditionSeverity.WARN))));
        for (int i = 1; i < 3000; i++) {
            lines.add(progress(i, i < 500 ? Phase.FULL_LOAD : Phase.REPLICATING, false));
        }

        List<RecordLine> thinned = WatchRecord.thinned(lines);

        assertThat(thinned)
                .hasSizeBetween(1900, 2100)
                .contains(lines.get(0), lines.get(1), lines.get(501), lines.get(2999));
    }

    @Test
    void staysBoundedHoweverLongItIsWatched() throws IOException {
        try (WatchRecord record = WatchRecord.in(folder)) {
            for (int i = 0; i < 2_000; i++) {
                record.accept(loading(10 * i, i));
                record.accept(
                        i % 2 == 0 ? replicating(10 * i + 5) : replicating(10 * i + 5, lag(ConditionSeverity.WARN)));
            }
        }

        try (var lines = Files.lines(WatchRecord.file(folder, "bank-core"))) {
            assertThat(lines.count()).isLessThan(10_010);
        }
    }

    private static RecordLine progress(int second, Phase phase, boolean begins) {
        return new RecordLine.Progress(new WatchPoint(START.plusSeconds(second), "running", phase, second, 0), begins);
    }

    private static Condition lag(ConditionSeverity severity) {
        return new Condition(
                ConditionKind.TARGET_LAG,
                severity,
                ARN,
                "bank-core",
                Optional.empty(),
                START,
                "is 7 min behind",
                "look at the target",
                Optional.empty());
    }

    private static Round loading(int second, long rows) {
        Instant at = START.plusSeconds(second);
        return round(
                Snapshots.loading(at, 10, Snapshots.table("LEDGER", LoadState.FULL_LOAD, rows, 800, 10)), List.of());
    }

    private static Round replicating(int second, Condition... conditions) {
        Instant at = START.plusSeconds(second);
        return round(
                Snapshots.replicating(at, 7, Snapshots.changed("LEDGER", 800, 1, 2, 3)),
                List.of(new LatencyPoint(at, Optional.of(Duration.ZERO), Optional.of(Duration.ofSeconds(7)))),
                conditions);
    }

    private static Round round(Snapshot seen, List<LatencyPoint> latencies, Condition... conditions) {
        TaskSnapshot task = new TaskSnapshot(
                ReplicationKind.TASK,
                ARN,
                "bank-core",
                Optional.of(MigrationType.FULL_LOAD_AND_CDC),
                TaskStatus.RUNNING,
                Optional.empty(),
                Optional.empty(),
                TaskStatistics.NONE,
                Optional.empty(),
                Optional.of(START),
                Optional.empty(),
                "arn:instance",
                "",
                "");
        List<Condition> all = List.of(conditions);
        return new Round(
                new FleetSnapshot(seen.at(), List.of(), List.of(), List.of()),
                List.of(new WatchedReplication(task, seen, all, latencies, Optional.empty(), Optional.empty())),
                all,
                JudgeRules.DEFAULTS,
                List.of(),
                List.of(),
                new ApiUsage(Duration.ZERO, Map.of(), 0, 0),
                2,
                List.of());
    }
}
