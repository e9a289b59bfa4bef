package io.dmskit.checkpoint;

import io.dmskit.catalog.ConnectionSupplier;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Keeps positions for a later replay. DMS forgets a task's recovery checkpoint with the task, and nobody else keeps it.
 *
 * <p>Implementations are thread-safe; an entry is kept for good when {@link #append} returns.
 */
public interface CheckpointJournal {
    /** Keeps nothing. */
    CheckpointJournal NONE = new CheckpointJournal() {
        @Override
        public void append(CheckpointEntry entry) {
            // Nobody asked for a journal.
        }

        @Override
        public List<CheckpointEntry> entries() {
            return List.of();
        }
    };

    /** Returns a journal in a file of JSON lines, which comes into being with its first entry. */
    static CheckpointJournal inFile(Path file) {
        return new FileCheckpointJournal(file);
    }

    /** Returns a journal in a table, which must be there or be created with {@link TableCheckpointJournal#createTable}. */
    static TableCheckpointJournal inTable(ConnectionSupplier database, String table) {
        return new TableCheckpointJournal(database, table);
    }

    /**
     * Adds an entry.
     *
     * @throws CheckpointJournalException if it cannot be kept
     */
    void append(CheckpointEntry entry);

    /**
     * Returns all entries of all tasks, oldest first.
     *
     * @throws CheckpointJournalException if they cannot be read
     */
    List<CheckpointEntry> entries();

    /** Returns the entries of a task, oldest first. */
    default List<CheckpointEntry> entries(String task) {
        return entries().stream().filter(entry -> entry.task().equals(task)).toList();
    }

    /** Returns the last entry of a task that is not later than this moment: where a replay of what came after it can start. */
    default Optional<CheckpointEntry> latest(String task, Instant moment) {
        return entries(task).stream()
                .filter(entry -> !entry.at().isAfter(moment))
                .max(Comparator.comparing(CheckpointEntry::at));
    }
}
