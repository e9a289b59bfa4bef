package io.dmskit.cli;

import io.dmskit.cli.control.Answer;
import io.dmskit.cli.control.Aws;
import io.dmskit.migration.Migration;
import io.dmskit.task.Outcome;
import picocli.CommandLine.Command;

/** Stops tasks. */
@Command(
        name = "stop",
        description = "Stops a migration's task, waits for the end of its run and says how it ended.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  dmskit stop bank/migration.yaml", "  dmskit stop bank --local --timeout 5m"})
final class StopCommand extends ControlCommand {
    StopCommand(Console console) {
        super(console);
    }

    @Override
    Answer run(Migration migration, Aws aws) {
        Outcome outcome = task(migration, aws).stop(arguments.timeout());
        return outcome(migration, outcome);
    }
}
