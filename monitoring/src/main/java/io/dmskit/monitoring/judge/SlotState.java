package io.dmskit.monitoring.judge;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * A replication slot on a PostgreSQL source, as it was read once.
 *
 * @param readAt when
 * @param name its name
 * @param status its {@code wal_status}; empty before PostgreSQL 13, and {@link #MISSING} if the source has no such slot
 * @param active whether somebody reads it
 * @param retainedBytes what the source keeps of its log for it
 * @param bytesLeft what may still be written before the slot is lost ({@code safe_wal_size}); nothing if no limit is set
 * @param limitBytes the limit that is set ({@code max_slot_wal_keep_size}), if one is
 * @see <a href="https://www.postgresql.org/docs/current/view-pg-replication-slots.html">pg_replication_slots</a>
 */
public record SlotState(
        Instant readAt,
        String name,
        String status,
        boolean active,
        long retainedBytes,
        OptionalLong bytesLeft,
        OptionalLong limitBytes) {
    /** In place of a status: there is no such slot. */
    public static final String MISSING = "missing";

    /** Returns that the source has no slot of this name. */
    public static SlotState missing(Instant readAt, String name) {
        return new SlotState(readAt, name, MISSING, false, 0, OptionalLong.empty(), OptionalLong.empty());
    }

    /** Returns the share of the limit that is left; 1 without a limit. */
    double headroom() {
        return bytesLeft.isPresent() && limitBytes.isPresent() && limitBytes.getAsLong() > 0
                ? (double) bytesLeft.getAsLong() / limitBytes.getAsLong()
                : 1;
    }
}
