package io.dmskit.cli.rehearsal;

import io.dmskit.monitoring.Snapshot;
import io.dmskit.monitoring.history.IncidentLog;
import io.dmskit.monitoring.history.PastIncident;
import io.dmskit.monitoring.judge.Condition;
import io.dmskit.monitoring.judge.TableReadings;
import io.dmskit.monitoring.watch.FleetWatch;
import io.dmskit.monitoring.watch.MonitoredTask;
import io.dmskit.monitoring.watch.Round;
import io.dmskit.monitoring.watch.WatchedReplication;
import io.dmskit.task.Poller;
import io.dmskit.task.ReplicationHandle;
import io.dmskit.task.TaskSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A migration's task under observation: what was seen of it, and the screen that shows it. Thread-safe. */
final class Watch implements AutoCloseable {
    private static final Poller OFTEN = Poller.every(Duration.ofMillis(20));
    private static final Duration TO_LOOK = Duration.ofMinutes(1);
    private static final Duration APART = Duration.ofMillis(200);
    private static final int KEPT = 3600;

    private final String migration;
    private final ReplicationHandle task;
    private final FleetWatch watch;
    private final Screen screen;
    private final List<Snapshot> history = new ArrayList<>();
    private final IncidentLog incidents = new IncidentLog();
    private @Nullable Instant endSeen;
    private @Nullable Instant tablesReadAt;
    private boolean closed;

    Watch(String migration, ReplicationHandle task, FleetWatch watch, Screen screen) {
        this.migration = migration;
        this.task = task;
        this.watch = watch;
        this.screen = screen;
    }

    /** Takes a round of the watch, in its thread. */
    synchronized void see(Round round) {
        if (closed) {
            return;
        }
        round.replication(task.arn()).ifPresent(seen -> see(seen, round));
        incidents.see(
                round.at(),
                round.conditions().stream().filter(one -> isOfTask(one, round)).toList());
    }

    private void see(WatchedReplication seen, Round round) {
        Snapshot snapshot = seen.snapshot();
        if (!snapshot.status().ended()) {
            endSeen = null;
        } else if (endSeen == null) {
            endSeen = round.at();
        }
        tablesReadAt = round.fleet().replications().stream()
                .filter(one -> one.task().arn().equals(task.arn()))
                .flatMap(one -> one.tables().map(TableReadings::readAt).stream())
                .findFirst()
                .orElse(null);
        keep(snapshot);
        screen.show(migration, snapshot);
    }

    /** A look is several rounds, of which the last says all. */
    private void keep(Snapshot snapshot) {
        int last = history.size() - 1;
        if (last >= 0 && snapshot.at().isBefore(history.get(last).at().plus(APART))) {
            history.set(last, snapshot);
        } else {
            history.add(snapshot);
        }
        if (history.size() > KEPT) {
            history.remove(0);
        }
    }

    /** Whatever is not another task's: its own, its instance's, and the silence of services. */
    private boolean isOfTask(Condition condition, Round round) {
        return condition.subjectArn().equals(task.arn())
                || round.replication(condition.subjectArn()).isEmpty();
    }

    /** Returns the task as its cutover needs it. */
    MonitoredTask monitored() {
        return new MonitoredTask(task, watch);
    }

    void phase(String words) {
        screen.phase(migration, words);
    }

    /** Waits until the task and its tables have been seen as they are now, so that the history ends with how it ended. */
    TaskSnapshot lastLook() {
        Instant asked = Instant.now();
        boolean ended = task.describe().status().ended();
        var unused = OFTEN.until(
                "a last look at the tables of " + migration,
                () -> Optional.of(hasSeen(asked, ended)).filter(seen -> seen),
                TO_LOOK);
        return task.describe();
    }

    /** Of a task that has ended, tables are read once more and then no more. */
    private synchronized boolean hasSeen(Instant asked, boolean ended) {
        Instant since = ended ? endSeen : asked;
        return since != null && tablesReadAt != null && !tablesReadAt.isBefore(since);
    }

    /** Returns what was seen so far, oldest first. */
    synchronized List<Snapshot> history() {
        return List.copyOf(history);
    }

    /** Returns what went wrong so far. */
    synchronized List<PastIncident> incidents() {
        return incidents.incidents();
    }

    /** Shows it no more. */
    @Override
    public synchronized void close() {
        closed = true;
        screen.end(migration);
    }
}
