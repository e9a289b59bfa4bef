package io.dmskit.monitoring.alarm;

import io.dmskit.monitoring.judge.AlarmDisagreement;
import io.dmskit.monitoring.judge.AlarmReading;
import io.dmskit.monitoring.judge.AlarmSilence;
import java.util.List;
import java.util.Optional;

/**
 * The alarms of a migration, as CloudWatch has them.
 *
 * @param alarms those made at run time, then those of others that watch the same, such as CloudFormation's
 * @param profile which alarms of the migration those made at run time are, if there are any
 * @param disagreements in what they are not as they should be
 * @param muted which of them CloudWatch mutes for how long, if it does
 */
public record AlarmReport(
        List<AlarmReading> alarms,
        Optional<AlarmProfile> profile,
        List<AlarmDisagreement> disagreements,
        Optional<Silenced> muted) {
    /** Copies the lists. */
    public AlarmReport {
        alarms = List.copyOf(alarms);
        disagreements = List.copyOf(disagreements);
    }

    /** Returns whether somebody should look: one rings, or one is not as it should be. */
    public boolean troubled() {
        return !disagreements.isEmpty() || alarms.stream().anyMatch(AlarmReading::rings);
    }

    /** Returns what silences an alarm at present, if anything does. */
    public Optional<AlarmSilence> silence(AlarmReading alarm) {
        return muted.filter(rule -> rule.alarms().contains(alarm.name()))
                .map(Silenced::silence)
                .or(alarm::silence);
    }
}
