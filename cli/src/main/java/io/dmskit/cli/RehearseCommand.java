package io.dmskit.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dmskit.cli.rehearsal.Narrator;
import io.dmskit.cli.rehearsal.Rehearsal;
import io.dmskit.cli.rehearsal.RehearsalOptions;
import io.dmskit.cli.rehearsal.RehearsalOutcome;
import io.dmskit.cli.rehearsal.RehearsalReport;
import io.dmskit.cli.rehearsal.RehearsalResult;
import io.dmskit.local.DmskitLocal;
import io.dmskit.migration.Migration;
import io.dmskit.migration.MigrationFile;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a whole migration on this machine. */
@Command(
        name = "rehearse",
        description = {
            "Runs a whole migration on this machine: stand-in databases, dmskit-local, load, changes, cutover, proof.",
            "Nothing is left running afterwards."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  dmskit rehearse bank                    a bank leaves Oracle while it goes on working",
            "  dmskit rehearse store                   a small store over a weekend",
            "  dmskit rehearse stores --json           three stores report to one headquarters",
            "  dmskit rehearse my-bank/migration.yaml  your own, see dmskit templates",
            "  dmskit rehearse bank --localstack http://localhost:4566",
            "                                          with the secrets and metrics of a LocalStack"
        })
final class RehearseCommand implements Callable<Integer> {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Console console;

    @Parameters(paramLabel = "NAME|FILE", description = "A template, or a migration file with a rehearsal section.")
    private String name = "";

    @Option(
            names = "--json",
            description = "Print one JSON document on standard output; all else goes to standard error.")
    private boolean json;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Preferred loopback port of dmskit-local; a free one is taken when it is in use"
                    + " (default: ${DEFAULT-VALUE}).",
            defaultValue = "" + DmskitLocal.USUAL_PORT)
    private int port;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Directory for the report and the cutover's journal (default: ${DEFAULT-VALUE}).",
            defaultValue = "target")
    private Path output = Path.of("target");

    @Mixin
    private final ForwardingOptions forwarding = new ForwardingOptions();

    RehearseCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Instant began = Instant.now();
        try {
            return ControlC.interrupts(() -> rehearse(began));
        } catch (Exception e) {
            Throwable failure = Thread.currentThread().isInterrupted() || e instanceof InterruptedException
                    ? new IllegalStateException("interrupted; everything has been stopped", e)
                    : e;
            if (json) {
                print(RehearsalResult.failed(name, Failures.reason(failure), since(began)));
            }
            console.failure(failure);
            return Failures.exitCode(failure);
        }
    }

    private int rehearse(Instant began) throws Exception {
        List<Migration> migrations = MigrationFile.read(TemplateFiles.migrationFile(name));
        boolean live = console.isTerminal() && !json;
        PrintStream stream = json ? console.err() : console.out();
        Narrator narrator = new ConsoleNarrator(console, stream, live);
        narrator.say(console.styled(
                "@|bold Rehearsing " + name + "|@ (" + migrations.get(0).type() + ")"));
        RehearsalOutcome outcome = new Rehearsal(
                        migrations,
                        new RehearsalOptions(name, port, output, forwarding.forwarding()),
                        narrator,
                        new ConsoleScreen(stream, live, migrations.size() > 1))
                .run();
        RehearsalReport report = new RehearsalReport(name, began, since(began), outcome);
        RehearsalResult result = report.result(report.write(output));
        if (json) {
            print(result);
        }
        new Summary(console, stream).print(result);
        return result.succeeded() ? 0 : 1;
    }

    private void print(RehearsalResult result) {
        try {
            console.out().println(JSON.writeValueAsString(result));
        } catch (JsonProcessingException e) {
            throw new AssertionError("a record of plain values is always JSON", e);
        }
    }

    private static Duration since(Instant began) {
        return Duration.between(began, Instant.now());
    }
}
