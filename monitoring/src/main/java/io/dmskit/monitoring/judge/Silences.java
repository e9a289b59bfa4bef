package io.dmskit.monitoring.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Services that do not answer. One that answers now and then is silent until it has answered for a while: so nobody is told of each of its
 * turns, and what was silent along with it has the time to be asked too. Used by one thread.
 */
final class Silences {
    /** Longer than a throttled budget takes to recover, after which everything has been asked again. */
    static final Duration OVER = Duration.ofMinutes(3);

    private final Map<String, Silence> byService = new TreeMap<>();

    /** A failure, and when it was so last. */
    record Silence(ServiceFailure failure, Instant last) {
        /** Returns for how long it has lasted; what it does from now on, it does no more. */
        Duration lasted() {
            Duration lasted = Duration.between(failure.since(), last);
            return lasted.isNegative() ? Duration.ZERO : lasted;
        }

        private boolean isOver(Instant now) {
            Duration since = Duration.between(last, now);
            return since.isNegative() || since.compareTo(OVER) >= 0;
        }
    }

    void see(FleetSnapshot fleet) {
        fleet.failures()
                .forEach(one -> byService.merge(
                        one.service(),
                        new Silence(one, fleet.at()),
                        (old, now) -> new Silence(
                                new ServiceFailure(one.service(), earlier(old, one), one.problem()), fleet.at())));
        boolean dms = byService.containsKey(ServiceFailure.DMS);
        byService.values().removeIf(one -> one.isOver(fleet.at()));
        if (dms && !byService.containsKey(ServiceFailure.DMS)) {
            // What its silence explained, and answers too, is over with it.
            byService
                    .keySet()
                    .retainAll(fleet.failures().stream()
                            .map(ServiceFailure::service)
                            .collect(Collectors.toSet()));
        }
    }

    private static Instant earlier(Silence old, ServiceFailure now) {
        Instant first = old.failure().since();
        return first.isBefore(now.since()) ? first : now.since();
    }

    List<Silence> all() {
        return List.copyOf(byService.values());
    }

    List<ServiceFailure> failures() {
        return byService.values().stream().map(Silence::failure).toList();
    }
}
