package io.dmskit.monitoring.alarm;

import io.dmskit.monitoring.judge.AlarmSilence;
import java.util.List;

/**
 * Alarms that tell nobody for a while.
 *
 * @param silence from when until when
 * @param endsByItself whether CloudWatch ends it; else somebody has to arm the alarms, and the monitor reports that it is over
 * @param alarms the alarms' names
 */
public record Silenced(AlarmSilence silence, boolean endsByItself, List<String> alarms) {
    /** Copies the list. */
    public Silenced {
        alarms = List.copyOf(alarms);
    }
}
