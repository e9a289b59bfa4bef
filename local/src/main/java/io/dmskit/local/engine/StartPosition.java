package io.dmskit.local.engine;

import io.dmskit.local.engine.capture.SourceLog;
import io.dmskit.settings.FullLoadSettings.TargetTablePrepMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/** Where in the source's log a run begins: at a slot made now, at a position that was given, or where the last run ended. */
final class StartPosition {
    private final RunContext run;
    private final SourceLog log;
    private @Nullable Checkpoint opened;

    StartPosition(RunContext run) {
        this.run = run;
        this.log = run.log();
    }

    /** Makes the slot of a first cdc run, so that nothing is missed between now and the beginning of the run. */
    void open() throws ReplicationException, InterruptedException {
        boolean first = !run.resumes() && !run.spec().type().loads();
        if (first && run.spec().cdcStartPosition().isEmpty() && !run.plans().isEmpty()) {
            opened = newSlot();
        }
    }

    /** Returns where the last run ended, if it came so far as to have a position. */
    Optional<Checkpoint> saved() throws ReplicationException {
        try (Connection to = run.target().connect()) {
            run.control().create(to);
            return run.control().position(to);
        } catch (SQLException e) {
            throw run.target().failure(e);
        }
    }

    /** Returns where a first run without a load begins, and saves it. */
    Checkpoint first() throws ReplicationException, InterruptedException {
        Checkpoint start = run.spec().cdcStartPosition().isPresent() ? given() : opened();
        TargetTables targets = new TargetTables(run);
        targets.prepare(targets.of(run.plans()), TargetTablePrepMode.DO_NOTHING);
        try (Connection to = run.target().connect()) {
            run.control().savePosition(to, start);
        } catch (SQLException e) {
            throw run.target().failure(e);
        }
        run.statistics().checkpoint(start.text());
        run.plans().forEach(plan -> run.progress(plan)
                .state(TableStatistics.State.TABLE_COMPLETED, run.clock().instant()));
        return start;
    }

    /** The slot is there already if this run made it, or an earlier one that ended before it saved its position. */
    private Checkpoint opened() throws ReplicationException, InterruptedException {
        Checkpoint start = opened == null ? atSlot() : opened;
        return start == null ? newSlot() : start;
    }

    private @Nullable Checkpoint atSlot() throws ReplicationException {
        try (Connection from = run.source().connect()) {
            return log.confirmed(from).map(Checkpoint::new).orElse(null);
        } catch (SQLException e) {
            throw run.source().failure(e);
        }
    }

    private Checkpoint newSlot() throws ReplicationException, InterruptedException {
        log.drop(run.stop());
        try (Connection from = run.source().connect();
                Connection replication = run.source().connectForReplication()) {
            log.publish(from, run.published());
            return new Checkpoint(log.create(replication, run.stop()).getConsistentPoint());
        } catch (SQLException e) {
            throw run.source().failure(e);
        }
    }

    private Checkpoint given() throws ReplicationException {
        try {
            Checkpoint position = Checkpoint.parse(run.spec().cdcStartPosition().orElseThrow());
            LogSequenceNumber confirmed = requireSlot(position);
            if (confirmed.compareTo(position.position()) > 0) {
                throw new ReplicationException("replication slot " + log.name() + " holds changes from "
                        + confirmed.asString() + " on, later than the start position "
                        + position.position().asString() + ": use a later position");
            }
            return position;
        } catch (IllegalArgumentException e) {
            throw new ReplicationException(String.valueOf(e.getMessage()), false, e);
        }
    }

    /** The slot of an earlier run has been confirmed only up to what that run had committed on the target. */
    LogSequenceNumber requireSlot(Checkpoint position) throws ReplicationException {
        try (Connection from = run.source().connect()) {
            Optional<LogSequenceNumber> confirmed = log.confirmed(from);
            if (confirmed.isEmpty()) {
                throw new ReplicationException("replication slot " + log.name() + " is not on "
                        + run.source().role() + " "
                        + run.source().address() + ", so the changes since "
                        + position.position().asString() + " are not to be had: use reload-target, or start a cdc task"
                        + " without a start position");
            }
            log.publish(from, run.published());
            return confirmed.get();
        } catch (SQLException e) {
            throw run.source().failure(e);
        }
    }
}
