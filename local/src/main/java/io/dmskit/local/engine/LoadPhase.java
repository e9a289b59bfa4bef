package io.dmskit.local.engine;

import io.dmskit.local.engine.TableStatistics.State;
import io.dmskit.local.engine.load.FullLoad;
import io.dmskit.local.engine.load.FullLoad.Occasion;
import io.dmskit.local.engine.load.SnapshotReaders;
import io.dmskit.local.engine.load.TargetTable;
import io.dmskit.mapping.plan.TablePlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.replication.ReplicationSlotInfo;

/** The full load of a run. */
final class LoadPhase {
    private final RunContext run;
    private final TargetTables targetTables;

    LoadPhase(RunContext run) {
        this.run = run;
        this.targetTables = new TargetTables(run);
    }

    /** Loads what is not loaded yet, or everything. */
    void withoutChanges() throws ReplicationException, InterruptedException {
        List<TablePlan> open = run.plans().stream()
                .filter(plan -> !run.resumes() || run.progress(plan).state() != State.TABLE_COMPLETED)
                .toList();
        List<TargetTable> tables = targetTables.of(open);
        targetTables.prepareForLoad(tables);
        load(tables, SnapshotReaders.open(run.source(), run.settings().readersFor(open)));
    }

    /** Loads all tables as they were when the slot was made, so that the slot's log holds exactly what is missing. */
    Checkpoint beforeChanges() throws ReplicationException, InterruptedException {
        run.log().drop(run.stop());
        List<TargetTable> tables = targetTables.of(run.plans());
        targetTables.prepareForLoad(tables);
        try (Connection from = run.source().connect();
                Connection replication = run.source().connectForReplication()) {
            run.log().publish(from, run.published());
            ReplicationSlotInfo slot = run.log().create(replication, run.stop());
            List<Connection> readers =
                    SnapshotReaders.open(run.source(), run.settings().readersFor(run.plans()), slot.getSnapshotName());
            Checkpoint start = new Checkpoint(slot.getConsistentPoint());
            load(tables, readers);
            if (isOver()) {
                end(start);
            }
            return start;
        } catch (SQLException e) {
            throw run.source().failure(e);
        }
    }

    private void load(List<TargetTable> tables, List<Connection> readers)
            throws ReplicationException, InterruptedException {
        run.statistics().loadStarted();
        Occasion occasion = run.spec().start() == ReplicationSpec.Start.RELOAD_TARGET
                ? Occasion.TARGET_RELOADED
                : Occasion.FIRST_LOAD;
        new FullLoad(run.target(), run.settings().loadPolicy(occasion), run.clock(), run.stop())
                .run(tables, run.statistics(), readers);
        if (isOver()) {
            run.statistics().loadEnded();
        }
    }

    /** A stop that comes when the last table is done must not let a later run load everything again. */
    private boolean isOver() {
        return run.plans().stream()
                .map(plan -> run.progress(plan).state())
                .allMatch(state -> state == State.TABLE_COMPLETED || state == State.TABLE_ERROR);
    }

    private void end(Checkpoint start) throws ReplicationException {
        try (Connection to = run.target().connect()) {
            to.setAutoCommit(false);
            for (TablePlan plan : run.plans()) {
                if (run.progress(plan).state() == State.TABLE_ERROR) {
                    run.control().suspend(to, plan.source().name(), "the full load failed");
                }
            }
            run.control().savePosition(to, start);
            to.commit();
            run.statistics().checkpoint(start.text());
        } catch (SQLException e) {
            throw run.target().failure(e);
        }
    }
}
