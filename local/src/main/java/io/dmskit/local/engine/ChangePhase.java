package io.dmskit.local.engine;

import io.dmskit.catalog.Catalog;
import io.dmskit.catalog.PostgresCatalog;
import io.dmskit.catalog.Table;
import io.dmskit.catalog.TableName;
import io.dmskit.local.engine.TableStatistics.State;
import io.dmskit.local.engine.apply.AppliedTable;
import io.dmskit.local.engine.apply.Applier;
import io.dmskit.local.engine.apply.Applier.Purpose;
import io.dmskit.local.engine.apply.Boundaries;
import io.dmskit.local.engine.apply.ChangeProcessing;
import io.dmskit.local.engine.apply.ChangeProcessing.Limits;
import io.dmskit.local.engine.apply.ChangeRouter;
import io.dmskit.local.engine.apply.ReducedPlan;
import io.dmskit.local.engine.apply.SelectedTables;
import io.dmskit.local.engine.apply.TableAlteration;
import io.dmskit.local.engine.capture.ChangeStream;
import io.dmskit.local.engine.capture.ConsistentPoint;
import io.dmskit.local.engine.validate.Validation;
import io.dmskit.local.engine.validate.ValidationBesideChanges;
import io.dmskit.mapping.InvalidMappingException;
import io.dmskit.mapping.plan.MappingPlan;
import io.dmskit.mapping.plan.TablePlan;
import io.dmskit.settings.LogComponent;
import io.dmskit.settings.TargetMetadata;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postgresql.replication.LogSequenceNumber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cached and ongoing changes, and what goes on beside them. */
final class ChangePhase {
    private static final Logger logger = LoggerFactory.getLogger(ChangePhase.class);

    private final RunContext run;
    private final Map<TableName, AppliedTable> tables = new LinkedHashMap<>();

    ChangePhase(RunContext run) {
        this.run = run;
    }

    /**
     * Applies changes until a stop or a limit.
     *
     * @param start where the log is read from
     * @param cachedUntil end of the changes that were made while tables were loaded, if they were
     */
    StopReason run(Checkpoint start, Optional<LogSequenceNumber> cachedUntil)
            throws ReplicationException, InterruptedException {
        if (run.spec().settings().get(TargetMetadata.BATCH_APPLY_ENABLED)) {
            logger.info(
                    "task {}: BatchApplyEnabled is not followed, changes are applied in commit order",
                    run.spec().resourceId());
        }
        run.statistics()
                .log()
                .write(
                        LogComponent.SOURCE_CAPTURE,
                        RunLog.Level.INFO,
                        "Ongoing replication reads the log from position "
                                + start.position().asString());
        try (Connection from = run.source().connect();
                Connection replication = run.source().connectForReplication();
                Applier applier = applier(Purpose.TASK, run.statistics());
                ChangeStream stream = new ChangeStream(
                        replication, run.log().open(replication, start.position(), run.stop()), from)) {
            planTables();
            run.statistics()
                    .fullLoadStart()
                    .filter(moment -> cachedUntil.isPresent())
                    .ifPresent(run.statistics()::transactionCaptured);
            Limits limits = new Limits(
                    start.position(),
                    cachedUntil,
                    run.settings().stopAfterCached(),
                    run.spec().stopAt());
            return process(stream, router(from, List.copyOf(tables.values()), applier), applier, limits, from);
        } catch (SQLException e) {
            throw run.source().failure(e);
        } finally {
            run.statistics().pending(0);
            tables.values().forEach(ChangePhase::close);
        }
    }

    private StopReason process(
            ChangeStream stream, ChangeRouter router, Applier applier, Limits limits, Connection from)
            throws ReplicationException, InterruptedException {
        StopSignal sideStop = new StopSignal();
        Boundaries boundaries = new Boundaries();
        SideThread.Work reloads = reloads(boundaries, router, applier, from, sideStop);
        SideThread.Work validation = validation(boundaries, sideStop);
        List<SideThread> beside = List.of(
                new SideThread("dmskit-reload", boundaries, reloads),
                new SideThread("dmskit-validation", boundaries, validation));
        try {
            return new ChangeProcessing(
                            run.source(), stream, router, applier, run.statistics(), run.stop(), limits, boundaries)
                    .run();
        } finally {
            boundaries.close();
            sideStop.raise();
            beside.forEach(SideThread::end);
        }
    }

