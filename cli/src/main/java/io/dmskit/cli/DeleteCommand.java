package io.dmskit.cli;

import io.dmskit.cli.control.Answer;
import io.dmskit.cli.control.Aws;
import io.dmskit.migration.Migration;
import java.io.IOException;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes migrations out of the service. */
@Command(
        name = "delete",
        description = {
            "Deletes a migration's task, endpoints and replication instance and waits until they are gone. A running task is",
            "stopped first. Rows on the target stay; the task's checkpoint goes, so that changes cannot be taken up again."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  dmskit delete bank/migration.yaml           asks first",
            "  dmskit delete bank --local --yes"
        })
final class DeleteCommand extends ControlCommand {
    @Mixin
    private final Confirmation confirmation = new Confirmation();

    DeleteCommand(Console console) {
        super(console);
    }

    @Override
    Answer run(Migration migration, Aws aws) throws IOException {
        confirmation.require(
                "migration " + migration.name() + " goes with its task's checkpoint; rows on the target stay",
                console,
                System.in);
        aws.dms().delete(migration, arguments.timeout(), step -> progress().println("  " + step.describe()));
        return Answer.done(Map.of("deleted", true), migration.name() + ": deleted\n");
    }
}
