package io.dmskit.monitoring.report;

import io.dmskit.monitoring.alert.AlertChange;
import io.dmskit.monitoring.history.PastIncident;
import io.dmskit.monitoring.history.WatchHistory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes what went wrong while somebody watched; what is only good to know, folded away. */
final class IncidentSection {
    private final Html html;
    private final WatchHistory history;
    private final Map<String, PastIncident> byKey;

    IncidentSection(Html html, WatchHistory history) {
        this.html = html;
        this.history = history;
        this.byKey = history.incidents().stream()
                .collect(Collectors.toMap(PastIncident::key, Function.identity(), (one, later) -> later));
    }

    void write() {
        if (!history.watched()) {
            return;
        }
        html.element("h2", "What went wrong");
        if (history.wrong().isEmpty()) {
            html.element("p", "Nothing that the watch saw.");
        }
        history.wrong().forEach(this::incident);
        int rest = history.incidents().size() - history.wrong().size();
        if (rest > 0) {
            html.raw("<details>").element("summary", rest + " more, good to know");
            history.incidents().stream()
                    .filter(one -> !history.wrong().contains(one))
                    .forEach(this::incident);
            html.raw("</details>");
        }
    }

    private void incident(PastIncident one) {
        String worst = one.worst().name().toLowerCase(Locale.ROOT);
        html.raw("<article class=\"event " + worst + "\">")
                .element(
                        "h3",
                        one.kind().id() + " of " + one.subject()
                                + one.table().map(table -> ", " + table).orElse("") + " (" + worst + ")")
                .element("p class=\"note\"", clock(one.openedAt()) + ", lasted " + lasted(one))
                .element("p", one.text());
        if (!one.advice().isBlank()) {
            html.element("p class=\"note\"", "To do: " + one.advice());
        }
        one.rootCause().ifPresent(cause -> html.element("p class=\"note\"", "Explained by " + name(cause)));
        if (one.changes().size() > 1) {
            html.element(
                    "p class=\"note\"",
                    one.changes().stream().map(IncidentSection::turn).collect(Collectors.joining(", ")));
        }
        html.raw("</article>");
    }

    private String lasted(PastIncident one) {
        Instant seenUntil =
                history.end().filter(end -> end.isAfter(one.openedAt())).orElse(one.openedAt());
        return Durations.spell(one.duration(seenUntil))
                + (one.resolvedAt().isPresent() ? "" : " at least: it was not over when it was seen last");
    }

    private String name(String cause) {
        return Optional.ofNullable(byKey.get(cause))
                .map(known -> known.kind().id() + " of " + known.subject())
                .orElse(cause);
    }

    private static String turn(PastIncident.Change change) {
        String severity = change.change() == AlertChange.RESOLVED
                ? ""
                : " (" + change.severity().name().toLowerCase(Locale.ROOT) + ")";
        return change.change().id() + severity + " " + clock(change.at());
    }

    private static String clock(Instant at) {
        return Moments.spell(at, ChronoUnit.SECONDS);
    }
}
