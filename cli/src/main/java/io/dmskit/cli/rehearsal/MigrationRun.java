package io.dmskit.cli.rehearsal;

import io.dmskit.Dms;
import io.dmskit.apply.ApplyStep;
import io.dmskit.catalog.ConnectionSupplier;
import io.dmskit.catalog.PostgresCatalog;
import io.dmskit.cutover.Cutover;
import io.dmskit.cutover.CutoverLimits;
import io.dmskit.cutover.CutoverListener;
import io.dmskit.cutover.CutoverReport;
import io.dmskit.cutover.CutoverState;
import io.dmskit.cutover.FileJournal;
import io.dmskit.cutover.MarkerTable;
import io.dmskit.leftbehind.LeftBehind;
import io.dmskit.local.engine.DatabaseAddress;
import io.dmskit.mapping.plan.MappingPlan;
import io.dmskit.migration.Migration;
import io.dmskit.settings.TargetMetadata;
import io.dmskit.task.Outcome;
import io.dmskit.task.Poller;
import io.dmskit.task.ReplicationHandle;
import io.dmskit.task.TaskSnapshot;
import io.dmskit.template.WorkloadTotals;
import io.dmskit.verify.VerificationReport;
import io.dmskit.verify.Verifier;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;

/** One migration of a rehearsal, from nothing to verified tables, exactly as it would be run on AWS. */
final class MigrationRun {
    private static final Duration TO_APPLY = Duration.ofMinutes(2);
    private static final Duration TO_START = Duration.ofMinutes(1);
    private static final Duration TO_LOAD = Duration.ofHours(6);
    private static final Duration TO_VERIFY = Duration.ofHours(2);

    private final Migration migration;
    private final ConnectionSupplier source;
    private final ConnectionSupplier target;
    private final Dms dms;
    private final Watches watches;
    private final Path journal;
    private final Narrator narrator;

    MigrationRun(Migration migration, StandIns standIns, Dms dms, Watches watches, Path journal, Narrator narrator) {
        DatabaseAddress from = standIns.source(migration);
        DatabaseAddress to = standIns.target(migration);
        this.migration = migration;
        this.source = () -> StandIns.connect(from);
        this.target = () -> StandIns.connect(to);
        this.dms = dms;
        this.watches = watches;
        this.journal = journal;
        this.narrator = narrator;
    }

    MigrationResult run() throws SQLException {
        MappingPlan plan = plan();
        ReplicationHandle task = dms.apply(migration, TO_APPLY, this::tell);
        try (SourceWriters writers = new SourceWriters(migration, source)) {
            return migration.type().replicates() ? replicate(plan, task, writers) : load(plan, task);
        }
    }

    private MappingPlan plan() throws SQLException {
        try (Connection connection = source.connect()) {
            return MappingPlan.of(
                    migration.tableMappings(),
                    PostgresCatalog.read(connection),
                    Optional.of(migration.taskSettings().get(TargetMetadata.TARGET_SCHEMA))
                            .filter(schema -> !schema.isEmpty()));
        }
    }

    private void tell(ApplyStep step) {
        narrator.say("  " + step.describe());
    }

    private MigrationResult load(MappingPlan plan, ReplicationHandle task) {
        try (Watch watch = watches.begin(migration, task, plan)) {
            task.start();
            Outcome outcome = task.awaitStopped(TO_LOAD);
            TaskSnapshot ended = watch.lastLook();
            watch.phase("comparing the tables");
            VerificationReport verification = verify(plan, TO_VERIFY);
            Optional<String> problem = outcome.succeeded()
                    ? Optional.of(verification)
                            .filter(report -> !report.identical())
                            .map(VerificationReport::describe)
                    : Optional.of(outcome.describe());
            return new MigrationResult(
                    migration,
                    plan,
                    ended,
                    watch.history(),
                    watch.incidents(),
                    leftBehind(plan),
                    Optional.of(verification),
                    Optional.empty(),
                    new WorkloadTotals(0, new TreeMap<>()),
                    problem);
        }
    }

    private MigrationResult replicate(MappingPlan plan, ReplicationHandle task, SourceWriters writers) {
        try (Watch watch = watches.begin(migration, task, plan)) {
            if (migration.type().loads()) {
                // A bank does not stop for its migration: the writers are there before, during and after the load.
                writers.start();
                task.start();
                task.awaitFullLoad(TO_LOAD);
            } else {
                task.start();
                task.awaitRunning(TO_START);
                writers.start();
            }
            watch.phase("replicating");
            letThemWrite(task, writers);
            CutoverReport cutover = cutover(plan, writers, watch);
            return new MigrationResult(
                    migration,
                    plan,
                    watch.lastLook(),
                    watch.history(),
                    watch.incidents(),
                    leftBehind(plan),
                    cutover.verification(),
                    Optional.of(cutover),
                    writers.totals(),
                    cutover.reason());
        }
    }

    private void letThemWrite(ReplicationHandle task, SourceWriters writers) {
        Duration duration = migration.rehearsal().orElseThrow().duration();
        Instant until = Instant.now().plus(duration);
        Poller.every(Duration.ofMillis(500))
                .until(
                        "the end of " + duration.toSeconds() + " s of writing",
                        () -> {
                            writers.check();
                            requireRunning(task);
                            return Instant.now().isAfter(until) ? Optional.of(until) : Optional.empty();
                        },
                        duration.plusMinutes(1));
    }

    private static void requireRunning(ReplicationHandle task) {
        TaskSnapshot now = task.describe();
        if (now.status().ended()) {
            throw new IllegalStateException("task " + now.identifier() + " ended by itself: " + now.describe());
        }
    }

    private CutoverReport cutover(MappingPlan plan, SourceWriters writers, Watch watch) {
        return Cutover.under(migration.cutover())
                .limits(CutoverLimits.REHEARSAL)
                .replication(watch.monitored())
                .writers(writers)
                .marker(MarkerTable.find(plan, source, target)
                        .orElseThrow(() -> new IllegalStateException("migration " + migration.name()
                                + " selects no marker table: create table dmskit_marker (id text primary key,"
                                + " written_at timestamptz) in a schema that the table mappings select")))
                .verification(left -> verify(plan, left))
                .journal(new FileJournal(journal))
                .listener(new CutoverListener() {
                    @Override
                    public void entered(CutoverState state) {
                        watch.phase("cutover: " + state.describe());
                    }
                })
                .build()
                .run();
    }

    private LeftBehind leftBehind(MappingPlan plan) {
        return LeftBehind.look(
                plan, migration.source().engine(), source, migration.target().engine(), target);
    }

    private VerificationReport verify(MappingPlan plan, Duration limit) {
        return Verifier.between(source, target)
                .checking(migration.cutover().verify())
                .verify(plan, limit);
    }
}
