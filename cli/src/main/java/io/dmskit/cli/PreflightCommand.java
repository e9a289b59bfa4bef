package io.dmskit.cli;

import io.dmskit.cli.control.Answer;
import io.dmskit.cli.control.Aws;
import io.dmskit.cli.control.Databases;
import io.dmskit.document.Severity;
import io.dmskit.migration.Migration;
import io.dmskit.preflight.Preflight;
import io.dmskit.preflight.PreflightReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Looks at what a run would stumble over. */
@Command(
        name = "preflight",
        description = {
            "Looks at both databases and at the account before anything runs: what would stop the run or lose rows, what would",
            "change something on the way, and what to do about it. Proposes an instance class. It only reads."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Databases are opened from this machine with the secrets that the migration names.",
            "",
            "Examples:",
            "  dmskit preflight bank/migration.yaml",
            "  dmskit preflight bank --local --json",
            "  dmskit preflight bank/migration.yaml --fail-on warning"
        })
final class PreflightCommand extends ControlCommand {
    @Option(
            names = "--fail-on",
            paramLabel = "LEVEL",
            description = "Exit code 3 from this level on: ${COMPLETION-CANDIDATES} (default: error).",
            defaultValue = "ERROR")
    private Severity failOn = Severity.ERROR;

    PreflightCommand(Console console) {
        super(console);
    }

    @Override
    Answer run(Migration migration, Aws aws) {
        Databases databases = new Databases(aws.secrets(), aws.isLocal());
        PreflightReport report = Preflight.of(migration)
                .source(databases.of(migration.source()))
                .target(databases.of(migration.target()))
                .service(aws.dms().client())
                .check();
        return Answer.of(report.toJson(), report.describe(), report.passes(failOn) ? 0 : Main.FINDINGS);
    }
}
