package io.dmskit.task;

import io.dmskit.settings.MigrationType;
import java.util.Optional;

/**
 * How a task is started.
 *
 * <p>For serverless replications the user guide knows only the first start and resume, while the API also takes reload-target: it is
 * let through here, and the service decides.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/APIReference/API_StartReplicationTask.html">StartReplicationTask</a>
 */
public enum StartType {
    /** The first run. */
    START_REPLICATION("start-replication"),
    /** Goes on where the last run ended. */
    RESUME_PROCESSING("resume-processing"),
    /** Loads everything again; what the target tables hold is dropped or truncated as the settings say. */
    RELOAD_TARGET("reload-target");

    private final String word;

    StartType(String word) {
        this.word = word;
    }

    /** Returns the word DMS uses. */
    public String word() {
        return word;
    }

    /** Returns the type that starts a task without losing anything: the first run, or going on where the last one ended. */
    public static StartType next(TaskSnapshot task) {
        return task.hasRun() ? RESUME_PROCESSING : START_REPLICATION;
    }

    /** Returns why the task cannot be started in this way now, with what to do instead; nothing if it can. */
    public Optional<String> refusal(TaskSnapshot task) {
        return task.status().equals(TaskStatus.RUNNING) || task.status().changing()
                ? Optional.of("it is " + task.status() + ": await its end, or stop it first")
                : refusalAtRest(task);
    }

    private Optional<String> refusalAtRest(TaskSnapshot task) {
        if (!task.hasRun()) {
            return this == START_REPLICATION
                    ? Optional.empty()
                    : Optional.of("it has never run: use " + START_REPLICATION.word + " for the first run");
        }
        boolean cdc = task.migrationType().equals(Optional.of(MigrationType.CDC));
        boolean serverless = task.kind() == ReplicationKind.SERVERLESS;
        if (this == START_REPLICATION && cdc && serverless) {
            return Optional.of(
                    "it has run before and takes no start position of its own: use " + RESUME_PROCESSING.word);
        }
        if (this == RESUME_PROCESSING && task.status().equals(TaskStatus.DEPROVISIONED)) {
            return Optional.of("what it ran on is gone after 48 hours of standing still: "
                    + (cdc ? "delete it and create it again" : "use " + RELOAD_TARGET.word));
        }
        if (this == START_REPLICATION && !cdc) {
            return Optional.of("it has run before: use " + RESUME_PROCESSING.word + " to go on or " + RELOAD_TARGET.word
                    + " to load everything again");
        }
        if (this == RELOAD_TARGET && cdc) {
            return Optional.of("a cdc task loads nothing: use " + RESUME_PROCESSING.word);
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return word;
    }
}