    private SideThread.Work reloads(
            Boundaries boundaries, ChangeRouter router, Applier applier, Connection from, StopSignal sideStop) {
        ReloadsBesideChanges.CatchUp catchUp = (position, point, loaded) -> {
            boolean caughtUp = catchUp(position, point, loaded, from);
            for (AppliedTable table : loaded) {
                router.reroute(table);
            }
            applier.forgetStatements();
            return caughtUp;
        };
        return new ReloadsBesideChanges(run, tables, boundaries, catchUp, sideStop)::run;
    }

    private SideThread.Work validation(Boundaries boundaries, StopSignal sideStop) {
        if (!run.settings().validation().enabled()) {
            return () -> {};
        }
        Validation validation =
                run.validation(tables.values().stream().map(AppliedTable::plan).toList());
        ValidationBesideChanges beside =
                new ValidationBesideChanges(validation, run.source(), run.target(), tables, boundaries);
        return () -> beside.run(run.requests().validations(), sideStop);
    }

    private boolean catchUp(
            LogSequenceNumber position, ConsistentPoint point, List<AppliedTable> loaded, Connection from)
            throws ReplicationException, SQLException, InterruptedException {
        if (loaded.isEmpty() || position.equals(point.position())) {
            return true;
        }
        ReplicationStatistics apart = new ReplicationStatistics();
        try (Applier applier = applier(Purpose.RELOAD, apart);
                ChangeStream stream = point.changes(from)) {
            Limits limits = Limits.between(point.position(), position);
            new ChangeProcessing(
                            run.source(),
                            stream,
                            router(from, loaded, applier),
                            applier,
                            apart,
                            run.stop(),
                            limits,
                            new Boundaries())
                    .run();
            return !run.stop().isRaised();
        }
    }

    private Applier applier(Purpose purpose, ReplicationStatistics statistics) throws ReplicationException {
        return new Applier(
                purpose, run.target(), run.control(), statistics, run.settings().apply(), run.clock());
    }

    private ChangeRouter router(Connection from, List<AppliedTable> applied, Applier applier)
            throws ReplicationException {
        return new ChangeRouter(
                new SelectedTables(run.source(), from, applied),
                applier,
                run.settings().apply(),
                new TableAlteration(from, table -> replan(from, table)));
    }

    private Optional<TablePlan> replan(Connection from, TableName table) throws ReplicationException {
        try {
            return MappingPlan.of(
                            run.spec().mappings(),
                            PostgresCatalog.read(from),
                            run.settings().targetSchema())
                    .table(table);
        } catch (SQLException e) {
            throw run.source().failure(e);
        } catch (InvalidMappingException e) {
            return Optional.empty();
        }
    }

    private void planTables() throws SQLException, ReplicationException {
        try (Connection to = run.target().connect()) {
            Set<String> suspended = run.control().suspended(to);
            Set<String> reloading = run.control().reloads(to).keySet();
            Catalog there = PostgresCatalog.read(to);
            for (TablePlan plan : run.plans()) {
                String name = plan.source().name().toString();
                if (reloading.contains(name)) {
                    run.requests().reloads().putBack(Set.of(plan.source().name()));
                }
                if (plan.source().kind() == Table.Kind.VIEW) {
                    continue;
                }
                TablePlan reduced = there.table(plan.target())
                        .map(existing -> ReducedPlan.of(plan, existing))
                        .orElse(plan);
                AppliedTable table = new AppliedTable(reduced, run.progress(plan));
                tables.put(plan.source().name(), table);
                run.progress(plan)
                        .state(
                                stand(table, suspended.contains(name), reloading.contains(name)),
                                run.clock().instant());
                if (run.requests().reloads().contains(plan.source().name())) {
                    run.progress(plan).reloadAsked(run.clock().instant());
                }
            }
        }
    }

    private static State stand(AppliedTable table, boolean suspended, boolean reloading) {
        if (reloading) {
            table.reload();
            return State.TABLE_IS_BEING_RELOADED;
        }
        if (suspended) {
            table.suspend();
            return State.TABLE_ERROR;
        }
        return State.TABLE_COMPLETED;
    }

    private static void close(AppliedTable table) {
        try {
            table.close();
        } catch (SQLException e) {
            throw new IllegalStateException("SQLite in memory does not close", e);
        }
    }
}
