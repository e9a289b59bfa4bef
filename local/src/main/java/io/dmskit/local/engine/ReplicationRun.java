package io.dmskit.local.engine;

import io.dmskit.catalog.Catalog;
import io.dmskit.catalog.PostgresCatalog;
import io.dmskit.catalog.Table;
import io.dmskit.catalog.TableName;
import io.dmskit.local.engine.ReplicationSpec.Start;
import io.dmskit.local.engine.TableStatistics.State;
import io.dmskit.local.engine.apply.AppliedTable;
import io.dmskit.local.engine.apply.Applier;
import io.dmskit.local.engine.apply.ChangeProcessing;
import io.dmskit.local.engine.apply.ChangeProcessing.Limits;
import io.dmskit.local.engine.apply.ChangeRouter;
import io.dmskit.local.engine.apply.ControlTables;
import io.dmskit.local.engine.apply.ReducedPlan;
import io.dmskit.local.engine.apply.SelectedTables;
import io.dmskit.local.engine.apply.TableAlteration;
import io.dmskit.local.engine.capture.ChangeStream;
import io.dmskit.local.engine.capture.SourceLog;
import io.dmskit.local.engine.load.FullLoad;
import io.dmskit.local.engine.load.SnapshotReaders;
import io.dmskit.local.engine.load.TargetTable;
import io.dmskit.mapping.InvalidMappingException;
import io.dmskit.mapping.plan.MappingPlan;
import io.dmskit.mapping.plan.TablePlan;
import io.dmskit.settings.FullLoadSettings.TargetTablePrepMode;
import io.dmskit.settings.LogComponent;
import io.dmskit.settings.TargetMetadata;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.ReplicationSlotInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The phases of a run: load, cached changes, ongoing changes. */
final class ReplicationRun {
    /** SQLSTATE of a call that a stop cancelled. */
    private static final String CANCELLED = "57014";

    private static final Logger logger = LoggerFactory.getLogger(ReplicationRun.class);

    private final ReplicationSpec spec;
    private final RunSettings settings;
    private final List<TablePlan> plans;
    private final ReplicationStatistics statistics;
    private final InstantSource clock;
    private final StopSignal stop;
    private final PostgresDatabase source;
    private final PostgresDatabase target;
    private final SourceLog log;
    private final ControlTables control;
    private @Nullable Checkpoint opened;

    ReplicationRun(
            ReplicationSpec spec,
            MappingPlan plan,
            ReplicationStatistics statistics,
            InstantSource clock,
            StopSignal stop,
            Sessions sessions) {
        this.spec = spec;
        this.settings = RunSettings.of(spec.settings());
        this.plans = plan.tables();
        this.statistics = statistics;
        this.clock = clock;
        this.stop = stop;
        this.source = new PostgresDatabase("source", spec.source(), sessions);
        this.target = new PostgresDatabase("target", spec.target(), sessions);
        this.log = new SourceLog(source, spec.resourceId());
        this.control = new ControlTables(settings.controlSchema(), spec.resourceId());
    }

    /** Makes the slot of a first cdc run, so that nothing is missed between now and {@link #run}. */
    void openLog() throws ReplicationException, InterruptedException {
        boolean first = spec.start() != Start.RESUME_PROCESSING && !spec.type().loads();
        if (first && spec.cdcStartPosition().isEmpty() && !plans.isEmpty()) {
            opened = newSlot();
        }
    }

    StopReason run() throws ReplicationException, InterruptedException {
        boolean afresh = spec.start() != Start.RESUME_PROCESSING;
        statistics.begin(plans.stream().map(TablePlan::source).toList(), afresh, clock);
        if (plans.isEmpty()) {
            return StopReason.NORMAL;
        }
        try {
            return spec.type().replicates() ? replicate(afresh) : loadOnly(afresh);
        } catch (ReplicationException e) {
            if (stop.isRaised()
                    && e.getCause() instanceof SQLException cause
                    && CANCELLED.equals(cause.getSQLState())) {
                return StopReason.NORMAL;
            }
            throw e;
        }
    }

    private StopReason loadOnly(boolean afresh) throws ReplicationException, InterruptedException {
        List<TablePlan> open = plans.stream()
                .filter(plan -> afresh || progress(plan).state() != State.TABLE_COMPLETED)
                .toList();
        List<TargetTable> targets = targets(open);
        prepare(targets, settings.prepMode());
        load(targets, SnapshotReaders.open(source, readers(open)));
        return stop.isRaised() ? StopReason.NORMAL : StopReason.FULL_LOAD_ONLY_FINISHED;
    }

    private StopReason replicate(boolean afresh) throws ReplicationException, InterruptedException {
        Optional<Checkpoint> position = afresh ? Optional.empty() : savedPosition();
        if (position.isPresent()) {
            requireSlot(position.get());
            return changes(position.get(), Optional.empty());
        }
        Checkpoint start = spec.type().loads() ? loadForChanges(afresh) : startChanges();
        if (stop.isRaised()) {
            return StopReason.NORMAL;
        }
        if (spec.type().loads() && settings.stopBeforeCached()) {
            return StopReason.STOPPED_AFTER_FULL_LOAD;
        }
        return changes(start, spec.type().loads() ? Optional.of(endOfLog()) : Optional.empty());
    }

