package io.dmskit.monitoring.history;

import io.dmskit.monitoring.judge.Condition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes incidents of conditions from round to round: what a round names for the first time opens one, what it does not name any more is
 * over. Conditions that another one explains are among them, with their root cause. Not thread-safe.
 */
public final class IncidentLog {
    private final List<PastIncident> over = new ArrayList<>();
    private final Map<String, PastIncident> open = new LinkedHashMap<>();

    /** Takes everything that was so in a round; rounds come in order of time. */
    public void see(Instant at, Collection<Condition> conditions) {
        Map<String, PastIncident> still = new LinkedHashMap<>();
        for (Condition condition : conditions) {
            PastIncident known = open.remove(condition.key());
            still.put(condition.key(), known == null ? PastIncident.opened(at, condition) : known.seen(at, condition));
        }
        open.values().forEach(incident -> over.add(incident.resolved(at)));
        open.clear();
        open.putAll(still);
    }

    /** Returns all incidents in the order in which they began, those included that are not over. */
    public List<PastIncident> incidents() {
        List<PastIncident> all = new ArrayList<>(over);
        all.addAll(open.values());
        all.sort(Comparator.comparing(PastIncident::openedAt).thenComparing(PastIncident::key));
        return List.copyOf(all);
    }
}
