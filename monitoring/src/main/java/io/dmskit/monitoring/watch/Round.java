package io.dmskit.monitoring.watch;

import io.dmskit.monitoring.alert.Alert;
import io.dmskit.monitoring.alert.SinkState;
import io.dmskit.monitoring.judge.Condition;
import io.dmskit.monitoring.judge.ConditionSeverity;
import io.dmskit.monitoring.judge.FleetSnapshot;
import io.dmskit.monitoring.judge.JudgeRules;
import io.dmskit.monitoring.poll.ApiUsage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one round of watching saw, judged and told.
 *
 * @param fleet what was seen
 * @param replications tasks and serverless replications, in the order of their names
 * @param conditions everything that is so, the most urgent first; of instances and services too
 * @param rules what they were judged by, at the beginning of the watch
 * @param alerts what is told because of it
 * @param sinks how those who are told can be reached
 * @param usage calls and costs so far
 * @param callsPerSecond calls a second that the budget lets through at present
 * @param troubles what the watch itself could not do, such as keep an alert on a full disk
 */
public record Round(
        FleetSnapshot fleet,
        List<WatchedReplication> replications,
        List<Condition> conditions,
        JudgeRules rules,
        List<Alert> alerts,
        List<SinkState> sinks,
        ApiUsage usage,
        double callsPerSecond,
        List<String> troubles) {
    /** Copies the lists. */
    public Round {
        replications = List.copyOf(replications);
        conditions = List.copyOf(conditions);
        alerts = List.copyOf(alerts);
        sinks = List.copyOf(sinks);
        troubles = List.copyOf(troubles);
    }

    /** Returns when it was. */
    public Instant at() {
        return fleet.at();
    }

    /** Returns a replication by its ARN, if it was seen. */
    public Optional<WatchedReplication> replication(String arn) {
        return replications.stream().filter(one -> one.arn().equals(arn)).findFirst();
    }

    /** Returns how urgent the most urgent condition is, if there is any. */
    public Optional<ConditionSeverity> severity() {
        return conditions.stream().map(Condition::severity).max(ConditionSeverity::compareTo);
    }
}
