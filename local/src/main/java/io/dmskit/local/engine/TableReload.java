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
import java.util.LinkedHashMap;
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

    /** Asks once more for the tables whose reload an earlier run began and did not end, and returns them. */
    Set<TableName> takeUp() throws ReplicationException {
        Set<String> begun;
        try (Connection to = run.target().connect()) {
            begun = run.control().reloads(to).keySet();
        } catch (SQLException e) {
            throw run.target().failure(e);
        }
        Set<TableName> tables = run.plans().stream()
                .map(plan -> plan.source().name())
                .filter(name -> begun.contains(name.toString()))
                .collect(Collectors.toSet());
        run.requests().reloads().putBack(tables);
        tables.forEach(
                name -> run.statistics().table(name).reloadAsked(run.clock().instant()));
        return tables;
    }

    /** Loads what is asked for in a task that ends with its load, if anything is. */
    void withoutChanges() throws ReplicationException, InterruptedException {
        Set<TableName> asked = run.requests().reloads().take(Duration.ZERO);
        if (asked.isEmpty()) {
            return;
        }
        List<TablePlan> chosen = plans(asked);
        List<TargetTable> tables = targetTables.of(chosen);
        Beginning beginning = beginning(chosen, tables);
        remember(beginning);
        FullLoad.Result result = load(
                tables,
                beginning.interrupted(),
                SnapshotReaders.open(run.source(), run.settings().readersFor(chosen)));
        show(result.completed(), State.TABLE_COMPLETED);
        show(result.cancelled(), State.TABLE_CANCELLED);
        forget(beginning, result);
    }

    /** Returns the tables asked for. No other lands in their target tables, which are emptied before: a plan refuses that. */
    List<TablePlan> plans(Set<TableName> asked) {
        return run.plans().stream()
                .filter(plan -> asked.contains(plan.source().name()))
                .toList();
    }

    private void show(Set<TableName> tables, State state) {
        tables.forEach(
                name -> run.statistics().table(name).state(state, run.clock().instant()));
    }

    /**
     * Of which tables the reload was interrupted before, by source name, and what all that are reloaded now hold.
     *
     * @param interrupted what those held whose reload began and did not end
     * @param over what each table holds that is not to be mistaken for rows of its load
     */
    record Beginning(Map<String, ReloadedOver> interrupted, Map<TableName, ReloadedOver> over) {}

    /** Looks at what is there before it is touched. */
    Beginning beginning(List<TablePlan> chosen, List<TargetTable> tables) throws ReplicationException {
        Map<TableName, ReloadedOver> over = new LinkedHashMap<>();
        try (Connection to = run.target().connect()) {
            Map<String, ReloadedOver> interrupted =
                    new LinkedHashMap<>(run.control().reloads(to));
            for (TablePlan plan : chosen) {
                over.put(plan.source().name(), ReloadedOver.OWN_ROWS);
            }
            for (TargetTable table : tables) {
                TableName name = table.plan().source().name();
                ReloadedOver rows = rows(table, interrupted.get(name.toString()), to);
                over.put(name, rows);
                interrupted.computeIfPresent(name.toString(), (key, before) -> rows);
            }
            return new Beginning(interrupted, over);
        } catch (SQLException e) {
            throw run.target().failure(e);
        }
    }

    /** Other rows may have been removed by hand since, as was asked for. */
    private ReloadedOver rows(TargetTable table, @Nullable ReloadedOver before, Connection to) throws SQLException {
        boolean others = before == null
                ? run.settings().prepMode() == TargetTablePrepMode.DO_NOTHING
                : before == ReloadedOver.OTHER_ROWS;
        return others && table.holdsRows(to) ? ReloadedOver.OTHER_ROWS : ReloadedOver.OWN_ROWS;
    }

    /** From now on the tables are not what they were, whatever happens to this process. */
    void remember(Beginning beginning) throws ReplicationException {
        try (Connection to = run.target().connect()) {
            to.setAutoCommit(false);
            for (Map.Entry<TableName, ReloadedOver> table : beginning.over().entrySet()) {
                run.control().reload(to, table.getKey(), table.getValue());
            }
            to.commit();
        } catch (SQLException e) {
            throw run.target().failure(e);
        }
    }

    /**
     * A table in error is loaded again by the next run, as one whose rows are all of this task, unless it is known until then that
     * they are not.
     */
    private void forget(Beginning beginning, FullLoad.Result result) throws ReplicationException {
        try (Connection to = run.target().connect()) {
            to.setAutoCommit(false);
            for (Map.Entry<TableName, ReloadedOver> table : beginning.over().entrySet()) {
                boolean completed = result.completed().contains(table.getKey());
                boolean cancelled = result.cancelled().contains(table.getKey());
                if (completed || (!cancelled && table.getValue() == ReloadedOver.OWN_ROWS)) {
                    run.control().reloadEnded(to, table.getKey());
                }
            }
            to.commit();
        } catch (SQLException e) {
            throw run.target().failure(e);
        }
    }

    /**
     * Prepares the tables as TargetTablePrepMode says and loads them; those that fail end in state "Table error".
     *
     * @param begun tables whose reload was interrupted, by source name
     * @param readers sessions on the source over one snapshot, closed at the end
     */
    FullLoad.Result load(List<TargetTable> tables, Map<String, ReloadedOver> begun, List<Connection> readers)
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
            return new FullLoad(run.target(), policy, run.clock(), stop).run(ready, run.statistics(), readers);
        } finally {
            SnapshotReaders.close(readers);
        }
    }

    private boolean prepare(TargetTable table, @Nullable ReloadedOver begun) throws ReplicationException {
        TargetTablePrepMode mode = run.settings().prepMode();
        if (mode == TargetTablePrepMode.DO_NOTHING && begun == ReloadedOver.OTHER_ROWS) {
            return fail(
                    table,
                    "an earlier reload of it did not end, and the table held rows before: empty it by hand and reload it again");
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
