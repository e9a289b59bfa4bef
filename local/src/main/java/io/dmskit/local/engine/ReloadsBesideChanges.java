package io.dmskit.local.engine;

import io.dmskit.catalog.PostgresCatalog;
import io.dmskit.catalog.TableName;
import io.dmskit.local.engine.TableStatistics.State;
import io.dmskit.local.engine.apply.AppliedTable;
import io.dmskit.local.engine.apply.Boundaries;
import io.dmskit.local.engine.apply.ControlTables.ReloadedOver;
import io.dmskit.local.engine.capture.ConsistentPoint;
import io.dmskit.local.engine.load.FullLoad;
import io.dmskit.local.engine.load.SnapshotReaders;
import io.dmskit.local.engine.load.TargetTable;
import io.dmskit.mapping.InvalidMappingException;
import io.dmskit.mapping.plan.MappingPlan;
import io.dmskit.mapping.plan.TablePlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postgresql.replication.LogSequenceNumber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads chosen tables again while changes of the others are applied. A moment of the source is fixed by a slot of its own, the tables
 * are loaded as they were then, and, at a boundary of the task's own stream, catch up from that slot with the others: from there on
 * they are like any other. Meanwhile their changes are passed over. That a reload has begun is kept on the target until it has
 * ended, so that one which is interrupted is taken up again when the task goes on.
 */
final class ReloadsBesideChanges {
    private static final Logger logger = LoggerFactory.getLogger(ReloadsBesideChanges.class);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final RunContext run;
    private final Map<TableName, AppliedTable> applied;
    private final Boundaries boundaries;
    private final CatchUp catchUp;
    private final StopSignal stop;
    private final TableReload reload;

    /**
     * Creates the value.
     *
     * @param applied the tables to which changes are applied, by source name
     * @param stop ends the reloads, before the run ends
     */
    ReloadsBesideChanges(
            RunContext run,
            Map<TableName, AppliedTable> applied,
            Boundaries boundaries,
            CatchUp catchUp,
            StopSignal stop) {
        this.run = run;
        this.applied = applied;
        this.boundaries = boundaries;
        this.catchUp = catchUp;
        this.stop = stop;
        this.reload = new TableReload(run, stop);
    }

    /** Brings reloaded tables to where the task's own stream is. On the thread that applies changes. */
    interface CatchUp {
        /** Returns false if a stop came in between. */
        boolean to(LogSequenceNumber position, ConsistentPoint point, List<AppliedTable> tables)
                throws ReplicationException, SQLException, InterruptedException;
    }

    void run() throws ReplicationException, InterruptedException {
        TableQueue requests = run.requests().reloads();
        while (!stop.isRaised()) {
            Set<TableName> asked = requests.take(PAUSE);
            if (asked.isEmpty()) {
                continue;
            }
            boolean ended = false;
            try {
                reload(reload.plans(asked));
                ended = !stop.isRaised();
            } finally {
                if (!ended) {
                    requests.putBack(asked);
                }
            }
        }
    }

    private void reload(List<TablePlan> chosen) throws ReplicationException, InterruptedException {
        ConsistentPoint fixed;
        try {
            fixed = run.log().fixPoint(stop);
        } catch (ReplicationException e) {
            if (!isLimitOfSource(e)) {
                throw e;
            }
            String reason = e.getMessage() + ": a reload needs a replication slot and a WAL sender more than the task";
            boundaries.meet(Boundaries.NEXT, position -> refuse(position, chosen, reason));
            return;
        }
        try (ConsistentPoint point = fixed) {
            List<Connection> readers =
                    SnapshotReaders.open(run.source(), run.settings().readersFor(chosen), point.snapshot());
            try {
                reload(chosen, point, readers);
            } finally {
                SnapshotReaders.close(readers);
            }
        } catch (SQLException e) {
            throw run.source().failure(e);
        }
    }

    private static boolean isLimitOfSource(ReplicationException e) {
        return e.getCause() instanceof SQLException cause
                && Set.of("53400", "53300").contains(String.valueOf(cause.getSQLState()));
    }

    private void reload(List<TablePlan> chosen, ConsistentPoint point, List<Connection> readers)
            throws ReplicationException, SQLException, InterruptedException {
        Map<TableName, TablePlan> plans = plans(chosen, readers);
        List<TargetTable> tables = new TargetTables(run).of(List.copyOf(plans.values()));
        Map<String, ReloadedOver> begun = begin(chosen, tables);
        FullLoad.Result result = reload.load(tables, begun, readers);
        plans.keySet().retainAll(result.completed());
        if (result.isOver() && !stop.isRaised()) {
            boundaries.meet(point.position(), position -> end(position, point, chosen, plans));
        }
    }

