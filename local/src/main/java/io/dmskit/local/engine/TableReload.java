package io.dmskit.local.engine;

import io.dmskit.catalog.TableName;
import io.dmskit.local.engine.TableStatistics.State;
import io.dmskit.local.engine.apply.ControlTables.ReloadedOver;
import io.dmskit.local.engine.load.FullLoad;
import io.dmskit.local.engine.load.FullLoad.Occasion;
import io.dmskit.local.engine.load.SnapshotReaders;
import io.dmskit.local.engine.load.TargetTable;
import io.dmskit.mapping.plan.TablePlan;
import io.dmskit.settings.FullLoadSettings.TargetTablePrepMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads chosen tables again. A table that cannot be made ready, or not be loaded, is in error; the others go on. */
final class TableReload {
    private static final Logger logger = LoggerFactory.getLogger(TableReload.class);

    private final RunContext run;
    private final StopSignal stop;
    private final TargetTables targetTables;

    TableReload(RunContext run, StopSignal stop) {
        this.run = run;
        this.stop = stop;
        this.targetTables = new TargetTables(run);
    }

    /** Loads what is asked for in a task that ends with its load. */
    void withoutChanges() throws ReplicationException, InterruptedException {
        List<TablePlan> chosen = together(run.requests().reloads().take(Duration.ZERO));
        Set<TableName> loaded = load(
                targetTables.of(chosen),
                Map.of(),
                SnapshotReaders.open(run.source(), run.settings().readersFor(chosen)));
        for (TableName name : loaded) {
            run.statistics()
                    .table(name)
                    .state(
                            stop.isRaised() ? State.TABLE_CANCELLED : State.TABLE_COMPLETED,
                            run.clock().instant());
        }
    }

    /** Returns the tables asked for and those that land in the same target tables, which are emptied before. */
    List<TablePlan> together(Set<TableName> asked) {
        Set<TableName> emptied = run.plans().stream()
                .filter(plan -> asked.contains(plan.source().name()))
                .map(TablePlan::target)
                .collect(Collectors.toSet());
        return run.plans().stream()
                .filter(plan -> emptied.contains(plan.target()))
                .toList();
    }

    /**
     * Prepares the tables as TargetTablePrepMode says and loads them; those that fail end in state "Table error".
     *
     * @param begun tables whose reload was interrupted, by source name
     * @param readers sessions on the source over one snapshot, closed at the end
     * @return the source tables that are loaded, unless a stop came in between
     */
    Set<TableName> load(List<TargetTable> tables, Map<String, ReloadedOver> begun, List<Connection> readers)
            throws ReplicationException, InterruptedException {
        List<TargetTable> ready = new ArrayList<>();
        try {
            for (TargetTable table : tables) {
                run.progress(table.plan()).reloadAsked(run.clock().instant());
                if (prepare(table, begun.get(table.plan().source().name().toString()))) {
                    ready.add(table);
                }
            }
            FullLoad.Policy policy = run.settings().loadPolicy(Occasion.TABLES_RELOADED);
            Set<TableName> failed =
                    new FullLoad(run.target(), policy, run.clock(), stop).run(ready, run.statistics(), readers);
            return ready.stream()
                    .map(table -> table.plan().source().name())
                    .filter(name -> !failed.contains(name))
                    .collect(Collectors.toSet());
        } finally {
            SnapshotReaders.close(readers);
        }
    }

    private boolean prepare(TargetTable table, @Nullable ReloadedOver begun) throws ReplicationException {
        TargetTablePrepMode mode = run.settings().prepMode();
        if (mode == TargetTablePrepMode.DO_NOTHING && begun == ReloadedOver.OTHER_ROWS) {
            return fail(
                    table,
                    "its reload was interrupted, and the table held rows before: empty it by hand and reload it again");
        }
        boolean ours = mode == TargetTablePrepMode.DO_NOTHING && begun == ReloadedOver.OWN_ROWS;
        try (Connection to = run.target().connect()) {
            stop.interruptWith(() -> abort(to));
            targetTables.prepare(table, ours ? TargetTablePrepMode.TRUNCATE_BEFORE_LOAD : mode, to);
            return true;
        } catch (SQLException e) {
            if (PostgresDatabase.isConnectionLost(e)) {
                throw run.target().failure(e);
            }
            return fail(table, PostgresDatabase.firstLine(e));
        } catch (ReplicationException e) {
            if (e.recoverable()) {
                throw e;
            }
            return fail(table, String.valueOf(e.getMessage()));
        } finally {
            stop.uninterruptible();
        }
    }

    private static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            logger.debug("a session on the target could not be ended", e);
        }
    }

    private boolean fail(TargetTable table, String reason) throws ReplicationException {
        TableName name = table.plan().source().name();
        logger.error("table {} is not reloaded: {}", name, reason);
        run.progress(table.plan()).state(State.TABLE_ERROR, run.clock().instant());
        if (run.settings().stopOnTableError()) {
            throw new ReplicationException(
                    "table " + name + " cannot be reloaded and TableErrorPolicy is STOP_TASK: " + reason);
        }
        return false;
    }
}