    /** Loads all tables as they were when the slot was made, so that the slot's log holds exactly what is missing. */
    private Checkpoint loadForChanges(boolean afresh) throws ReplicationException, InterruptedException {
        log.drop(stop);
        List<TargetTable> targets = targets(plans);
        try (Connection to = target.connect()) {
            control.create(to);
            prepareForChanges(targets, afresh, to);
        } catch (SQLException e) {
            throw target.failure(e);
        }
        try (Connection from = source.connect();
                Connection replication = source.connectForReplication()) {
            log.publish(from, published());
            ReplicationSlotInfo slot = log.create(replication, stop);
            List<Connection> readers = SnapshotReaders.open(source, readers(plans), slot.getSnapshotName());
            Checkpoint start = new Checkpoint(slot.getConsistentPoint());
            load(targets, readers);
            if (!stop.isRaised()) {
                endLoad(start);
            }
            return start;
        } catch (SQLException e) {
            throw source.failure(e);
        }
    }

    private void prepareForChanges(List<TargetTable> targets, boolean afresh, Connection to)
            throws SQLException, ReplicationException {
        if (!afresh) {
            prepareAgain(targets, to);
            return;
        }
        control.forget(to);
        for (TargetTable table : targets) {
            if (settings.prepMode() == TargetTablePrepMode.DO_NOTHING && table.holdsRows(to)) {
                control.saveHeldRows(to, table.plan().target());
            }
        }
        prepare(targets, settings.prepMode());
    }

    /** A load that was interrupted is done again; what it wrote is removed first, if it can be told from what was there before. */
    private void prepareAgain(List<TargetTable> targets, Connection to) throws SQLException, ReplicationException {
        Set<String> held = control.heldRows(to);
        TargetTablePrepMode mode = settings.prepMode();
        for (TargetTable table : targets) {
            if (mode == TargetTablePrepMode.DO_NOTHING
                    && held.contains(table.plan().target().toString())) {
                throw new ReplicationException(
                        "the load of table " + table.plan().target() + " was interrupted, and the table"
                                + " held rows before: empty it by hand and use reload-target");
            }
        }
        prepare(targets, mode == TargetTablePrepMode.DO_NOTHING ? TargetTablePrepMode.TRUNCATE_BEFORE_LOAD : mode);
    }

    private void endLoad(Checkpoint start) throws ReplicationException {
        try (Connection to = target.connect()) {
            to.setAutoCommit(false);
            for (TablePlan plan : plans) {
                if (progress(plan).state() == State.TABLE_ERROR) {
                    control.suspend(to, plan.source().name(), "the full load failed");
                }
            }
            control.savePosition(to, start);
            to.commit();
        } catch (SQLException e) {
            throw target.failure(e);
        }
    }

    private Checkpoint startChanges() throws ReplicationException, InterruptedException {
        Checkpoint start = spec.cdcStartPosition().isPresent() ? givenPosition() : opened;
        if (start == null) {
            start = newSlot();
        }
        List<TargetTable> targets = targets(plans);
        prepare(targets, TargetTablePrepMode.DO_NOTHING);
        try (Connection to = target.connect()) {
            control.create(to);
            control.forget(to);
            control.savePosition(to, start);
        } catch (SQLException e) {
            throw target.failure(e);
        }
        plans.forEach(plan -> progress(plan).state(State.TABLE_COMPLETED, clock.instant()));
        return start;
    }

    private Checkpoint newSlot() throws ReplicationException, InterruptedException {
        log.drop(stop);
        try (Connection from = source.connect();
                Connection replication = source.connectForReplication()) {
            log.publish(from, published());
            return new Checkpoint(log.create(replication, stop).getConsistentPoint());
        } catch (SQLException e) {
            throw source.failure(e);
        }
    }

