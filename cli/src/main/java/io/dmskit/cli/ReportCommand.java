package io.dmskit.cli;

import io.dmskit.cli.control.Answer;
import io.dmskit.cli.control.Aws;
import io.dmskit.cli.control.ReportMaker;
import io.dmskit.migration.Migration;
import io.dmskit.monitoring.report.HtmlReport;
import io.dmskit.monitoring.report.MigrationReport;
import io.dmskit.monitoring.report.MigrationReport.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes what a migration came to as one page. */
@Command(
        name = "report",
        description = {
            "Writes one self-contained HTML page for each migration: what was asked, what moved, row counts and checksums, when it",
            "happened, what went wrong, the downtime, and what was left behind. What cannot be found out is said in the page."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:written, and nothing is known to be wrong with the migration",
            "1:it could not be written",
            "2:wrong use, or a file with errors",
            "3:written, and the migration has failed: by its task, its tables, or its cutover"
        },
        footer = {
            "",
            "Databases are opened from this machine with the secrets that the migration names, and only read.",
            "",
            "Examples:",
            "  dmskit report bank/migration.yaml",
            "  dmskit report bank --local --verify --output reports",
            "  dmskit report bank/migration.yaml --no-databases --json"
        })
final class ReportCommand extends ControlCommand {
    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Directory for the pages, NAME.html each (default: ${DEFAULT-VALUE}).",
            defaultValue = ".")
    private Path output = Path.of(".");

    @Option(
            names = "--verify",
            description = "Compare row counts and checksums now, within --timeout; best when nobody writes.")
    private boolean verify;

    @Option(names = "--no-databases", description = "Do not look into the databases for what was left behind.")
    private boolean noDatabases;

    @Option(
            names = "--record",
            paramLabel = "DIR",
            description = "Where dmskit watch keeps its records (default: ${DEFAULT-VALUE}).",
            defaultValue = ".dmskit/watch")
    private Path records = Path.of(".dmskit", "watch");

    @Option(
            names = "--cutovers",
            paramLabel = "DIR",
            description = "Where the journals of cutovers are, NAME-cutover.jsonl each (default: ${DEFAULT-VALUE}).",
            defaultValue = ".dmskit")
    private Path cutovers = Path.of(".dmskit");

    ReportCommand(Console console) {
        super(console);
    }

    @Override
    void checkOptions(List<Migration> migrations) {
        if (verify && noDatabases) {
            throw new WrongUseException(
                    "--verify compares what is in the databases, and --no-databases leaves them alone: give one");
        }
    }

    @Override
    Answer run(Migration migration, Aws aws) throws IOException {
        MigrationReport report = new ReportMaker(migration, aws, InstantSource.system())
                .make(new ReportMaker.Places(records, cutovers, !noDatabases, verify, arguments.timeout()));
        Path page = output.resolve(migration.name() + ".html");
        HtmlReport.write(report, page);
        return new Answer(
                document(report, page),
                migration.name() + ": " + report.verdict().id() + ", " + page + "\n",
                report.verdict() == Verdict.FAILED ? Main.FINDINGS : 0);
    }

    private static Map<String, Object> document(MigrationReport report, Path page) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("report", page.toString());
        json.put("verdict", report.verdict().id());
        report.reason().ifPresent(reason -> json.put("reason", reason));
        json.put("started", report.startedAt().toString());
        json.put("seconds", report.wall().toMillis() / 1000.0);
        json.put("loadedRows", report.loadedRows());
        json.put("appliedChanges", report.appliedChanges());
        json.put("watched", report.history().watched());
        json.put("incidents", report.history().incidents().size());
        report.cutover()
                .ifPresent(cutover ->
                        json.put("downtimeSeconds", cutover.downtime().toMillis() / 1000.0));
        report.verification().ifPresent(verification -> json.put("identical", verification.identical()));
        report.leftBehind().ifPresent(left -> json.put("leftBehind", left.document()));
        json.put("missing", report.missing());
        return json;
    }
}
