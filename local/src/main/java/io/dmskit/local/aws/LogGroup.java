package io.dmskit.local.aws;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** A log group. Thread-safe. */
final class LogGroup {
    private final String name;
    private final Instant created;
    private final Map<String, LogStream> streams = new ConcurrentSkipListMap<>();
    private volatile Optional<Integer> retentionDays = Optional.empty();

    LogGroup(String name, Instant created) {
        this.name = name;
        this.created = created;
    }

    String name() {
        return name;
    }

    Instant created() {
        return created;
    }

    /** Returns its streams by name, in the order of their names. */
    Map<String, LogStream> streams() {
        return streams;
    }

    Optional<Integer> retentionDays() {
        return retentionDays;
    }

    /** Remembers how long events are kept; nothing is deleted by age here. */
    void retain(Optional<Integer> days) {
        retentionDays = days;
    }
}
