package io.dmskit.cli.control;

import io.dmskit.alarm.AlarmDefinition;
import io.dmskit.cli.language.Grid;
import io.dmskit.cli.language.Paint;
import io.dmskit.monitoring.alarm.AlarmEvent;
import io.dmskit.monitoring.alarm.AlarmReport;
import io.dmskit.monitoring.judge.AlarmDisagreement;
import io.dmskit.monitoring.judge.AlarmReading;
import io.dmskit.monitoring.judge.AlarmSilence;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The alarms of a migration, as {@code alarms} shows them.
 *
 * @param migration its name
 * @param report what there is
 * @param events what happened to them lately, newest first; empty unless asked for
 */
public record AlarmLines(String migration, AlarmReport report, List<AlarmEvent> events) {
    private static final List<String> HEADINGS = List.of("ALARM", "STATE", "SINCE", "RINGS AT", "TELLS", "MADE BY");

    /** Copies the list. */
    public AlarmLines {
        events = List.copyOf(events);
    }

    /** Returns the document for programs. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        report.profile().ifPresent(profile -> json.put("profile", profile.toString()));
        report.muted().ifPresent(silence -> json.put("muted", json(silence.silence())));
        json.put("alarms", report.alarms().stream().map(this::json).toList());
        json.put(
                "disagreements",
                report.disagreements().stream()
                        .map(one -> Map.of(
                                "kind", one.kind().name().toLowerCase(Locale.ROOT),
                                "alarm", one.alarm(),
                                "text", one.text(),
                                "advice", one.kind().advice()))
                        .toList());
        json.put(
                "history",
                events.stream()
                        .map(one -> Map.of("at", one.at().toString(), "alarm", one.alarm(), "text", one.text()))
                        .toList());
        return json;
    }

    private Map<String, Object> json(AlarmReading alarm) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", alarm.name());
        alarm.definition().ifPresent(definition -> {
            json.put("kind", definition.kind().id());
            json.put("condition", definition.condition());
            json.put("severity", definition.severity().name());
        });
        json.put("madeByDmskit", alarm.migration().isPresent());
        json.put("state", alarm.state().word());
        json.put("since", alarm.since().toString());
        json.put("reason", alarm.reason());
        json.put("actionsEnabled", alarm.tells());
        json.put("dimensions", new TreeMap<>(alarm.dimensions().values()));
        report.silence(alarm).ifPresent(silence -> json.put("silence", json(silence)));
        return json;
    }

    private static Map<String, Object> json(AlarmSilence silence) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("since", silence.since().toString());
        json.put("until", silence.until().toString());
        return json;
    }

    /** Returns lines for people. */
    public String text(Paint paint) {
        List<String> lines = new ArrayList<>();
        long ours = report.alarms().stream()
                .filter(one -> one.migration().isPresent())
                .count();
        long ring = report.alarms().stream().filter(AlarmReading::rings).count();
        lines.add(paint.bold(migration) + ": " + ours + " alarms made at run time"
                + report.profile().map(profile -> " (" + profile + ")").orElse("") + ", "
                + (report.alarms().size() - ours) + " of others, " + ring + (ring == 1 ? " rings" : " ring")
                + report.muted().map(muted -> "; " + silent(muted.silence())).orElse(""));
        if (!report.alarms().isEmpty()) {
            lines.addAll(
                    new Grid(HEADINGS, report.alarms().stream().map(this::cells).toList()).lines(paint));
        }
        report.alarms().stream()
                .filter(AlarmReading::rings)
                .forEach(one -> lines.add(paint.bad("! ") + one.name() + " rings since " + seconds(one.since())
                        + one.definition()
                                .map(definition -> ": " + definition.kind().meaning() + " "
                                        + definition.kind().runbook())
                                .orElse("")));
        for (AlarmDisagreement one : report.disagreements()) {
            lines.add(paint.bad("! ") + one.alarm() + " " + one.text() + "; "
                    + one.kind().advice());
        }
        events.forEach(one -> lines.add(seconds(one.at()) + "  " + one.alarm() + "  " + one.text()));
        return String.join("\n", lines) + "\n";
    }

    private List<String> cells(AlarmReading alarm) {
        return List.of(
                alarm.name(),
                alarm.state().word(),
                seconds(alarm.since()),
                alarm.definition()
                        .map(AlarmDefinition::condition)
                        .orElse(alarm.composite() ? "one of " + alarm.children().size() + " alarms" : ""),
                tells(alarm),
                alarm.migration().isPresent() ? "dmskit" : "others");
    }

    private String tells(AlarmReading alarm) {
        Optional<AlarmSilence> silence = report.silence(alarm);
        if (!alarm.hasActions()) {
            return report.alarms().stream().anyMatch(other -> other.children().contains(alarm.name()))
                    ? "together"
                    : "nobody";
        }
        return silence.map(AlarmLines::silent).orElse(alarm.tells() ? "yes" : "nobody");
    }

    private static String seconds(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String silent(AlarmSilence silence) {
        return "silent " + seconds(silence.since()) + " to " + seconds(silence.until());
    }
}
