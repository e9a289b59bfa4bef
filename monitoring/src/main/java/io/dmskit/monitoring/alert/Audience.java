package io.dmskit.monitoring.alert;

import io.dmskit.monitoring.judge.ConditionSeverity;
import java.util.Optional;

/**
 * What a sink hears of. This is the one place that decides it: a sink hears of an incident from the alert on that is as urgent as it wants, which
 * opens the incident for it, however long others have known. From then on it hears everything, be it less urgent, since whoever was called must learn that it
 * eased and that it is over. What it never heard of is not resolved to it. That alerts arrive, everybody hears.
 *
 * @param sink the sink's name
 * @param from how urgent an incident must become
 */
record Audience(String sink, ConditionSeverity from) {
    /**
     * Returns what an alert is for this sink, if it is for it.
     *
     * @param knows whether it has been told of the incident
     */
    Optional<AlertChange> hears(Alert alert, boolean knows) {
        if (knows) {
            return Optional.of(alert.change());
        }
        boolean urgent =
                alert.severity().compareTo(from) >= 0 || alert.incident().kind().equals(Incident.TEST);
        return urgent && !alert.isResolved() ? Optional.of(AlertChange.OPENED) : Optional.empty();
    }
}
