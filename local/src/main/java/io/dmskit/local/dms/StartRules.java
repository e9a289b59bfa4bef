package io.dmskit.local.dms;

import io.dmskit.local.engine.ReplicationSpec.Start;
import io.dmskit.settings.MigrationType;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which start type is legal in which state.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/dms/latest/APIReference/API_StartReplicationTask.html">StartReplicationTask</a>
 */
final class StartRules {
    private static final List<String> WORDS = List.of("start-replication", "resume-processing", "reload-target");

    private StartRules() {}

    /** Returns the start that is asked for. */
    static Start check(Task task, @Nullable String word) {
        String given = Faults.oneOf("StartReplicationTaskType", word, WORDS);
        Start start = Start.valueOf(given.replace('-', '_').toUpperCase(Locale.ROOT));
        TaskOperation.START.checked(task);
        boolean firstRun = task.started().isEmpty();
        boolean cdc = task.definition().type() == MigrationType.CDC;
        if (start == Start.START_REPLICATION && !firstRun && !cdc) {
            throw refusal(
                    task,
                    given,
                    "it has run before; use resume-processing to go on, or reload-target to load all tables again");
        }
        if (start != Start.START_REPLICATION && firstRun) {
            throw refusal(task, given, "it has never run; use start-replication");
        }
        if (start == Start.RELOAD_TARGET && cdc) {
            throw refusal(task, given, "its migration type is cdc, so there is no full load to repeat");
        }
        return start;
    }

    private static RuntimeException refusal(Task task, String word, String reason) {
        return Faults.invalidState("replication task " + task.arn + " cannot start with " + word + ": " + reason);
    }
}
