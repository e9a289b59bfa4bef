package io.dmskit.monitoring.judge;

import io.dmskit.catalog.TableName;
import io.dmskit.task.TaskSnapshot;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of one task or serverless replication. Its parts are read at different paces, so each says when.
 *
 * @param seenAt when its status was seen
 * @param task status, stop reason and counts
 * @param tables its tables, if they have been read
 * @param metrics its metrics, if they have been read
 * @param expectedRows rows that each table is expected to bring, as far as that is known
 * @param evidence what others have found out
 */
public record ReplicationSnapshot(
        Instant seenAt,
        TaskSnapshot task,
        Optional<TableReadings> tables,
        Optional<MetricReadings> metrics,
        Map<TableName, Long> expectedRows,
        Evidence evidence) {
    /** Copies the map. */
    public ReplicationSnapshot {
        expectedRows = Map.copyOf(expectedRows);
    }

    /** Returns the same snapshot with what others have found out. */
    public ReplicationSnapshot with(Evidence found) {
        return new ReplicationSnapshot(seenAt, task, tables, metrics, expectedRows, found);
    }
}
