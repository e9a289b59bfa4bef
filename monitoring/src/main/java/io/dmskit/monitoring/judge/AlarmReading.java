package io.dmskit.monitoring.judge;

import io.dmskit.alarm.AlarmDefinition;
import io.dmskit.metric.MetricDimensions;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * An alarm as CloudWatch has it.
 *
 * @param name its name
 * @param migration the migration that dmskit has made it for at run time; empty: somebody else's, such as CloudFormation's
 * @param definition what it watches for; empty for a composite alarm, and for one that no definition of the kit is like
 * @param dimensions whose metric it watches; of a composite alarm none
 * @param children the names of the alarms that a composite alarm looks at
 * @param state what it says
 * @param since when it began to say so
 * @param reason why
 * @param tells whether its actions are enabled
 * @param hasActions whether it has any action at all; one that pages tells through a composite alarm
 * @param silence for how long its actions were disabled, if that was said
 */
public record AlarmReading(
        String name,
        Optional<String> migration,
        Optional<AlarmDefinition> definition,
        MetricDimensions dimensions,
        Set<String> children,
        AlarmState state,
        Instant since,
        String reason,
        boolean tells,
        boolean hasActions,
        Optional<AlarmSilence> silence) {
    /** Copies the set. */
    public AlarmReading {
        children = Set.copyOf(children);
    }

    /** Returns whether it rings. */
    public boolean rings() {
        return state == AlarmState.ALARM;
    }

    /** Returns whether it looks at other alarms. */
    public boolean composite() {
        return !children.isEmpty();
    }

    /** Returns the same alarm with what is known of its silence. */
    public AlarmReading with(Optional<AlarmSilence> known) {
        return new AlarmReading(
                name, migration, definition, dimensions, children, state, since, reason, tells, hasActions, known);
    }
}
