package io.dmskit.monitoring;

import io.dmskit.catalog.TableName;
import io.dmskit.monitoring.Snapshot.Blindness;
import io.dmskit.task.TableState;
import io.dmskit.task.TableState.Changes;
import io.dmskit.task.TableState.LoadState;
import io.dmskit.task.TaskStatus;
import io.dmskit.task.Validation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Snapshots for tests. */
public final class Snapshots {
    public static final Instant START = Instant.parse("2026-11-01T10:00:00Z");

    private Snapshots() {}

    public static Snapshot loading(Instant at, double rowsPerSecond, TableProgress... tables) {
        return new Snapshot(
                at,
                TaskStatus.RUNNING,
                Phase.FULL_LOAD,
                50,
                List.of(tables),
                Metrics.NONE,
                rowsPerSecond,
                0,
                Optional.empty());
    }

    public static Snapshot replicating(Instant at, int latencySeconds, TableProgress... tables) {
        Metrics metrics = new Metrics(
                Optional.of(Duration.ZERO), Optional.of(Duration.ofSeconds(latencySeconds)), OptionalLong.of(17));
        return new Snapshot(
                at, TaskStatus.RUNNING, Phase.REPLICATING, 100, List.of(tables), metrics, 0, 411.6, Optional.empty());
    }

    public static Snapshot blind(Instant at, String problem) {
        return new Snapshot(
                at,
                TaskStatus.RUNNING,
                Phase.REPLICATING,
                100,
                List.of(),
                Metrics.NONE,
                0,
                0,
                Optional.of(new Blindness(START, problem)));
    }

    public static TableProgress table(String name, LoadState state, long rows, long expected, double perSecond) {
        return new TableProgress(
                state(name, state, rows, new Changes(0, 0, 0, 0)), OptionalLong.of(expected), perSecond);
    }

    public static TableProgress changed(String name, long rows, long inserts, long updates, long deletes) {
        Changes changes = new Changes(inserts, updates, deletes, 0);
        return new TableProgress(state(name, LoadState.COMPLETED, rows, changes), OptionalLong.of(rows), 0);
    }

    private static TableState state(String name, LoadState state, long rows, Changes changes) {
        return new TableState(
                new TableName("BANKING", name),
                state,
                rows,
                changes,
                changes,
                Optional.empty(),
                Optional.empty(),
                Validation.NOT_ENABLED);
    }
}
