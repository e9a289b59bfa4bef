package io.dmskit.cli;

import io.dmskit.apply.ApplyPlan;
import io.dmskit.cli.control.Answer;
import io.dmskit.cli.control.Aws;
import io.dmskit.migration.Migration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says what an apply would do. */
@Command(
        name = "plan",
        description =
                "Says what apply would create or change, what that would interrupt, and what would be lost by it.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  dmskit plan bank/migration.yaml           against AWS",
            "  dmskit plan bank --local                  against dmskit-local",
            "  dmskit plan stores.yaml --only store-17 --json",
            "  dmskit plan bank/migration.yaml --check   exit code 3 when there is something to do"
        })
final class PlanCommand extends ControlCommand {
    @Option(names = "--check", description = "Exit code 3 when there is something to do.")
    private boolean check;

    PlanCommand(Console console) {
        super(console);
    }

    @Override
    Answer run(Migration migration, Aws aws) {
        ApplyPlan plan = aws.dms().plan(migration);
        return Answer.of(plan.toJson(), plan.describe(), check && !plan.isEmpty() ? Main.FINDINGS : 0);
    }
}
