package io.dmskit.local.engine;

import io.dmskit.mapping.TableMappings;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.TaskSettings;
import java.time.Instant;
import java.util.Optional;

/**
 * What one run of a replication task has to do.
 *
 * @param resourceId last part of the task's ARN: names the slot and publication on the source and the rows of control tables
 * @param type full-load, cdc or full-load-and-cdc
 * @param source where rows come from
 * @param target where rows go
 * @param mappings which tables go, and how
 * @param settings how the run works
 * @param start from the beginning, from where the last run ended, or everything again
 * @param cdcStartPosition a native position (LSN) or checkpoint to start changes from, in a first cdc run
 * @param stopAt stop when changes committed after this time are met, if given
 */
public record ReplicationSpec(
        String resourceId,
        MigrationType type,
        DatabaseAddress source,
        DatabaseAddress target,
        TableMappings mappings,
        TaskSettings settings,
        Start start,
        Optional<String> cdcStartPosition,
        Optional<Instant> stopAt) {
    /** The start types of DMS. */
    public enum Start {
        START_REPLICATION,
        RESUME_PROCESSING,
        RELOAD_TARGET
    }
}