    /** The tables stay as they are; but one whose earlier reload was interrupted is in error. */
    private LogSequenceNumber refuse(LogSequenceNumber position, List<TablePlan> chosen, String reason)
            throws ReplicationException {
        try (Connection to = run.target().connect()) {
            Set<String> begun = run.control().reloads(to).keySet();
            to.setAutoCommit(false);
            for (TablePlan plan : chosen) {
                TableName name = plan.source().name();
                AppliedTable table = applied.get(name);
                logger.error("table {} is not reloaded: {}", name, reason);
                if (begun.contains(name.toString())) {
                    run.control().reloadEnded(to, name);
                    suspend(name, reason, to);
                } else {
                    boolean error = table != null && table.isPassedOver();
                    run.statistics()
                            .table(name)
                            .state(
                                    error ? State.TABLE_ERROR : State.TABLE_COMPLETED,
                                    run.clock().instant());
                }
            }
            to.commit();
            return position;
        } catch (SQLException e) {
            throw run.target().failure(e);
        }
    }

    /** Plans the tables as the source had them at the moment from which they are loaded; those that are gone are left out. */
    private Map<TableName, TablePlan> plans(List<TablePlan> chosen, List<Connection> readers)
            throws SQLException, ReplicationException {
        Map<TableName, TablePlan> plans = new LinkedHashMap<>();
        try {
            MappingPlan all = MappingPlan.of(
                    run.spec().mappings(),
                    PostgresCatalog.read(readers.get(0)),
                    run.settings().targetSchema());
            for (TablePlan plan : chosen) {
                TableName name = plan.source().name();
                all.table(name).ifPresent(now -> plans.put(name, now));
            }
            return plans;
        } catch (InvalidMappingException e) {
            throw new ReplicationException(String.valueOf(e.getMessage()), false, e);
        }
    }

    /** Returns the tables whose reload had begun already and was interrupted. */
    private Map<String, ReloadedOver> begin(List<TablePlan> chosen, List<TargetTable> tables)
            throws ReplicationException, InterruptedException {
        TableReload.Beginning beginning = reload.beginning(chosen, tables);
        boundaries.meet(Boundaries.NEXT, position -> {
            reload.remember(beginning);
            beginning.over().keySet().forEach(this::passOver);
            return position;
        });
        return beginning.interrupted();
    }

    private void passOver(TableName name) {
        Optional.ofNullable(applied.get(name)).ifPresent(AppliedTable::reload);
        run.statistics().table(name).reloadAsked(run.clock().instant());
    }

    private LogSequenceNumber end(
            LogSequenceNumber position, ConsistentPoint point, List<TablePlan> chosen, Map<TableName, TablePlan> plans)
            throws ReplicationException, SQLException, InterruptedException {
        List<AppliedTable> loaded = new ArrayList<>();
        for (Map.Entry<TableName, TablePlan> plan : plans.entrySet()) {
            AppliedTable table = applied.get(plan.getKey());
            if (table != null) {
                table.reloaded(plan.getValue());
                loaded.add(table);
            }
        }
        if (!catchUp.to(position, point, loaded)) {
            loaded.forEach(AppliedTable::reload);
            return position;
        }
        try (Connection to = run.target().connect()) {
            to.setAutoCommit(false);
            for (TablePlan plan : chosen) {
                end(plan.source().name(), plans.containsKey(plan.source().name()), to);
            }
            to.commit();
        } catch (SQLException e) {
            throw run.target().failure(e);
        }
        return position;
    }

    private void end(TableName name, boolean loaded, Connection to) throws SQLException {
        run.control().reloadEnded(to, name);
        if (!loaded) {
            suspend(name, "its reload failed, or it is no longer on the source or no longer selected", to);
        } else if (!isInError(name)) {
            show(name, State.TABLE_COMPLETED);
        }
    }

    /** Its changes may have been refused while it caught up. */
    private boolean isInError(TableName name) {
        AppliedTable table = applied.get(name);
        return table != null && table.isPassedOver();
    }

    /** Shows how a table stands, unless it is to be loaded once more. */
    private void show(TableName name, State state) {
        if (!run.requests().reloads().contains(name)) {
            run.statistics().table(name).state(state, run.clock().instant());
        }
    }

    private void suspend(TableName name, String reason, Connection to) throws SQLException {
        logger.error("table {} is suspended: {}", name, reason);
        run.control().suspend(to, name, reason);
        show(name, State.TABLE_ERROR);
        Optional.ofNullable(applied.get(name)).ifPresent(AppliedTable::suspend);
    }
}
