package io.dmskit.cli.rehearsal;

import io.dmskit.monitoring.TaskMonitor;
import io.dmskit.task.ReplicationHandle;
import io.dmskit.task.TaskSnapshot;

/** A migration's task under observation: its monitor, and the screen that shows what the monitor sees. */
final class Watch implements AutoCloseable {
    private final String migration;
    private final ReplicationHandle task;
    private final TaskMonitor monitor;
    private final Screen screen;

    Watch(String migration, ReplicationHandle task, TaskMonitor monitor, Screen screen) {
        this.migration = migration;
        this.task = task;
        this.monitor = monitor;
        this.screen = screen;
    }

    TaskMonitor monitor() {
        return monitor;
    }

    void phase(String words) {
        screen.phase(migration, words);
    }

    /** Looks once more at the task and its tables, so that the history ends with how it ended. */
    TaskSnapshot lastLook() {
        monitor.look();
        return task.describe();
    }

    @Override
    public void close() {
        monitor.close();
        screen.end(migration);
    }
}
