package io.dmskit.cli;

import io.dmskit.cli.control.Answer;
import io.dmskit.cli.control.Aws;
import io.dmskit.migration.Migration;
import io.dmskit.task.ReplicationHandle;
import io.dmskit.task.StartType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Goes on where tasks ended. */
@Command(
        name = "resume",
        description = "Starts a migration's task where its last run ended.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  dmskit resume bank/migration.yaml", "  dmskit resume bank --local --await running"
        })
final class ResumeCommand extends ControlCommand {
    @Mixin
    private final AwaitOption await = new AwaitOption();

    ResumeCommand(Console console) {
        super(console);
    }

    @Override
    Answer run(Migration migration, Aws aws) {
        ReplicationHandle task = task(migration, aws);
        task.start(StartType.RESUME_PROCESSING);
        return awaited(migration, task, StartType.RESUME_PROCESSING, await.phase());
    }
}
