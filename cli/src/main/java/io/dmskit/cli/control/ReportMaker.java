package io.dmskit.cli.control;

import io.dmskit.catalog.Catalog;
import io.dmskit.catalog.ConnectionSupplier;
import io.dmskit.catalog.MysqlCatalog;
import io.dmskit.catalog.PostgresCatalog;
import io.dmskit.cutover.CutoverReport;
import io.dmskit.cutover.CutoverState;
import io.dmskit.cutover.FileJournal;
import io.dmskit.cutover.JournalEntry;
import io.dmskit.endpoint.Engine;
import io.dmskit.leftbehind.LeftBehind;
import io.dmskit.mapping.InvalidMappingException;
import io.dmskit.mapping.plan.MappingPlan;
import io.dmskit.migration.Migration;
import io.dmskit.monitoring.history.WatchHistory;
import io.dmskit.monitoring.history.WatchRecord;
import io.dmskit.monitoring.report.Asked;
import io.dmskit.monitoring.report.MigrationReport;
import io.dmskit.monitoring.report.MigrationReport.Verdict;
import io.dmskit.settings.TargetMetadata;
import io.dmskit.task.Outcome;
import io.dmskit.task.ReplicationHandle;
import io.dmskit.task.TableState;
import io.dmskit.task.TaskSnapshot;
import io.dmskit.task.TaskStatistics;
import io.dmskit.verify.VerificationException;
import io.dmskit.verify.VerificationReport;
import io.dmskit.verify.Verifier;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Puts together what can be told of one migration from wherever it is known. What is not known anywhere, or cannot be asked, is said in
 * the report. Used once, by one thread.
 */
public final class ReportMaker {
    private final Migration migration;
    private final Aws aws;
    private final InstantSource clock;
    private final List<String> missing = new ArrayList<>();

    /** Creates the value. */
    public ReportMaker(Migration migration, Aws aws, InstantSource clock) {
        this.migration = migration;
        this.aws = aws;
        this.clock = clock;
    }

    /**
     * Where to look.
     *
     * @param records folder of the records that watches keep
     * @param cutovers folder of the journals of cutovers
     * @param databases whether both databases are looked into for what was left behind
     * @param verify whether row counts and checksums are compared now
     * @param limit how long that may take
     */
    public record Places(Path records, Path cutovers, boolean databases, boolean verify, Duration limit) {}

    /** Returns the report. */
    public MigrationReport make(Places places) {
        Optional<Seen> seen = service();
        Optional<Instant> begin = seen.flatMap(Seen::begin);
        WatchHistory whole = history(places.records());
        WatchHistory history = begin.map(whole::since).orElse(whole);
        Optional<CutoverReport> cutover = cutover(places.cutovers());
        Optional<MappingPlan> plan = places.databases() || places.verify() ? plan() : Optional.empty();
        Optional<VerificationReport> verification =
                places.verify() ? plan.flatMap(known -> verify(known, places.limit())) : Optional.empty();
        Optional<LeftBehind> left = places.databases() ? plan.map(this::leftBehind) : Optional.empty();
        tellOfMissing(places, history, verification, cutover);
        Verdict verdict = verdict(seen, verification, cutover);
        Instant startedAt = begin.or(history::begin).orElseGet(clock::instant);
        Instant end = end(seen, history, cutover, startedAt);
        return new MigrationReport(
                Asked.of(migration),
                verdict,
                reason(seen, verification, cutover),
                startedAt,
                Duration.between(startedAt, end),
                history,
                seen.map(Seen::tables).filter(tables -> !tables.isEmpty()).orElse(history.tables()),
                seen.flatMap(Seen::fullLoad),
                verification,
                cutover,
                List.of(),
                left,
                missing);
    }

    /** A task and its tables as the service tells them. */
    private record Seen(TaskSnapshot task, List<TableState> tables) {
        Optional<Instant> begin() {
            return task.statistics().freshStart().or(task::started);
        }

        Optional<Duration> fullLoad() {
            TaskStatistics statistics = task.statistics();
            return statistics
                    .fullLoadStart()
                    .flatMap(start -> statistics.fullLoadFinish().map(finish -> Duration.between(start, finish)));
        }

        Optional<Outcome> outcome() {
            return task.hasRun() && task.status().ended() ? Optional.of(Outcome.of(task, tables)) : Optional.empty();
        }
    }

    private Optional<Seen> service() {
        try {
            Optional<ReplicationHandle> task = aws.dms().task(migration);
            if (task.isEmpty()) {
                missing.add("There is no task of this name on " + aws.describe()
                        + " (any more): what the service knew is gone.");
                return Optional.empty();
            }
            TaskSnapshot now = task.get().describe();
            if (!now.hasRun()) {
                missing.add("The task has never been started.");
            }
            return Optional.of(new Seen(now, now.hasRun() ? task.get().tableStatistics() : List.of()));
        } catch (SdkException e) {
            missing.add(sentence("The service could not be asked", e));
            return Optional.empty();
        }
    }

    private WatchHistory history(Path records) {
        try {
            return WatchRecord.read(records, migration.name());
        } catch (UncheckedIOException e) {
            missing.add(sentence("The record of the watch could not be read", e));
            return WatchHistory.NONE;
        }
    }

    private Optional<CutoverReport> cutover(Path folder) {
        Path journal = folder.resolve(migration.name() + "-cutover.jsonl");
        if (!Files.exists(journal)) {
            return Optional.empty();
        }
        try {
            List<JournalEntry> entries = new FileJournal(journal).entries();
            Optional<CutoverReport> report = CutoverReport.of(entries);
            if (report.isEmpty() && !entries.isEmpty()) {
                CutoverState last = entries.get(entries.size() - 1).state();
                missing.add("The journal of the cutover ends while " + last.describe()
                        + ": it goes on, or was cut off and is neither done nor rolled back.");
            }
            return report;
        } catch (UncheckedIOException e) {
            missing.add(sentence("The journal of the cutover could not be read", e));
            return Optional.empty();
        }
    }

