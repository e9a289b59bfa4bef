package io.dmskit.local.dms;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What events are about, and the categories they come in. Serverless replications tell of themselves over EventBridge only on AWS, not
 * in DescribeEvents; here their events are listed there under a type of their own, and cannot be subscribed to.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Events.html">Events</a>
 */
enum EventSource {
    REPLICATION_INSTANCE,
    REPLICATION_TASK,
    REPLICATION;

    /** Returns those that can be subscribed to. */
    static List<EventSource> subscribable() {
        return List.of(REPLICATION_INSTANCE, REPLICATION_TASK);
    }

    /** Returns the one of this word, which must be one that can be subscribed to. */
    static EventSource subscribable(@Nullable String word) {
        String given = Faults.oneOf(
                "SourceType",
                word,
                subscribable().stream().map(EventSource::word).toList());
        return Arrays.stream(values())
                .filter(source -> source.word().equals(given))
                .findFirst()
                .orElseThrow();
    }

    /** The word of the API. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    List<String> categories() {
        return this == REPLICATION_INSTANCE
                ? List.of(
                        "configuration change",
                        "creation",
                        "deletion",
                        "failover",
                        "failure",
                        "low storage",
                        "maintenance")
                : List.of("configuration change", "creation", "deletion", "failure", "state change");
    }
}
