package io.dmskit.cli.rehearsal;

import io.dmskit.monitoring.TaskMonitor;
import io.dmskit.monitoring.history.IncidentLog;
import io.dmskit.monitoring.history.PastIncident;
import io.dmskit.monitoring.watch.FleetWatch;
import io.dmskit.monitoring.watch.Round;
import io.dmskit.task.ReplicationHandle;
import io.dmskit.task.TaskSnapshot;
import java.util.List;
import java.util.function.Consumer;

/** A migration's task under observation: its monitor, and the screen that shows what the monitor sees. */
final class Watch implements AutoCloseable {
    private final String migration;
    private final ReplicationHandle task;
    private final TaskMonitor monitor;
    private final FleetWatch judging;
    private final Incidents incidents;
    private final Screen screen;

    Watch(
            String migration,
            ReplicationHandle task,
            TaskMonitor monitor,
            FleetWatch judging,
            Incidents incidents,
            Screen screen) {
        this.migration = migration;
        this.task = task;
        this.monitor = monitor;
        this.judging = judging;
        this.incidents = incidents;
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

    /** Returns what went wrong so far. */
    List<PastIncident> incidents() {
        return incidents.all();
    }

    /** Makes incidents of what a watch sees, in its thread. */
    static final class Incidents implements Consumer<Round> {
        private final IncidentLog log = new IncidentLog();

        @Override
        public synchronized void accept(Round round) {
            log.see(round.at(), round.conditions());
        }

        private synchronized List<PastIncident> all() {
            return log.incidents();
        }
    }

    @Override
    public void close() {
        judging.close();
        monitor.close();
        screen.end(migration);
    }
}
