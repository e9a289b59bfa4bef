package io.dmskit.monitoring.report;

import io.dmskit.monitoring.alert.AlertChange;
import io.dmskit.monitoring.history.PastIncident;
import io.dmskit.monitoring.history.WatchHistory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes what went wrong while somebody watched. */
final class IncidentSection {
    private final Html html;
    private final WatchHistory history;

    IncidentSection(Html html, WatchHistory history) {
        this.html = html;
        this.history = history;
    }

    void write() {
        if (!history.watched()) {
            return;
        }
        html.element("h2", "What went wrong");
        if (history.incidents().isEmpty()) {
            html.element("p", "Nothing that the watch saw.");
            return;
        }
        Map<String, PastIncident> byKey = history.incidents().stream()
                .collect(Collectors.toMap(PastIncident::key, Function.identity(), (one, later) -> later));
        html.table(
                List.of("began", "lasted#", "what", "at its worst", "what was so", "explained by", "how it went"),
                history.incidents().stream().map(one -> row(one, byKey)).toList());
    }

    private List<String> row(PastIncident one, Map<String, PastIncident> byKey) {
        Instant seenUntil = history.end().orElse(one.openedAt());
        String lasted = Durations.spell(one.duration(seenUntil));
        return List.of(
                clock(one.openedAt()),
                one.resolvedAt().isPresent() ? lasted : lasted + ", not over when seen last",
                one.kind().id() + " of " + one.subject()
                        + one.table().map(table -> ", " + table).orElse(""),
                one.worst().name().toLowerCase(Locale.ROOT),
                one.text() + (one.advice().isBlank() ? "" : ". To do: " + one.advice()),
                one.rootCause()
                        .flatMap(cause -> Optional.ofNullable(byKey.get(cause)))
                        .map(cause -> cause.kind().id() + " of " + cause.subject())
                        .or(one::rootCause)
                        .orElse(""),
                one.changes().stream().map(IncidentSection::turn).collect(Collectors.joining(", ")));
    }

    private static String turn(PastIncident.Change change) {
        String severity = change.change() == AlertChange.RESOLVED
                ? ""
                : " (" + change.severity().name().toLowerCase(Locale.ROOT) + ")";
        return change.change().id() + severity + " " + clock(change.at());
    }

    private static String clock(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
