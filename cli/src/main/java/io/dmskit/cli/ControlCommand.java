package io.dmskit.cli;

import io.dmskit.cli.AwaitOption.Phase;
import io.dmskit.cli.control.Answer;
import io.dmskit.cli.control.Aws;
import io.dmskit.document.JsonText;
import io.dmskit.migration.Migration;
import io.dmskit.task.Outcome;
import io.dmskit.task.ReplicationHandle;
import io.dmskit.task.StartType;
import io.dmskit.task.TableState;
import io.dmskit.task.WaitInterruptedException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/**
 * A verb that does something for each migration of a file, one after the other. A migration that fails does not keep the others
 * from their turn; the exit code is the worst of all.
 */
abstract class ControlCommand implements Callable<Integer> {
    final Console console;

    @Mixin
    final MigrationArguments arguments = new MigrationArguments();

    ControlCommand(Console console) {
        this.console = console;
    }

    /** Does it for one migration. */
    abstract Answer run(Migration migration, Aws aws) throws Exception;

    /** Reads what it is for. */
    List<Migration> migrations() throws IOException {
        return arguments.migrations();
    }

    /** Refuses options that do not go together, before anything is done. */
    void checkOptions(List<Migration> migrations) {}

    @Override
    public final Integer call() throws Exception {
        List<Migration> migrations = migrations();
        checkOptions(migrations);
        try (Aws aws = Aws.of(arguments.local(), System.getenv())) {
            return ControlC.interrupts(() -> runAll(migrations, aws));
        }
    }

    private int runAll(List<Migration> migrations, Aws aws) {
        List<Map<String, Object>> answers = new ArrayList<>();
        int worst = 0;
        for (Migration migration : migrations) {
            Answer answer = answer(migration, aws);
            answers.add(answer.named(migration.name()));
            worst = worse(worst, answer.exitCode());
            if (!arguments.json()) {
                console.out().print(answer.text());
            }
            console.out().flush();
        }
        if (arguments.json()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("migrations", answers);
            console.out().print(JsonText.pretty(document));
            console.out().flush();
        }
        return worst;
    }

    private Answer answer(Migration migration, Aws aws) {
        try {
            return run(migration, aws);
        } catch (WaitInterruptedException | InterruptedException e) {
            throw new IllegalStateException(
                    "interrupted; what the service has been asked to do goes on: dmskit status shows it", e);
        } catch (Exception e) {
            String reason = Failures.reason(e);
            progress().println(console.styled("@|bold,red error:|@ ") + migration.name() + ": " + reason);
            return new Answer(Map.of("error", reason), "", Failures.exitCode(e));
        }
    }

    /**
     * Returns the task of a migration; where its starts and stops were goes into the journal.
     *
     * @throws IllegalStateException if there is none yet
     */
    final ReplicationHandle task(Migration migration, Aws aws) {
        return aws.dms()
                .task(migration)
                .map(task -> task.keepingCheckpointsIn(arguments.journal()))
                .orElseThrow(() -> new IllegalStateException("migration " + migration.name() + " has no task on "
                        + aws.describe() + ": dmskit apply " + arguments.file() + " makes it"));
    }

    /** Waits as far as was asked and tells where the task is then. */
    final Answer awaited(Migration migration, ReplicationHandle task, StartType type, Phase phase) {
        return switch (phase) {
            case NOTHING -> started(migration, task, type, "asked to start");
            case RUNNING ->
                started(
                        migration,
                        task,
                        type,
                        "status " + task.awaitRunning(arguments.timeout()).status());
            case FULL_LOAD -> started(migration, task, type, loaded(task.awaitFullLoad(arguments.timeout())));
            case END -> outcome(migration, task.awaitStopped(arguments.timeout()));
        };
    }

    private static Answer started(Migration migration, ReplicationHandle task, StartType type, String how) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("startType", type.word());
        json.put("status", task.describe().status().word());
        return Answer.done(json, migration.name() + ": " + type + ", " + how + "\n");
    }

    private static String loaded(List<TableState> tables) {
        return tables.size() + " tables loaded, "
                + tables.stream().mapToLong(TableState::fullLoadRows).sum() + " rows";
    }

    /** Tells how a run ended; one that did not end well is a failure. */
    static Answer outcome(Migration migration, Outcome outcome) {
        return Answer.of(
                outcome.toJson(), migration.name() + ": " + outcome.describe() + "\n", outcome.succeeded() ? 0 : 1);
    }

    /** Where a person reads what is going on: not among the results. */
    final PrintStream progress() {
        return console.err();
    }

    /** A failure is the worst, then wrong use, then findings; each is worse than nothing. */
    private static int worse(int one, int other) {
        return one == 0 || other == 0 ? Math.max(one, other) : Math.min(one, other);
    }
}
