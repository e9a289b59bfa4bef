package io.dmskit.monitoring.judge;

import io.dmskit.task.TableState;
import java.time.Instant;
import java.util.List;

/**
 * Every table of a replication.
 *
 * @param readAt when they were asked for
 * @param tables as they were then
 */
public record TableReadings(Instant readAt, List<TableState> tables) {
    /** Copies the list. */
    public TableReadings {
        tables = List.copyOf(tables);
    }
}
