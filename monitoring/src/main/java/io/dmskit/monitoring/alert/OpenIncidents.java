package io.dmskit.monitoring.alert;

import io.dmskit.monitoring.judge.Condition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The incidents somebody was told of and that are not over, each with what was told last. That is all there is to know: a condition
 * that nobody was told of, because its root cause explains it, is no incident.
 *
 * <p>Not thread-safe.
 */
final class OpenIncidents {
    private static final BinaryOperator<Condition> WORSE =
            BinaryOperator.maxBy(Comparator.comparing(Condition::severity));

    private final Map<String, Alert> lastByKey = new LinkedHashMap<>();

    /** Returns what a round of judging changes; the worst first, then what is over. Changes nothing by itself. */
    List<Alert> changes(Collection<Condition> conditions, Instant now, Supplier<String> ids) {
        Map<String, Condition> byKey = conditions.stream()
                .collect(Collectors.toMap(Condition::key, Function.identity(), WORSE, LinkedHashMap::new));
        List<Alert> alerts = new ArrayList<>();
        byKey.values().stream()
                .sorted(Comparator.comparing(Condition::severity).reversed().thenComparing(Condition::key))
                .filter(condition -> !explained(condition, byKey))
                .forEach(condition -> change(condition, now, ids).ifPresent(alerts::add));
        lastByKey.forEach((key, last) -> {
            if (last.incident().judged() && !byKey.containsKey(key)) {
                alerts.add(last.resolved(now));
            }
        });
        return alerts;
    }

    /** Conditions that explain each other in a circle are told, since otherwise nobody would hear of any. */
    private static boolean explained(Condition condition, Map<String, Condition> byKey) {
        Set<String> passed = new HashSet<>();
        Optional<Condition> cause = cause(condition, byKey);
        if (cause.isEmpty()) {
            return false;
        }
        while (cause.isPresent() && passed.add(cause.get().key())) {
            if (cause.get().key().equals(condition.key())) {
                return false;
            }
            cause = cause(cause.get(), byKey);
        }
        return true;
    }

    private static Optional<Condition> cause(Condition condition, Map<String, Condition> byKey) {
        return condition.rootCause().flatMap(key -> Optional.ofNullable(byKey.get(key)));
    }

    private Optional<Alert> change(Condition condition, Instant now, Supplier<String> ids) {
        Optional<Alert> last = last(condition.key());
        if (last.isEmpty()) {
            return Optional.of(alert(Incident.of(ids.get(), condition), 1, AlertChange.OPENED, condition, now));
        }
        int difference = condition.severity().compareTo(last.get().severity());
        if (difference == 0) {
            return Optional.empty();
        }
        AlertChange change = difference > 0 ? AlertChange.WORSENED : AlertChange.EASED;
        return Optional.of(alert(last.get().incident(), last.get().number() + 1, change, condition, now));
    }

    private static Alert alert(Incident incident, int number, AlertChange change, Condition condition, Instant now) {
        return new Alert(incident, number, change, condition.severity(), now, condition.text(), condition.advice());
    }

    /** Takes note of an alert, the newest of its incident. */
    void told(Alert alert) {
        if (alert.isResolved()) {
            last(alert.incident().key())
                    .filter(last -> last.incident().id().equals(alert.incident().id()))
                    .ifPresent(last -> lastByKey.remove(alert.incident().key()));
        } else {
            lastByKey.put(alert.incident().key(), alert);
        }
    }

    /** Returns what was told last of an open incident. */
    Optional<Alert> last(String key) {
        return Optional.ofNullable(lastByKey.get(key));
    }

    /** Returns whether this alert is the newest of an open incident. */
    boolean isLast(Alert alert) {
        return last(alert.incident().key()).filter(alert::equals).isPresent();
    }

    /** Returns what was told last of each open incident. */
    List<Alert> all() {
        return List.copyOf(lastByKey.values());
    }
}
