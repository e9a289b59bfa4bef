package io.dmskit.monitoring.judge;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the DMS API does not tell, and somebody who has access to databases and logs may.
 *
 * @param applyExceptions rows of {@code awsdms_apply_exceptions} on the target
 * @param logLines new lines of the task's log
 * @param sourceRetention how long the source keeps its log
 * @param slotStatus {@code wal_status} of the source's replication slot
 */
public record Evidence(
        OptionalLong applyExceptions,
        List<String> logLines,
        Optional<Duration> sourceRetention,
        Optional<String> slotStatus) {
    /** Nothing but the API. */
    public static final Evidence NONE =
            new Evidence(OptionalLong.empty(), List.of(), Optional.empty(), Optional.empty());

    /** Copies the list. */
    public Evidence {
        logLines = List.copyOf(logLines);
    }
}
