package io.dmskit.cli;

import io.dmskit.cli.control.Answer;
import io.dmskit.cli.control.Aws;
import io.dmskit.cli.control.DurationWord;
import io.dmskit.migration.Migration;
import io.dmskit.monitoring.evidence.TaskLog;
import io.dmskit.task.ReplicationHandle;
import io.dmskit.task.WaitInterruptedException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Reads task logs. */
@Command(
        name = "logs",
        description = "Prints the log that DMS writes for a migration's task, oldest line first.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  dmskit logs bank/migration.yaml                 all of it",
            "  dmskit logs bank/migration.yaml --since 15m     the last quarter of an hour",
            "  dmskit logs bank --local --containing ']E:'     errors only",
            "  dmskit logs bank --local --follow               until Ctrl-C"
        })
final class LogsCommand extends ControlCommand {
    @Option(
            names = "--since",
            paramLabel = "DURATION",
            description = "Only lines of this last while, such as 15m.",
            converter = DurationWord.class)
    private @Nullable Duration since;

    @Option(names = "--containing", paramLabel = "TEXT", description = "Only lines that hold this text.")
    private String containing = "";

    @Option(names = "--follow", description = "Go on with new lines until Ctrl-C.")
    private boolean follow;

    LogsCommand(Console console) {
        super(console);
    }

    @Override
    void checkOptions(List<Migration> migrations) {
        if (follow && arguments.json()) {
            throw new WrongUseException("--follow prints lines as they come, so it does not go with --json");
        }
        if (follow && migrations.size() > 1) {
            throw new WrongUseException(
                    "--follow is for one migration, and there are " + migrations.size() + ": name it with --only");
        }
    }

    @Override
    Answer run(Migration migration, Aws aws) {
        ReplicationHandle task = task(migration, aws);
        TaskLog log = TaskLog.of(aws.dms().client(), aws.logs(), task.describe());
        Optional<Instant> from = Optional.ofNullable(since).map(Instant.now()::minus);
        if (follow) {
            followUntilInterrupted(log, from);
            return Answer.done(Map.of(), "");
        }
        List<String> lines = log.lines(from).stream()
                .map(TaskLog.Line::text)
                .filter(line -> line.contains(containing))
                .toList();
        return Answer.done(
                Map.of("logGroup", log.group(), "logStream", log.stream(), "lines", lines),
                lines.isEmpty() ? "" : String.join("\n", lines) + "\n");
    }

    /** Ctrl-C is how this ends, so it is no failure. */
    private void followUntilInterrupted(TaskLog log, Optional<Instant> from) {
        try {
            log.follow(from, line -> printIfAsked(line.text()));
        } catch (WaitInterruptedException asked) {
            console.out().flush();
        }
    }

    private void printIfAsked(String line) {
        if (line.contains(containing)) {
            console.out().println(line);
            console.out().flush();
        }
    }
}
