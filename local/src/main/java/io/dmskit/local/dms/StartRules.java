package io.dmskit.local.dms;

import io.dmskit.local.engine.ReplicationSpec.Start;
import io.dmskit.settings.MigrationType;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.databasemigration.model.StartReplicationRequest;

/**
 * Which start type is legal in which state.
 *
 * <p>Of serverless replications the guide knows no more than that they are started the first time with start-replication, later with
 * resume-processing; the API reference offers reload-target as well, to load all tables again, and so it is here, where nothing is
 * lost by it. Neither start nor end of their resources is waited for: one that was stopped for long can still go on.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/dms/latest/APIReference/API_StartReplicationTask.html">StartReplicationTask</a>
 * @see <a href="https://docs.aws.amazon.com/dms/latest/APIReference/API_StartReplication.html">StartReplication</a>
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Serverless.Limitations.html">Limitations</a>
 */
final class StartRules {
    private static final List<String> WORDS = List.of("start-replication", "resume-processing", "reload-target");

    private StartRules() {}

    /** Returns the start that is asked for. */
    static Start check(Task task, @Nullable String word) {
        Start start = named("StartReplicationTaskType", word);
        TaskOperation.START.checked(task);
        if (start == Start.START_REPLICATION && task.started().isPresent() && !isCdc(task)) {
            throw hasRun(task, start);
        }
        requirePossible(task, start, "migration type");
        return start;
    }

    /** Returns the start that is asked for. */
    static Start check(ServerlessReplication replication, StartReplicationRequest request) {
        Start start = named("StartReplicationType", request.startReplicationType());
        if (request.cdcStartTime() != null || request.cdcStartPosition() != null) {
            throw Faults.invalidCombination("a serverless replication has no start position of its own: leave out"
                    + " CdcStartTime and CdcStartPosition");
        }
        if (!replication.status().isAtRest()) {
            throw refusal(
                    replication,
                    start,
                    "it is " + replication.status().word() + ", and must be created, stopped or failed");
        }
        if (start == Start.START_REPLICATION && replication.everRunning()) {
            throw hasRun(replication, start);
        }
        requirePossible(replication, start, "replication type");
        return start;
    }

    private static Start named(String parameter, @Nullable String word) {
        return Start.valueOf(
                Faults.oneOf(parameter, word, WORDS).replace('-', '_').toUpperCase(Locale.ROOT));
    }

    private static boolean isCdc(Job job) {
        return job.definition().type() == MigrationType.CDC;
    }

    private static void requirePossible(Job job, Start start, String type) {
        if (start != Start.START_REPLICATION && job.started().isEmpty()) {
            throw refusal(job, start, "it has never run; use start-replication");
        }
        if (start == Start.RELOAD_TARGET && isCdc(job)) {
            throw refusal(job, start, "its " + type + " is cdc, so there is no full load to repeat");
        }
    }

    private static RuntimeException hasRun(Job job, Start start) {
        return refusal(
                job,
                start,
                "it has run before; use resume-processing to go on, or reload-target to load all tables again");
    }

    private static RuntimeException refusal(Job job, Start start, String reason) {
        String word = start.name().replace('_', '-').toLowerCase(Locale.ROOT);
        return Faults.invalidState(job.described() + " cannot start with " + word + ": " + reason);
    }
}
