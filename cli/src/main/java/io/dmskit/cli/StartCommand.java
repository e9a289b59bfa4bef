package io.dmskit.cli;

import io.dmskit.checkpoint.SourcePosition;
import io.dmskit.cli.control.Answer;
import io.dmskit.cli.control.Aws;
import io.dmskit.cli.control.Databases;
import io.dmskit.endpoint.Access;
import io.dmskit.migration.Capacity;
import io.dmskit.migration.Migration;
import io.dmskit.position.CdcStart;
import io.dmskit.position.CdcStopPosition;
import io.dmskit.preflight.Preflight;
import io.dmskit.preflight.PreflightReport;
import io.dmskit.task.ReplicationHandle;
import io.dmskit.task.Start;
import io.dmskit.task.Started;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts tasks. */
@Command(
        name = "start",
        description = {
            "Starts a migration's task: the first run, or where the last one ended. Before a first run both databases are",
            "looked at, and nothing is started when something would stop it or lose rows."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  dmskit start bank/migration.yaml                       until it runs",
            "  dmskit start bank --local --await full-load            until every table is loaded",
            "  dmskit start store-17.yaml --await end --timeout 48h   a full load over a weekend",
            "  dmskit start bank-cdc.yaml --from 4AF/B00000D0 --until commit_time:2026-11-28T02:00:00"
        })
final class StartCommand extends ControlCommand {
    @Mixin
    private final AwaitOption await = new AwaitOption();

    @Option(
            names = "--from",
            paramLabel = "POSITION",
            description = "Where a cdc task begins: a position of the source's log, a checkpoint, or a UTC time.")
    private @Nullable String from;

    @Option(
            names = "--until",
            paramLabel = "POSITION",
            description = "Where it stops by itself: server_time: or commit_time: and a UTC time.")
    private @Nullable String until;

    @Option(names = "--skip-preflight", description = "Start without a look at the databases.")
    private boolean skipPreflight;

    StartCommand(Console console) {
        super(console);
    }

    /** What cannot be read as a position is wrong use, found before anything is asked. */
    @Override
    void checkOptions(List<Migration> migrations) {
        try {
            Optional.ofNullable(from).ifPresent(CdcStart::parse);
            Optional.ofNullable(until).ifPresent(CdcStopPosition::parse);
        } catch (IllegalArgumentException e) {
            throw new WrongUseException(Failures.reason(e));
        }
    }

    @Override
    Answer run(Migration migration, Aws aws) {
        ReplicationHandle task = task(migration, aws);
        if (!skipPreflight && !task.describe().hasRun()) {
            gate(migration, aws);
        }
        Started started = task.start(knowing(asked(migration), migration, aws));
        started.warnings().forEach(warning -> progress().println("  warning: " + warning));
        return awaited(migration, task, started.type(), await.phase());
    }

    private Start asked(Migration migration) {
        Start start = from == null ? Start.next() : Start.from(CdcStart.parse(from));
        return Optional.ofNullable(until)
                .map(CdcStopPosition::parse)
                .or(() -> stopOf(migration))
                .map(start::until)
                .orElse(start);
    }

    /** A task has been told at its creation; a serverless replication can be told only when it starts. */
    private static Optional<CdcStopPosition> stopOf(Migration migration) {
        return migration.capacity() instanceof Capacity.Serverless
                ? migration.cdc().stop()
                : Optional.empty();
    }

    /** Where the source's log stood before the start is what a replay needs; a source that is out of reach keeps it to itself. */
    private Start knowing(Start start, Migration migration, Aws aws) {
        if (!migration.type().replicates() || !(migration.source().access() instanceof Access.Database)) {
            return start;
        }
        try (Connection source = databases(aws).of(migration.source()).connect()) {
            SourcePosition captured = SourcePosition.capture(migration.source().engine(), source);
            progress().println("  the source stands at " + captured + ", kept in the journal");
            return start.knowing(captured);
        } catch (SQLException | IllegalArgumentException e) {
            progress().println("  the source's position is not kept: " + Failures.reason(e));
            return start;
        }
    }

    private static Databases databases(Aws aws) {
        return new Databases(aws.secrets(), aws.isLocal());
    }

    /** Nothing is started that would stop by itself or lose rows; warnings are said and let through. */
    private void gate(Migration migration, Aws aws) {
        progress().println("  looking at both databases");
        Databases databases = databases(aws);
        PreflightReport report = Preflight.of(migration)
                .source(databases.of(migration.source()))
                .target(databases.of(migration.target()))
                .check();
        report.warnings().forEach(finding -> progress().println("  warning: " + finding));
        report.requireNoErrors();
    }
}
