package io.dmskit.monitoring.history;

import io.dmskit.monitoring.alert.AlertChange;
import io.dmskit.monitoring.judge.Condition;
import io.dmskit.monitoring.judge.ConditionKind;
import io.dmskit.monitoring.judge.ConditionSeverity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A condition from its beginning to its end, or to the last that was seen of it. When the same condition comes again later, that is
 * another incident.
 *
 * @param key the condition's {@linkplain Condition#key key}
 * @param kind what it was
 * @param subject name of the task, serverless replication, instance or service
 * @param table the table, if it was about one
 * @param advice what was to be done
 * @param rootCause the key of the condition that explained it last, if one did
 * @param changes how it went; the first opens it, and the last is {@link AlertChange#RESOLVED} if its end was seen
 */
public record PastIncident(
        String key,
        ConditionKind kind,
        String subject,
        Optional<String> table,
        String advice,
        Optional<String> rootCause,
        List<Change> changes) {
    /**
     * A turn that it took.
     *
     * @param at when it was seen
     * @param change what turn
     * @param severity how urgent it was from then on; of the end, how urgent it had been
     * @param text what was so then; of the end, what had been so last
     */
    public record Change(Instant at, AlertChange change, ConditionSeverity severity, String text) {}

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if nothing opens it
     */
    public PastIncident {
        changes = List.copyOf(changes);
        if (changes.isEmpty()) {
            throw new IllegalArgumentException("incident " + key + " has no beginning");
        }
    }

    static PastIncident opened(Instant at, Condition condition) {
        return new PastIncident(
                condition.key(),
                condition.kind(),
                condition.subjectName(),
                condition.table(),
                condition.advice(),
                condition.rootCause(),
                List.of(new Change(at, AlertChange.OPENED, condition.severity(), condition.text())));
    }

    /** Returns it with what has changed since; itself if nothing but words has. */
    PastIncident seen(Instant at, Condition condition) {
        int difference = condition.severity().compareTo(last().severity());
        List<Change> more = new ArrayList<>(changes);
        if (difference != 0) {
            AlertChange change = difference > 0 ? AlertChange.WORSENED : AlertChange.EASED;
            more.add(new Change(at, change, condition.severity(), condition.text()));
        }
        return new PastIncident(key, kind, subject, table, condition.advice(), condition.rootCause(), more);
    }

    PastIncident resolved(Instant at) {
        List<Change> more = new ArrayList<>(changes);
        more.add(new Change(at, AlertChange.RESOLVED, last().severity(), last().text()));
        return new PastIncident(key, kind, subject, table, advice, rootCause, more);
    }

    private Change last() {
        return changes.get(changes.size() - 1);
    }

    /** Returns when it was first seen. */
    public Instant openedAt() {
        return changes.get(0).at();
    }

    /** Returns when it was seen to be over; nothing if nobody has seen that. */
    public Optional<Instant> resolvedAt() {
        return Optional.of(last())
                .filter(change -> change.change() == AlertChange.RESOLVED)
                .map(Change::at);
    }

    /** Returns how long it lasted, as far as it was seen; until {@code seenUntil} if its end was not. */
    public Duration duration(Instant seenUntil) {
        return Duration.between(openedAt(), resolvedAt().orElse(seenUntil));
    }

    /** Returns how urgent it was at its worst. */
    public ConditionSeverity worst() {
        return changes.stream()
                .map(Change::severity)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** Returns what was so when it was at its worst. */
    public String text() {
        return changes.stream()
                .filter(change -> change.severity() == worst())
                .findFirst()
                .map(Change::text)
                .orElseThrow();
    }
}
