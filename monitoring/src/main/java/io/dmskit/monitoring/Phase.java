package io.dmskit.monitoring;

import io.dmskit.settings.MigrationType;
import io.dmskit.task.TableState;
import io.dmskit.task.TaskSnapshot;
import io.dmskit.task.TaskStatus;
import java.util.List;
import java.util.Optional;

/** What a task is doing. */
public enum Phase {
    /** Not running yet. */
    STARTING("starting"),
    /** Copying the rows that are there. */
    FULL_LOAD("full load"),
    /** Following the changes. */
    REPLICATING("replicating"),
    /** Stopped or failed. */
    ENDED("ended");

    private final String words;

    Phase(String words) {
        this.words = words;
    }

    /** Returns the phase of a task with these tables. */
    public static Phase of(TaskSnapshot task, List<TableState> tables) {
        if (task.status().ended()) {
            return ENDED;
        }
        if (!task.status().equals(TaskStatus.RUNNING) && !task.status().equals(TaskStatus.STOPPING)) {
            return STARTING;
        }
        if (task.migrationType().equals(Optional.of(MigrationType.FULL_LOAD))) {
            return FULL_LOAD;
        }
        boolean loads = task.migrationType().map(MigrationType::loads).orElse(true);
        return loads && loading(task, tables) ? FULL_LOAD : REPLICATING;
    }

    /** The percentage is an estimate; what the tables say counts more. */
    private static boolean loading(TaskSnapshot task, List<TableState> tables) {
        if (tables.isEmpty()) {
            return task.statistics().fullLoadProgressPercent() < 100;
        }
        return tables.stream().anyMatch(table -> !table.completed() && !table.suspended());
    }

    @Override
    public String toString() {
        return words;
    }
}
