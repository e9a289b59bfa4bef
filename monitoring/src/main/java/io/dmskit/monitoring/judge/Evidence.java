package io.dmskit.monitoring.judge;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What the DMS API does not tell, and somebody who has access to databases and logs may.
 *
 * @param applyExceptions rows of {@code awsdms_apply_exceptions} on the target
 * @param logLines new lines of the task's log; each comes once
 * @param slot the source's replication slot
 * @param binaryLogs the source's binary logs
 * @param unread what was to be looked at and could not be
 */
public record Evidence(
        OptionalLong applyExceptions,
        List<String> logLines,
        Optional<SlotState> slot,
        Optional<BinaryLogs> binaryLogs,
        List<Unread> unread) {
    /** Nothing but the API. */
    public static final Evidence NONE =
            new Evidence(OptionalLong.empty(), List.of(), Optional.empty(), Optional.empty(), List.of());

    /** Copies the lists. */
    public Evidence {
        logLines = List.copyOf(logLines);
        unread = List.copyOf(unread);
    }

    /** Returns that the target has so many rows of exceptions. */
    public static Evidence ofExceptions(long rows) {
        return new Evidence(OptionalLong.of(rows), List.of(), Optional.empty(), Optional.empty(), List.of());
    }

    /** Returns new lines of the log. */
    public static Evidence ofLog(List<String> lines) {
        return new Evidence(OptionalLong.empty(), lines, Optional.empty(), Optional.empty(), List.of());
    }

    /** Returns the state of the source's slot. */
    public static Evidence of(SlotState slot) {
        return new Evidence(OptionalLong.empty(), List.of(), Optional.of(slot), Optional.empty(), List.of());
    }

    /** Returns the source's binary logs. */
    public static Evidence of(BinaryLogs logs) {
        return new Evidence(OptionalLong.empty(), List.of(), Optional.empty(), Optional.of(logs), List.of());
    }

    /** Returns that something could not be looked at. */
    public static Evidence of(Unread unread) {
        return new Evidence(OptionalLong.empty(), List.of(), Optional.empty(), Optional.empty(), List.of(unread));
    }

    /** Returns both; what both have is the other's. */
    public Evidence and(Evidence other) {
        return new Evidence(
                other.applyExceptions.isPresent() ? other.applyExceptions : applyExceptions,
                Stream.concat(logLines.stream(), other.logLines.stream()).toList(),
                other.slot.or(() -> slot),
                other.binaryLogs.or(() -> binaryLogs),
                Stream.concat(unread.stream(), other.unread.stream()).toList());
    }
}
