package io.dmskit.local.engine;

import io.dmskit.catalog.TableName;
import io.dmskit.local.engine.TableStatistics.State;
import io.dmskit.local.engine.load.FullLoad;
import io.dmskit.local.engine.load.FullLoad.Occasion;
import io.dmskit.local.engine.load.SnapshotReaders;
import io.dmskit.local.engine.load.TargetTable;
import io.dmskit.mapping.plan.TablePlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
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
        List<TablePlan> open = run.resumes() ? open() : run.plans();
        List<TargetTable> tables = targetTables.of(open);
        targetTables.prepareForLoad(tables);
        load(tables, SnapshotReaders.open(run.source(), run.settings().readersFor(open)));
    }

    /** Tables whose reload was interrupted are not among them: they are reloaded. */
    private List<TablePlan> open() throws ReplicationException {
        Set<TableName> reloading = new TableReload(run, run.stop()).takeUp();
        return run.plans().stream()
                .filter(plan -> run.progress(plan).state() != State.TABLE_COMPLETED)
                .filter(plan -> !reloading.contains(plan.source().name()))
                .toList();
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
            FullLoad.Result result = load(tables, readers);
            if (result.isOver()) {
                end(start, result.failed());
            }
            return start;
        } catch (SQLException e) {
            throw run.source().failure(e);
        }
    }

    private FullLoad.Result load(List<TargetTable> tables, List<Connection> readers)
            throws ReplicationException, InterruptedException {
        run.statistics().loadStarted();
        Occasion occasion = run.spec().start() == ReplicationSpec.Start.RELOAD_TARGET
                ? Occasion.TARGET_RELOADED
                : Occasion.FIRST_LOAD;
        FullLoad.Result result = new FullLoad(
                        run.target(), run.settings().loadPolicy(occasion), run.clock(), run.stop())
                .run(tables, run.statistics(), readers);
        if (result.isOver()) {
            run.statistics().loadEnded();
        }
        return result;
    }

    /**
     * A stop that comes when the last table is done must not let a later run load everything again. The states of the tables do not
     * tell: one of them may already be asked for once more.
     */
    private void end(Checkpoint start, Set<TableName> failed) throws ReplicationException {
        try (Connection to = run.target().connect()) {
            to.setAutoCommit(false);
            for (TableName table : failed) {
                run.control().suspend(to, table, "the full load failed");
            }
            run.control().savePosition(to, start);
            to.commit();
            run.statistics().checkpoint(start.text());
        } catch (SQLException e) {
            throw run.target().failure(e);
        }
    }
}
