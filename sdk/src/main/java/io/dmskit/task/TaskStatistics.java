package io.dmskit.task;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.databasemigration.model.ReplicationStats;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTaskStats;

/**
 * What the service counts for a task as a whole.
 *
 * @param fullLoadProgressPercent an estimate from the source's own statistics: 100 does not say that there was no error
 * @param elapsed time the task has been working
 * @param tablesLoaded tables whose load is complete
 * @param tablesLoading tables being loaded
 * @param tablesQueued tables waiting to be loaded
 * @param tablesErrored errors of tables in this task
 * @param freshStart last first start or reload
 * @param start last start of any kind
 * @param stop when the last run ended
 * @param fullLoadStart when the load began
 * @param fullLoadFinish when the load was complete
 * @see <a href="https://docs.aws.amazon.com/dms/latest/APIReference/API_ReplicationTaskStats.html">ReplicationTaskStats</a>
 */
public record TaskStatistics(
        int fullLoadProgressPercent,
        Duration elapsed,
        int tablesLoaded,
        int tablesLoading,
        int tablesQueued,
        int tablesErrored,
        Optional<Instant> freshStart,
        Optional<Instant> start,
        Optional<Instant> stop,
        Optional<Instant> fullLoadStart,
        Optional<Instant> fullLoadFinish) {
    /** What is counted for a task that has never run. */
    public static final TaskStatistics NONE = of(ReplicationTaskStats.builder().build());

    /** Reads the service's own counts; what is missing counts as zero. */
    public static TaskStatistics of(ReplicationTaskStats stats) {
        return new TaskStatistics(
                number(stats.fullLoadProgressPercent()),
                Duration.ofMillis(Optional.ofNullable(stats.elapsedTimeMillis()).orElse(0L)),
                number(stats.tablesLoaded()),
                number(stats.tablesLoading()),
                number(stats.tablesQueued()),
                number(stats.tablesErrored()),
                Optional.ofNullable(stats.freshStartDate()),
                Optional.ofNullable(stats.startDate()),
                Optional.ofNullable(stats.stopDate()),
                Optional.ofNullable(stats.fullLoadStartDate()),
                Optional.ofNullable(stats.fullLoadFinishDate()));
    }

    /** Reads the service's own counts of a serverless replication; what is missing counts as zero. */
    public static TaskStatistics of(ReplicationStats stats) {
        return new TaskStatistics(
                number(stats.fullLoadProgressPercent()),
                Duration.ofMillis(Optional.ofNullable(stats.elapsedTimeMillis()).orElse(0L)),
                number(stats.tablesLoaded()),
                number(stats.tablesLoading()),
                number(stats.tablesQueued()),
                number(stats.tablesErrored()),
                Optional.ofNullable(stats.freshStartDate()),
                Optional.ofNullable(stats.startDate()),
                Optional.ofNullable(stats.stopDate()),
                Optional.ofNullable(stats.fullLoadStartDate()),
                Optional.ofNullable(stats.fullLoadFinishDate()));
    }

    private static int number(@Nullable Integer value) {
        return value == null ? 0 : value;
    }
}
