package io.dmskit.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dmskit.cli.rehearsal.Narrator;
import io.dmskit.cli.rehearsal.Rehearsal;
import io.dmskit.cli.rehearsal.RehearsalOptions;
import io.dmskit.cli.rehearsal.RehearsalOutcome;
import io.dmskit.cli.rehearsal.RehearsalPage;
import io.dmskit.cli.rehearsal.RehearsalReport;
import io.dmskit.cli.rehearsal.RehearsalResult;
import io.dmskit.cli.rehearsal.Screen;
import io.dmskit.local.DmskitLocal;
import io.dmskit.migration.Migration;
import io.dmskit.migration.MigrationFile;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
            "  dmskit rehearse bank --web              the same, on a page in your browser too",
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

    @Option(
            names = "--web",
            arity = "0..1",
            paramLabel = "PORT",
            fallbackValue = "0",
            description = "Show it on a page too, for reading, on this loopback port; without PORT on any free one.")
    private @Nullable Integer web;

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
                print(failed(failure, began));
            }
            console.failure(failure);
            return Failures.exitCode(failure);
        }
    }

    private RehearsalResult failed(Throwable failure, Instant began) {
        return RehearsalResult.failed(name, Failures.reason(failure), since(began));
    }

    private int rehearse(Instant began) throws Exception {
        List<Migration> migrations = MigrationFile.read(TemplateFiles.migrationFile(name));
        boolean live = console.isTerminal() && !json;
        PrintStream stream = json ? console.err() : console.out();
        Narrator narrator = new ConsoleNarrator(console, stream, live);
        narrator.say(console.styled(
                "@|bold Rehearsing " + name + "|@ (" + migrations.get(0).type() + ")"));
        Screen screen = new ConsoleScreen(stream, live, migrations.size() > 1);
        RehearsalResult result = web == null
                ? rehearsed(began, rehearsal(migrations, narrator, screen))
                : onPage(web, began, migrations, narrator, screen);
        if (json) {
            print(result);
        }
        new Summary(console, stream).print(result);
        return result.succeeded() ? 0 : 1;
    }

    private RehearsalResult onPage(
            int webPort, Instant began, List<Migration> migrations, Narrator narrator, Screen screen) throws Exception {
        try (RehearsalPage page = RehearsalPage.serve(name, webPort)) {
            narrator.say("  shown on " + page.address());
            try {
                Rehearsal rehearsal = rehearsal(migrations, page.narrator(narrator), page.screen(screen));
                RehearsalResult result = rehearsed(began, rehearsal.on(page));
                page.end(result);
                return result;
            } catch (Exception e) {
                page.end(failed(e, began));
                throw e;
            }
        }
    }

    private Rehearsal rehearsal(List<Migration> migrations, Narrator narrator, Screen screen) {
        return new Rehearsal(
                migrations, new RehearsalOptions(name, port, output, forwarding.forwarding()), narrator, screen);
    }

    private RehearsalResult rehearsed(Instant began, Rehearsal rehearsal) throws Exception {
        RehearsalOutcome outcome = rehearsal.run();
        RehearsalReport report = new RehearsalReport(name, began, since(began), outcome);
        return report.result(report.write(output));
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
