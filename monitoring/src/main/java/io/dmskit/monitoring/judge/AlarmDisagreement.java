package io.dmskit.monitoring.judge;

import io.dmskit.metric.MetricDimensions;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What CloudWatch's alarms say is not what is so.
 *
 * @param kind in which way
 * @param alarm the alarm's name
 * @param severity how urgent it is
 * @param text what is so, with the values that show it
 */
public record AlarmDisagreement(Kind kind, String alarm, ConditionSeverity severity, String text) {
    /** In which way an alarm and what is seen differ. */
    public enum Kind {
        /** It watches what is not there any more: a task that was made again has other dimensions. */
        BLIND("make it anew: dmskit alarms create"),
        /** It tells nobody, and should by now. */
        SILENT("arm it: dmskit alarms arm"),
        /** It does not ring, and the monitor sees why it should. */
        QUIET("look at the alarm's metric, dimensions and missing data in CloudWatch; until then go by the monitor"),
        /** It rings, and the monitor sees nothing wrong. */
        ALONE("look at the alarm's graph in CloudWatch, then at the task"),
        /** It should be there and is not. */
        MISSING("make it: dmskit alarms create"),
        /** It is not as it is defined. */
        DIFFERENT("make it as it is defined: dmskit alarms create");

        private final String advice;

        Kind(String advice) {
            this.advice = advice;
        }

        /** Returns what to do. */
        public String advice() {
            return advice;
        }
    }

    /** Returns what is wrong with an alarm of a migration that watches others than these dimensions, if it does. */
    public static Optional<AlarmDisagreement> blind(AlarmReading alarm, MetricDimensions now) {
        return alarm.dimensions().equals(now)
                ? Optional.empty()
                : Optional.of(new AlarmDisagreement(
                        Kind.BLIND,
                        alarm.name(),
                        ConditionSeverity.WARN,
                        "watches " + words(alarm.dimensions()) + ", which is now " + words(now)));
    }

    /** Returns what is wrong with an alarm that tells nobody at this time, though no silence lasts. */
    public static Optional<AlarmDisagreement> silent(AlarmReading alarm, Instant now) {
        if (alarm.tells()
                || !alarm.hasActions()
                || alarm.silence().filter(silence -> silence.lasts(now)).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new AlarmDisagreement(
                Kind.SILENT,
                alarm.name(),
                ConditionSeverity.WARN,
                "tells nobody: "
                        + alarm.silence()
                                .map(silence -> "it was silenced at " + silence.since() + " until " + silence.until())
                                .orElse("its actions are disabled, and nobody has said until when")));
    }

    /** Returns that an alarm that should be there is not. */
    public static AlarmDisagreement missing(String alarm) {
        return new AlarmDisagreement(Kind.MISSING, alarm, ConditionSeverity.WARN, "is not there");
    }

    private static String words(MetricDimensions dimensions) {
        return String.join(" ", new TreeMap<>(dimensions.values()).values());
    }
}
