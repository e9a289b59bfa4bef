package io.dmskit.monitoring.watch;

import io.dmskit.monitoring.Snapshot;
import io.dmskit.monitoring.judge.Condition;
import io.dmskit.monitoring.judge.ConditionSeverity;
import io.dmskit.monitoring.judge.LagForecast;
import io.dmskit.task.TaskSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One task or serverless replication in a round.
 *
 * @param task as the service describes it
 * @param snapshot its progress, with speeds
 * @param conditions what is wrong with it, the most urgent first; what is wrong with its instance is not among them
 * @param latencies the newest latencies, oldest first: at most 120 points
 * @param lagAhead where its lag is going, once that can be said
 * @param loadAhead how long its load will still take, once that can be said
 */
public record WatchedReplication(
        TaskSnapshot task,
        Snapshot snapshot,
        List<Condition> conditions,
        List<LatencyPoint> latencies,
        Optional<LagForecast> lagAhead,
        Optional<Duration> loadAhead) {
    /** Copies the lists. */
    public WatchedReplication {
        conditions = List.copyOf(conditions);
        latencies = List.copyOf(latencies);
    }

    /** Returns its ARN: that of the task, or of the replication config. */
    public String arn() {
        return task.arn();
    }

    /** Returns its name. */
    public String name() {
        return task.identifier();
    }

    /** Returns how urgent its most urgent condition is, if it has any. */
    public Optional<ConditionSeverity> severity() {
        return conditions.stream().map(Condition::severity).max(ConditionSeverity::compareTo);
    }
}
