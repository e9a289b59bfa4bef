package io.dmskit.monitoring.judge;

import java.util.Locale;

/** What can be wrong with a replication, or with the sight of it. */
public enum ConditionKind {
    /** Changes are captured too late; this comes first, since the target's latency contains the source's. */
    SOURCE_LAG,
    /** The target is too far behind, and the source is not why. */
    TARGET_LAG,
    /** It runs and there is work, and nothing moves. */
    STALLED,
    /** It runs and CloudWatch has no data of it: how far behind it is, nobody knows. */
    BLIND,
    /** The service does not answer: what was seen last may no longer be so. */
    API_UNREACHABLE,
    /** A table was given up, and the replication goes on without it. */
    TABLE_ERROR,
    /** More and more changes could not be applied; the status does not show it. */
    APPLY_EXCEPTIONS,
    /** Values of large columns were cut; the status does not show it. */
    LOB_TRUNCATION,
    /** DMS's validation found rows that differ, or has given up. */
    VALIDATION,
    /** One table takes the load much longer than the rest. */
    SLOW_TABLE,
    /** The replication instance has hardly any memory left. */
    INSTANCE_MEMORY,
    /** The replication instance swaps more and more. */
    INSTANCE_SWAP,
    /** The replication instance's storage fills. */
    INSTANCE_STORAGE,
    /** The replication instance's processors are busy. */
    INSTANCE_CPU,
    /** The source may throw its log away before it is read; past that only a new load helps. */
    LOG_RETENTION,
    /** The source is not read, because the instance has no room for what was read and not applied. */
    READING_PAUSED,
    /** A database or a log that would tell more does not let itself be read. */
    UNREAD,
    /** It has stopped, and nothing says that it was to. */
    STOPPED,
    /** An error ended it. */
    FAILED,
    /** It runs, and starts again and again. */
    FLAPPING,
    /** It has been about to change its status for too long, or has a status that nobody knows. */
    STUCK;

    /** Returns the name as words of the language are written, such as {@code source-lag}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
