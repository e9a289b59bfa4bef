package io.dmskit.task;

import io.dmskit.checkpoint.CheckpointEntry;
import io.dmskit.checkpoint.CheckpointEntry.Kind;
import io.dmskit.checkpoint.CheckpointJournal;
import io.dmskit.checkpoint.SourcePosition;
import io.dmskit.position.Checkpoint;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** What a handle writes into a journal. */
record CheckpointLog(CheckpointJournal journal, String task, InstantSource clock) {
    void beforeStart(StartType type, SourcePosition captured) {
        journal.append(new CheckpointEntry(
                task, captured.at(), Kind.BEFORE_START, captured.position(), "before " + type.word()));
    }

    /** A run is often looked at twice after its end: what was kept is not kept again. */
    void after(Outcome outcome) {
        outcome.run()
                .task()
                .recoveryCheckpoint()
                .map(Checkpoint::parse)
                .filter(checkpoint -> !isLast(checkpoint))
                .ifPresent(checkpoint -> {
                    Instant at = outcome.run().task().statistics().stop().orElseGet(clock::instant);
                    journal.append(
                            new CheckpointEntry(task, at, Kind.RECOVERY_CHECKPOINT, checkpoint, outcome.describe()));
                });
    }

    private boolean isLast(Checkpoint checkpoint) {
        List<CheckpointEntry> entries = journal.entries(task).stream()
                .filter(entry -> entry.kind() == Kind.RECOVERY_CHECKPOINT)
                .toList();
        return !entries.isEmpty() && entries.get(entries.size() - 1).position().equals(checkpoint);
    }
}
