package io.dmskit.monitoring.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What others have found out about one replication, and how it has grown. What was read last stays until something else is read: a
 * database that has stopped answering has mended nothing. Used by one thread.
 */
final class EvidenceWatched {
    /** How long readings of a slot are kept: what it grew by over that time is its pace. */
    static final Duration KEPT = Duration.ofMinutes(30);

    private static final Pattern PAUSED = Pattern.compile("Reading from source is paused", Pattern.CASE_INSENSITIVE);
    private static final Pattern RESUMED =
            Pattern.compile("Reading from source (is|has been) resumed", Pattern.CASE_INSENSITIVE);

    private final Deque<SlotState> slots = new ArrayDeque<>();
    private final Map<FailureCause, String> silent = new EnumMap<>(FailureCause.class);
    private @Nullable BinaryLogs binaryLogs;
    private OptionalLong exceptions = OptionalLong.empty();
    private @Nullable Instant rose;
    private long grown;
    private @Nullable Instant paused;
    private String pause = "";

    void see(ReplicationSnapshot now) {
        Evidence found = now.evidence();
        found.applyExceptions().ifPresent(count -> seeExceptions(count, now.seenAt()));
        found.slot().ifPresent(this::seeSlot);
        found.binaryLogs().ifPresent(logs -> binaryLogs = logs);
        found.logLines().forEach(line -> seeLine(line, now.seenAt()));
    }

    private void seeSlot(SlotState slot) {
        if (!slots.isEmpty() && slots.getLast().equals(slot)) {
            return;
        }
        if (!slots.isEmpty() && !slots.getLast().name().equals(slot.name())) {
            slots.clear();
        }
        slots.addLast(slot);
        slots.removeIf(old -> old.readAt().isBefore(slot.readAt().minus(KEPT)));
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

    private void seeLine(String line, Instant at) {
        String text = LogLine.of(line).map(LogLine::text).orElse(line);
        FailureCause.in(line).filter(FailureCause::silent).ifPresent(cause -> silent.put(cause, text));
        if (RESUMED.matcher(line).find()) {
            paused = null;
        } else if (PAUSED.matcher(line).find()) {
            paused = paused == null ? at : paused;
            pause = text;
        }
    }

    /** A run has begun: what was cut in the one before may have been loaded again. */
    void begin() {
        silent.clear();
        paused = null;
    }

    private boolean recently(Instant at) {
        return rose != null && rose.plus(Watched.LOOP).isAfter(at);
    }

    /** Returns by how many the exceptions have grown lately. */
    long grown(Instant at) {
        return recently(at) ? grown : 0;
    }

    long exceptions() {
        return exceptions.orElse(0);
    }

    /** Returns the readings of the slot, oldest first. */
    List<SlotState> slots() {
        return List.copyOf(slots);
    }

    Optional<BinaryLogs> binaryLogs() {
        return Optional.ofNullable(binaryLogs);
    }

    /** Returns what the log has told of a cause that no status shows. */
    Optional<String> told(FailureCause cause) {
        return Optional.ofNullable(silent.get(cause));
    }

    /** Returns since when the source is not read because the instance has no room for what was read. */
    Optional<Instant> paused() {
        return Optional.ofNullable(paused);
    }

    /** Returns the log's own words of that. */
    String pause() {
        return pause;
    }
}
