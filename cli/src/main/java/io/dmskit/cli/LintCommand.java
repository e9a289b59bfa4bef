package io.dmskit.cli;

import io.dmskit.catalog.Catalog;
import io.dmskit.cli.language.CatalogSource;
import io.dmskit.cli.language.DocumentKind;
import io.dmskit.cli.language.FindingCode;
import io.dmskit.cli.language.LintJson;
import io.dmskit.cli.language.LintLines;
import io.dmskit.cli.language.LintOptions;
import io.dmskit.cli.language.LintReport;
import io.dmskit.cli.language.Linter;
import io.dmskit.cli.language.Sarif;
import io.dmskit.cli.language.Source;
import io.dmskit.document.Severity;
import io.dmskit.settings.MigrationType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks documents. */
@Command(
        name = "lint",
        description = {
            "Checks table mappings, task settings, migration files, catalog descriptions and CloudFormation templates.",
            "What a file is, is told by its content. One mapping and one settings file are checked against each other too.",
            "Templates are held against Security Hub's controls for DMS (DMS.1 to DMS.13) and what DMS refuses."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing at the asked level",
            "2:wrong use, or a file that cannot be read",
            "3:findings at the asked level or above"
        },
        footer = {
            "",
            "Examples:",
            "  dmskit lint table-mappings.json task-settings.json --type full-load-and-cdc",
            "  dmskit lint migration.yaml --fail-on warning",
            "  dmskit lint table-mappings.json --target-engine kafka --catalog source.yaml",
            "  dmskit lint cdk.out/*.template.json --fail-on warning",
            "  dmskit lint --sarif *.json > dmskit.sarif         for code review",
            "  aws dms describe-replication-tasks --query 'ReplicationTasks[0].TableMappings' --output text | dmskit lint -",
            "  dmskit lint --codes                               every code, and what to do"
        })
final class LintCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(arity = "0..*", paramLabel = "FILE", description = "Files; - is standard input.")
    private List<String> files = new ArrayList<>();

    @Option(names = "--as", paramLabel = "KIND", description = "What the files are: ${COMPLETION-CANDIDATES}.")
    private @Nullable DocumentKind as;

    @Option(names = "--type", paramLabel = "TYPE", description = "Migration type: ${COMPLETION-CANDIDATES}.")
    private @Nullable MigrationType type;

    @Option(names = "--source-engine", paramLabel = "ENGINE", description = "The source's engine, such as oracle.")
    private @Nullable String sourceEngine;

    @Option(names = "--target-engine", paramLabel = "ENGINE", description = "The target's engine, such as kafka.")
    private @Nullable String targetEngine;

    @Option(names = "--engine-version", paramLabel = "VERSION", description = "The version of DMS, such as 3.5.4.")
    private @Nullable String engineVersion;

    @Option(names = "--settings", paramLabel = "FILE", description = "Task settings that belong to the mappings.")
    private @Nullable String settings;

    @Option(names = "--catalog", paramLabel = "FILE", description = "Description of the source's tables.")
    private @Nullable String catalog;

    @Option(
            names = "--fail-on",
            paramLabel = "LEVEL",
            description = "Exit code 3 from this level on: ${COMPLETION-CANDIDATES} (default: error).",
            defaultValue = "ERROR")
    private Severity failOn = Severity.ERROR;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Option(names = "--sarif", description = "Print a SARIF 2.1.0 log.")
    private boolean sarif;

    @Option(names = "--codes", description = "List every code with what to do, and check nothing.")
    private boolean codes;

    LintCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (codes) {
            FindingCode.all().forEach(code -> console.out()
                    .println(String.format("%-5s ", code.code()) + code.title() + ": " + code.remedy()));
            return 0;
        }
        List<String> arguments = new ArrayList<>(files);
        Optional.ofNullable(settings).ifPresent(arguments::add);
        if (arguments.isEmpty()) {
            throw new WrongUseException("lint needs a file, or - for standard input");
        }
        LintReport report = Linter.lint(arguments, System.in, options());
        print(report);
        if (report.unreadable() > 0) {
            return Main.WRONG_USE;
        }
        return report.reaches(failOn) ? Main.FINDINGS : 0;
    }

    private LintOptions options() {
        return new LintOptions(
                Optional.ofNullable(as),
                Optional.ofNullable(type),
                Optional.ofNullable(sourceEngine).map(word -> Engines.named("--source-engine", word)),
                Optional.ofNullable(targetEngine).map(word -> Engines.named("--target-engine", word)),
                Optional.ofNullable(catalog).map(LintCommand::catalog),
                Optional.ofNullable(engineVersion));
    }

    private static Catalog catalog(String file) {
        return CatalogSource.read(Source.read(file, System.in));
    }

    private void print(LintReport report) {
        if (json) {
            console.out().print(LintJson.write(report));
        } else if (sarif) {
            console.out().print(new Sarif(report, Main.version(), Path.of("")).write());
        } else {
            new LintLines(report, console.paint()).lines().forEach(console.out()::println);
        }
        console.out().flush();
    }
}
