package io.dmskit.cli;

import io.dmskit.Dms;
import io.dmskit.apply.ApplyOptions;
import io.dmskit.apply.ApplyPlan;
import io.dmskit.apply.Loss;
import io.dmskit.cli.control.Answer;
import io.dmskit.cli.control.Aws;
import io.dmskit.migration.Migration;
import io.dmskit.task.ReplicationHandle;
import io.dmskit.task.TaskSnapshot;
import java.io.IOException;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Brings migrations into the service. */
@Command(
        name = "apply",
        description = {
            "Creates what a migration needs and changes what differs; a running task is stopped and started again where",
            "a change needs it. A second apply does nothing. What would lose data is asked first."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  dmskit apply bank/migration.yaml            against AWS; the task is ready, not started",
            "  dmskit apply bank --local                   against dmskit-local",
            "  dmskit apply bank/migration.yaml --yes      also what loses data; dmskit plan shows it first"
        })
final class ApplyCommand extends ControlCommand {
    @Mixin
    private final Confirmation confirmation = new Confirmation();

    ApplyCommand(Console console) {
        super(console);
    }

    @Override
    Answer run(Migration migration, Aws aws) throws IOException {
        Dms dms = aws.dms();
        ApplyPlan plan = dms.plan(migration);
        progress().print(plan.describe());
        ApplyOptions options = ApplyOptions.SAFE;
        if (plan.losesData()) {
            confirmation.require(losses(migration, plan), console, System.in);
            options = new ApplyOptions(plan.losses());
        }
        ReplicationHandle task = dms.apply(
                migration, options, arguments.timeout(), step -> progress().println("  " + step.describe()));
        TaskSnapshot now = task.describe();
        return Answer.of(plan.toJson(), migration.name() + ": " + now.title() + " is " + now.status() + "\n", 0)
                .with("arn", task.arn())
                .with("status", now.status().word());
    }

    private static String losses(Migration migration, ApplyPlan plan) {
        return "migration " + migration.name() + ": "
                + plan.losses().stream().map(Loss::text).collect(Collectors.joining("; "));
    }
}
