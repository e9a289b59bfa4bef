package io.dmskit.migration;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What may go wrong before somebody is told.
 *
 * @param sourceLatency highest CDCLatencySource without an alarm; absent: five minutes
 * @param targetLatency highest CDCLatencyTarget without an alarm; absent: five minutes
 * @param topics names or ARNs of the topics that are told, at most {@link #MOST_TOPICS}
 */
public record Alarms(Optional<Duration> sourceLatency, Optional<Duration> targetLatency, List<String> topics) {
    /** CloudWatch takes this many actions for each state of an alarm, and EventBridge this many targets of a rule. */
    public static final int MOST_TOPICS = 5;

    /** Nothing said: alarms of their own thresholds, and nobody in particular to be told. */
    public static final Alarms NONE = new Alarms(Optional.empty(), Optional.empty(), List.of());

    /** Copies the list. */
    public Alarms {
        topics = List.copyOf(topics);
    }
}
