package io.dmskit.task;

import java.util.List;
import java.util.Optional;

/**
 * What a poll saw of a full load.
 *
 * @param task the task
 * @param tables its tables
 */
record FullLoad(TaskSnapshot task, List<TableState> tables) {
    /** Returns the tables when all are loaded, nothing while the load goes on; throws when it cannot complete any more. */
    Optional<List<TableState>> check(String goal) {
        if (task.migrationType().filter(type -> !type.loads()).isPresent()) {
            throw new IllegalStateException(
                    task.title() + " is a cdc task and loads nothing: await that it runs, not its full load");
        }
        List<TableState> suspended =
                tables.stream().filter(TableState::suspended).toList();
        if (!suspended.isEmpty()) {
            throw new TaskFailedException(goal, task, suspended);
        }
        if (complete()) {
            return Optional.of(tables);
        }
        if (task.status().ended() || task.status().equals(TaskStatus.DELETING)) {
            throw new TaskFailedException(goal, task, suspended);
        }
        return Optional.empty();
    }

    /** Returns a short line: status and how many tables are loaded. */
    String describe() {
        long completed = tables.stream().filter(TableState::completed).count();
        return task.describe() + ", " + completed + " of " + tables.size() + " tables loaded";
    }

    private boolean complete() {
        boolean seen = task.status().equals(TaskStatus.RUNNING)
                || task.status().equals(TaskStatus.STOPPING)
                || task.status().equals(TaskStatus.STOPPED);
        return seen && !tables.isEmpty() && tables.stream().allMatch(TableState::completed);
    }
}
