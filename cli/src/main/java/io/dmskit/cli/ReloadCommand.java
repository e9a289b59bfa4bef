package io.dmskit.cli;

import io.dmskit.catalog.TableName;
import io.dmskit.cli.control.Answer;
import io.dmskit.cli.control.Aws;
import io.dmskit.migration.Migration;
import io.dmskit.task.ReloadOption;
import io.dmskit.task.ReplicationHandle;
import io.dmskit.task.StartType;
import io.dmskit.task.TableReload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Loads again. */
@Command(
        name = "reload",
        description = {
            "Loads again: all tables of a stopped task, or some tables of a running one. What the target holds is dropped or",
            "truncated as TargetTablePrepMode says, so it asks first."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  dmskit reload bank/migration.yaml                          every table of a stopped task",
            "  dmskit reload bank/migration.yaml --table BANKING.CARDS    one table, while the task goes on",
            "  dmskit reload bank --local --table BANKING.CARDS --validate-only"
        })
final class ReloadCommand extends ControlCommand {
    @Mixin
    private final AwaitOption await = new AwaitOption();

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Option(
            names = "--table",
            paramLabel = "SCHEMA.TABLE",
            description = "A table of the source; may be given again (default: all, of a stopped task).")
    private List<String> tables = new ArrayList<>();

    @Option(names = "--validate-only", description = "Compare the rows of the tables again, and load nothing.")
    private boolean validateOnly;

    ReloadCommand(Console console) {
        super(console);
    }

    @Override
    void checkOptions(List<Migration> migrations) {
        if (validateOnly && tables.isEmpty()) {
            throw new WrongUseException("--validate-only needs a --table");
        }
        if (!tables.isEmpty() && await.phase() != AwaitOption.Phase.RUNNING) {
            throw new WrongUseException(
                    "--await is for a reload of every table: a --table is reloaded while its task goes on");
        }
        if (!tables.isEmpty() && migrations.size() > 1) {
            throw new WrongUseException(
                    "--table is for one migration, and there are " + migrations.size() + ": name it with --only");
        }
        names();
    }

    @Override
    Answer run(Migration migration, Aws aws) throws IOException {
        ReplicationHandle task = task(migration, aws);
        if (!validateOnly) {
            confirmation.require(
                    (tables.isEmpty() ? "every table" : String.join(", ", tables)) + " of migration " + migration.name()
                            + " is loaded again: what the target holds is dropped or truncated as TargetTablePrepMode says",
                    console,
                    System.in);
        }
        return tables.isEmpty() ? all(migration, task) : some(migration, task);
    }

    private Answer all(Migration migration, ReplicationHandle task) {
        task.start(StartType.RELOAD_TARGET).warnings().forEach(warning -> progress()
                .println("  warning: " + warning));
        return awaited(migration, task, StartType.RELOAD_TARGET, await.phase());
    }

    private Answer some(Migration migration, ReplicationHandle task) {
        ReloadOption option = validateOnly ? ReloadOption.VALIDATE_ONLY : ReloadOption.DATA_RELOAD;
        TableReload reload = task.reload(names(), option);
        reload.warnings().forEach(warning -> progress().println("  warning: " + warning));
        return Answer.done(
                Map.of("tables", tables, "option", option.word()),
                migration.name() + ": " + option + " of " + String.join(", ", tables) + " asked for\n");
    }

    private List<TableName> names() {
        return tables.stream().map(ReloadCommand::name).toList();
    }

    private static TableName name(String text) {
        int dot = text.indexOf('.');
        if (dot < 1 || dot == text.length() - 1) {
            throw new WrongUseException("--table is \"" + text + "\": write SCHEMA.TABLE as the source has them");
        }
        return new TableName(text.substring(0, dot), text.substring(dot + 1));
    }
}