    private Optional<MappingPlan> plan() {
        Engine engine = migration.source().engine();
        if (!engine.isPostgres() && !engine.isMysql()) {
            missing.add("The source could not be looked into: engine " + engine + " is not opened from here.");
            return Optional.empty();
        }
        try (Connection connection = database(true).connect()) {
            Catalog catalog = engine.isPostgres() ? PostgresCatalog.read(connection) : MysqlCatalog.read(connection);
            return Optional.of(MappingPlan.of(
                    migration.tableMappings(),
                    catalog,
                    Optional.of(migration.taskSettings().get(TargetMetadata.TARGET_SCHEMA))
                            .filter(schema -> !schema.isEmpty())));
        } catch (SQLException | InvalidMappingException | SdkException e) {
            missing.add(sentence("The source could not be looked into", e));
            return Optional.empty();
        }
    }

    private ConnectionSupplier database(boolean source) {
        return new Databases(aws.secrets(), aws.isLocal()).of(source ? migration.source() : migration.target());
    }

    private Optional<VerificationReport> verify(MappingPlan plan, Duration limit) {
        if (!migration.source().engine().isPostgres()
                || !migration.target().engine().isPostgres()) {
            missing.add("The tables were not compared: row counts and checksums are between PostgreSQL databases.");
            return Optional.empty();
        }
        try {
            return Optional.of(Verifier.between(database(true), database(false))
                    .checking(migration.cutover().verify())
                    .verify(plan, limit));
        } catch (VerificationException e) {
            missing.add(sentence("The tables were not compared", e));
            return Optional.empty();
        }
    }

    private LeftBehind leftBehind(MappingPlan plan) {
        return LeftBehind.look(
                plan,
                migration.source().engine(),
                database(true),
                migration.target().engine(),
                database(false));
    }

    private void tellOfMissing(
            Places places,
            WatchHistory history,
            Optional<VerificationReport> verification,
            Optional<CutoverReport> cutover) {
        if (!history.watched()) {
            missing.add(
                    "Nobody watched this run: there is no timeline, and nobody knows of incidents. dmskit watch keeps a record.");
        }
        if (verification.isEmpty() && !places.verify()) {
            missing.add("The tables were not compared: say --verify for row counts and checksums.");
        }
        if (cutover.isEmpty() && migration.type().replicates() && !Files.exists(journal(places.cutovers()))) {
            missing.add("There is no journal of a cutover at " + journal(places.cutovers())
                    + ": whether there was one is not known.");
        }
        if (!places.databases()) {
            missing.add("The databases were not looked into for what was left behind, as was asked.");
        }
    }

    private Path journal(Path folder) {
        return folder.resolve(migration.name() + "-cutover.jsonl");
    }

    private Verdict verdict(
            Optional<Seen> seen, Optional<VerificationReport> verification, Optional<CutoverReport> cutover) {
        if (!problems(seen, verification, cutover).isEmpty()) {
            return Verdict.FAILED;
        }
        // A run that replicates ends when somebody stops it; that it may be stopped, only a cutover or a comparison
        // says.
        boolean proven = verification.isPresent() || cutover.isPresent();
        boolean ended = seen.flatMap(Seen::outcome).isPresent();
        return cutover.isPresent() || (ended && (proven || !migration.type().replicates()))
                ? Verdict.SUCCEEDED
                : Verdict.UNFINISHED;
    }

    private static List<String> problems(
            Optional<Seen> seen, Optional<VerificationReport> verification, Optional<CutoverReport> cutover) {
        List<String> problems = new ArrayList<>();
        seen.flatMap(Seen::outcome)
                .filter(outcome -> !outcome.succeeded())
                .ifPresent(outcome -> problems.add(outcome.describe()));
        seen.filter(now -> now.outcome().isEmpty()).stream()
                .flatMap(now -> now.tables().stream())
                .filter(table -> table.suspended() || table.validation().failed())
                .forEach(table -> problems.add("the task goes on without " + table.describe()));
        verification.filter(report -> !report.identical()).ifPresent(report -> problems.add(report.describe()));
        cutover.flatMap(CutoverReport::reason).ifPresent(why -> problems.add("the cutover was rolled back: " + why));
        return problems;
    }

    private static Optional<String> reason(
            Optional<Seen> seen, Optional<VerificationReport> verification, Optional<CutoverReport> cutover) {
        List<String> problems = problems(seen, verification, cutover);
        if (!problems.isEmpty()) {
            return Optional.of(String.join("; ", problems));
        }
        return seen.map(now ->
                now.outcome().map(Outcome::describe).orElseGet(() -> now.task().describe()));
    }

    private Instant end(Optional<Seen> seen, WatchHistory history, Optional<CutoverReport> cutover, Instant startedAt) {
        boolean running = seen.filter(
                        now -> now.task().hasRun() && !now.task().status().ended())
                .isPresent();
        if (running) {
            return clock.instant();
        }
        return Stream.of(
                        seen.flatMap(now -> now.task().statistics().stop()),
                        history.end(),
                        cutover.map(report ->
                                report.steps().get(report.steps().size() - 1).startedAt()))
                .flatMap(Optional::stream)
                .filter(moment -> moment.isAfter(startedAt))
                .max(Instant::compareTo)
                .orElse(startedAt);
    }

    private static String sentence(String what, Exception why) {
        String reason = why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
        return what + ": " + reason.strip() + ".";
    }
}
