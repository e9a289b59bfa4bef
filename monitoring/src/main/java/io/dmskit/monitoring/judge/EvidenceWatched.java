package io.dmskit.monitoring.judge;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What others have found out about one replication, and how it has grown. Used by one thread. */
final class EvidenceWatched {
    private Evidence newest = Evidence.NONE;
    private OptionalLong exceptions = OptionalLong.empty();
    private @Nullable Instant rose;
    private long grown;
    private @Nullable String truncation;

    void see(ReplicationSnapshot now) {
        newest = now.evidence();
        newest.applyExceptions().ifPresent(count -> seeExceptions(count, now.seenAt()));
        newest.logLines().stream()
                .filter(line -> FailureCause.in(line).equals(Optional.of(FailureCause.LOB_TRUNCATED)))
                .findFirst()
                .ifPresent(
                        line -> truncation = LogLine.of(line).map(LogLine::text).orElse(line));
    }

    /** What is there at the first look may be of old, and has been looked at or not: only what is added is news. */
    private void seeExceptions(long count, Instant at) {
        long before = exceptions.orElse(count);
        if (count > before) {
            grown = (recently(at) ? grown : 0) + count - before;
            rose = at;
        }
        exceptions = OptionalLong.of(count);
    }

    /** A run has begun: what was cut in the one before may have been loaded again. */
    void begin() {
        truncation = null;
    }

    private boolean recently(Instant at) {
        return rose != null && rose.plus(Watched.LOOP).isAfter(at);
    }

    Evidence newest() {
        return newest;
    }

    /** Returns by how many the exceptions have grown lately. */
    long grown(Instant at) {
        return recently(at) ? grown : 0;
    }

    long exceptions() {
        return exceptions.orElse(0);
    }

    Optional<String> truncation() {
        return Optional.ofNullable(truncation);
    }
}
