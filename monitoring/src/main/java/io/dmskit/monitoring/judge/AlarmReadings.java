package io.dmskit.monitoring.judge;

import java.time.Instant;
import java.util.List;

/**
 * The alarms that CloudWatch had when it was asked last: all that watch a metric of DMS, and the composite ones over them.
 *
 * @param readAt when it was asked
 * @param alarms in the order of their names
 */
public record AlarmReadings(Instant readAt, List<AlarmReading> alarms) {
    /** Copies the list. */
    public AlarmReadings {
        alarms = List.copyOf(alarms);
    }
}
