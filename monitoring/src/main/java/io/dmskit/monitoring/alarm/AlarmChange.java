package io.dmskit.monitoring.alarm;

import java.util.Locale;

/**
 * What became of an alarm.
 *
 * @param alarm its name
 * @param change what was done
 */
public record AlarmChange(String alarm, Change change) {
    /** What was done. */
    public enum Change {
        CREATED,
        CHANGED,
        UNCHANGED,
        REMOVED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
