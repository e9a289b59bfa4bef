package io.dmskit.local.dms;

import io.dmskit.local.engine.ReplicationSpec.Start;
import io.dmskit.settings.MigrationType;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.services.databasemigration.model.StartReplicationRequest;

/**
 * How a serverless replication may be started: the first time with start-replication, later with resume-processing. The guide knows
 * nothing else; the API reference offers reload-target as well, to load all tables again, and so it is here, where nothing is lost by
 * it. Neither start nor end of its resources is waited for: a replication that was stopped for long can still go on.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/APIReference/API_StartReplication.html">StartReplication</a>
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Serverless.Limitations.html">Limitations</a>
 */
final class ServerlessStartRules {
    private static final List<String> WORDS = List.of("start-replication", "resume-processing", "reload-target");

    private ServerlessStartRules() {}

    /** Returns the start that is asked for. */
    static Start check(ServerlessReplication replication, StartReplicationRequest request) {
        String word = Faults.oneOf("StartReplicationType", request.startReplicationType(), WORDS);
        if (request.cdcStartTime() != null || request.cdcStartPosition() != null) {
            throw Faults.invalidCombination("a serverless replication has no start position of its own: leave out"
                    + " CdcStartTime and CdcStartPosition");
        }
        if (!replication.status().isAtRest()) {
            throw refusal(
                    replication,
                    word,
                    "it is " + replication.status().word() + ", and must be created, stopped or" + " failed");
        }
        Start start = Start.valueOf(word.replace('-', '_').toUpperCase(Locale.ROOT));
        if (start == Start.START_REPLICATION && replication.everRunning()) {
            throw refusal(
                    replication,
                    word,
                    "it has run before; use resume-processing to go on, or reload-target to load all tables again");
        }
        if (start != Start.START_REPLICATION && replication.started().isEmpty()) {
            throw refusal(replication, word, "it has never run; use start-replication");
        }
        if (start == Start.RELOAD_TARGET && replication.definition().type() == MigrationType.CDC) {
            throw refusal(replication, word, "its replication type is cdc, so there is no full load to repeat");
        }
        return start;
    }

    private static RuntimeException refusal(ServerlessReplication replication, String word, String reason) {
        return Faults.invalidState("replication " + replication.arn + " cannot start with " + word + ": " + reason);
    }
}