    private Checkpoint givenPosition() throws ReplicationException {
        try {
            Checkpoint position = Checkpoint.parse(spec.cdcStartPosition().orElseThrow());
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
    private LogSequenceNumber requireSlot(Checkpoint position) throws ReplicationException {
        try (Connection from = source.connect()) {
            Optional<LogSequenceNumber> confirmed = log.confirmed(from);
            if (confirmed.isEmpty()) {
                throw new ReplicationException("replication slot " + log.name() + " is not on " + source.role() + " "
                        + source.address() + ", so the changes since "
                        + position.position().asString() + " are not to be had: use reload-target, or start a cdc task"
                        + " without a start position");
            }
            log.publish(from, published());
            return confirmed.get();
        } catch (SQLException e) {
            throw source.failure(e);
        }
    }

    private Optional<Checkpoint> savedPosition() throws ReplicationException {
        try (Connection to = target.connect()) {
            control.create(to);
            return control.position(to);
        } catch (SQLException e) {
            throw target.failure(e);
        }
    }

    private StopReason changes(Checkpoint start, Optional<LogSequenceNumber> cachedUntil)
            throws ReplicationException, InterruptedException {
        if (spec.settings().get(TargetMetadata.BATCH_APPLY_ENABLED)) {
            logger.info(
                    "task {}: BatchApplyEnabled is not followed, changes are applied in commit order",
                    spec.resourceId());
        }
        statistics
                .log()
                .write(
                        LogComponent.SOURCE_CAPTURE,
                        RunLog.Level.INFO,
                        "Ongoing replication reads the log from position "
                                + start.position().asString());
        List<AppliedTable> tables = new ArrayList<>();
        try (Connection from = source.connect();
                Connection replication = source.connectForReplication();
                Applier applier = new Applier(target, control, statistics, settings.apply(), clock);
                ChangeStream stream =
                        new ChangeStream(replication, log.open(replication, start.position(), stop), from)) {
            appliedTables(tables);
            SelectedTables selected = new SelectedTables(source, from, tables);
            ChangeRouter router = new ChangeRouter(
                    selected, applier, settings.apply(), new TableAlteration(from, table -> replan(from, table)));
            Limits limits = new Limits(start.position(), cachedUntil, settings.stopAfterCached(), spec.stopAt());
            statistics
                    .fullLoadStart()
                    .filter(moment -> cachedUntil.isPresent())
                    .ifPresent(statistics::transactionCaptured);
            return new ChangeProcessing(source, stream, router, applier, statistics, stop, limits).run();
        } catch (SQLException e) {
            throw source.failure(e);
        } finally {
            statistics.pending(0);
            close(tables);
        }
    }

    private Optional<TablePlan> replan(Connection from, TableName table) throws ReplicationException {
        try {
            return MappingPlan.of(spec.mappings(), PostgresCatalog.read(from), settings.targetSchema())
                    .table(table);
        } catch (SQLException e) {
            throw source.failure(e);
        } catch (InvalidMappingException e) {
            return Optional.empty();
        }
    }

    private void appliedTables(List<AppliedTable> tables) throws SQLException, ReplicationException {
        try (Connection to = target.connect()) {
            Set<String> suspended = control.suspended(to);
            Catalog there = PostgresCatalog.read(to);
            for (TablePlan plan : plans) {
                if (plan.source().kind() == Table.Kind.VIEW) {
                    continue;
                }
                TablePlan reduced = there.table(plan.target())
                        .map(existing -> ReducedPlan.of(plan, existing))
                        .orElse(plan);
                AppliedTable table = new AppliedTable(reduced, progress(plan));
                tables.add(table);
                if (suspended.contains(plan.source().name().toString())) {
                    table.suspend();
                    progress(plan).state(State.TABLE_ERROR, clock.instant());
                } else {
                    progress(plan).state(State.TABLE_COMPLETED, clock.instant());
                }
            }
        }
    }

    private static void close(List<AppliedTable> tables) {
        for (AppliedTable table : tables) {
            try {
                table.close();
            } catch (SQLException e) {
                throw new IllegalStateException("SQLite in memory does not close", e);
            }
        }
    }

    private void load(List<TargetTable> targets, List<Connection> readers)
            throws ReplicationException, InterruptedException {
        statistics.loadStarted();
        FullLoad.Policy policy = new FullLoad.Policy(
                settings.keyAfterLoad(), settings.stopOnTableError(), spec.start() == Start.RELOAD_TARGET);
        new FullLoad(target, policy, clock, stop).run(targets, statistics, readers);
        if (!stop.isRaised()) {
            statistics.loadEnded();
        }
    }

    private void prepare(List<TargetTable> targets, TargetTablePrepMode mode) throws ReplicationException {
        boolean keyNow = !settings.keyAfterLoad() || !spec.type().loads();
        try (Connection to = target.connect()) {
            for (TargetTable table : targets) {
                table.prepare(to, mode, keyNow);
            }
        } catch (SQLException e) {
            throw target.failure(e);
        }
    }

    private List<TargetTable> targets(List<TablePlan> open) throws ReplicationException {
        try (Connection to = target.connect()) {
            Catalog catalog = PostgresCatalog.read(to);
            return open.stream()
                    .map(plan -> new TargetTable(plan, catalog.table(plan.target())))
                    .toList();
        } catch (SQLException e) {
            throw target.failure(e);
        }
    }

    private int readers(List<TablePlan> open) {
        int units = open.stream()
                .mapToInt(plan -> plan.ranges()
                        .map(ranges -> ranges.boundaries().size() + 1)
                        .orElse(1))
                .sum();
        return Math.max(1, Math.min(settings.readers(), units));
    }

    private List<TableName> published() {
        return plans.stream()
                .map(TablePlan::source)
                .filter(table -> table.kind() != Table.Kind.VIEW)
                .map(Table::name)
                .toList();
    }

    private LogSequenceNumber endOfLog() throws ReplicationException {
        try (Connection from = source.connect();
                Statement statement = from.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_current_wal_lsn()::text")) {
            row.next();
            return LogSequenceNumber.valueOf(row.getString(1));
        } catch (SQLException e) {
            throw source.failure(e);
        }
    }

    private TableProgress progress(TablePlan plan) {
        return statistics.table(plan.source().name());
    }
}
