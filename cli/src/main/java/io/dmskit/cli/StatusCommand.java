package io.dmskit.cli;

import io.dmskit.cli.control.Answer;
import io.dmskit.cli.control.Aws;
import io.dmskit.cli.control.Status;
import io.dmskit.migration.Migration;
import io.dmskit.task.ReplicationHandle;
import io.dmskit.task.TableState;
import io.dmskit.task.TaskSnapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;

/** Shows tasks. */
@Command(
        name = "status",
        description = "Shows a migration's task and its tables; when a run has ended, how it ended.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the task is well", "3:it has failed, or has given up a table, or its rows differ"},
        footer = {"", "Examples:", "  dmskit status bank/migration.yaml", "  dmskit status stores --local --json"})
final class StatusCommand extends ControlCommand {
    StatusCommand(Console console) {
        super(console);
    }

    @Override
    Answer run(Migration migration, Aws aws) {
        Optional<ReplicationHandle> found = aws.dms().task(migration);
        if (found.isEmpty()) {
            return Answer.done(
                    Map.of("status", "absent"),
                    migration.name() + ": there is no task yet; dmskit apply " + arguments.file() + " makes it\n");
        }
        TaskSnapshot task = found.get().describe();
        List<TableState> tables = task.hasRun() ? found.get().tableStatistics() : List.of();
        Status status = new Status(task, tables);
        return new Answer(status.json(), status.text(console.paint()), status.troubled() ? Main.FINDINGS : 0);
    }
}
