package io.dmskit.local.engine;

import io.dmskit.catalog.TableName;
import io.dmskit.local.engine.validate.Validation;
import io.dmskit.mapping.plan.TablePlan;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.postgresql.replication.LogSequenceNumber;

/** The phases of a run: load, cached changes, ongoing changes. */
final class ReplicationRun {
    /** SQLSTATE of a call that a stop cancelled. */
    private static final String CANCELLED = "57014";

    private final RunContext run;
    private final StartPosition start;

    ReplicationRun(RunContext run) {
        this.run = run;
        this.start = new StartPosition(run);
    }

    /**
     * Makes the slot of a first cdc run, and lists the tables in the statistics. What an earlier run left on the target is forgotten
     * now: a task is taken for running from here on, and if the process ends, the next one resumes.
     */
    void prepare() throws ReplicationException, InterruptedException {
        forgetEarlierRuns();
        start.open();
        run.requests().open(!run.resumes());
        run.statistics().begin(run.plans().stream().map(TablePlan::source).toList(), !run.resumes(), run.clock());
    }

    private void forgetEarlierRuns() throws ReplicationException {
        try (Connection to = run.target().connect()) {
            run.control().create(to);
            if (!run.resumes()) {
                run.control().forget(to);
            }
        } catch (SQLException e) {
            throw run.target().failure(e);
        }
    }

    StopReason run() throws ReplicationException, InterruptedException {
        if (run.plans().isEmpty()) {
            return StopReason.NORMAL;
        }
        try {
            return run.spec().type().replicates() ? replicate() : loadOnly();
        } catch (ReplicationException e) {
            if (run.stop().isRaised()
                    && e.getCause() instanceof SQLException cause
                    && CANCELLED.equals(cause.getSQLState())) {
                return StopReason.NORMAL;
            }
            throw e;
        }
    }

    private StopReason loadOnly() throws ReplicationException, InterruptedException {
        if (run.settings().validation().only()) {
            run.plans().forEach(plan -> run.progress(plan)
                    .state(TableStatistics.State.TABLE_COMPLETED, run.clock().instant()));
        } else {
            new LoadPhase(run).withoutChanges();
        }
        Optional<Validation> validation = Optional.of(run.settings())
                .filter(settings -> settings.validation().enabled())
                .map(settings -> run.validation(run.plans()));
        validate(validation);
        while (!run.stop().isRaised() && !run.requests().closeIfEmpty()) {
            new TableReload(run, run.stop()).withoutChanges();
            Set<TableName> asked = run.requests().validations().take(Duration.ZERO);
            validation.ifPresent(one -> one.ask(asked));
            validate(validation);
        }
        return run.stop().isRaised() ? StopReason.NORMAL : StopReason.FULL_LOAD_ONLY_FINISHED;
    }

    private void validate(Optional<Validation> validation) throws InterruptedException {
        if (validation.isPresent() && !run.stop().isRaised()) {
            validation.get().once(run.stop());
        }
    }

    private StopReason replicate() throws ReplicationException, InterruptedException {
        Optional<Checkpoint> position = run.resumes() ? start.saved() : Optional.empty();
        if (position.isPresent()) {
            start.requireSlot(position.get());
            return new ChangePhase(run).run(position.get(), Optional.empty());
        }
        boolean loads = run.spec().type().loads();
        Checkpoint from = loads ? new LoadPhase(run).beforeChanges() : start.first();
        if (run.stop().isRaised()) {
            return StopReason.NORMAL;
        }
        if (loads && run.settings().stopBeforeCached()) {
            return StopReason.STOPPED_AFTER_FULL_LOAD;
        }
        return new ChangePhase(run).run(from, loads ? Optional.of(endOfLog()) : Optional.empty());
    }

    private LogSequenceNumber endOfLog() throws ReplicationException {
        try (Connection from = run.source().connect();
                Statement statement = from.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_current_wal_lsn()::text")) {
            row.next();
            return LogSequenceNumber.valueOf(row.getString(1));
        } catch (SQLException e) {
            throw run.source().failure(e);
        }
    }
}
