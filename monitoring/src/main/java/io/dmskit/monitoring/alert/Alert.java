package io.dmskit.monitoring.alert;

import io.dmskit.monitoring.judge.ConditionSeverity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * What somebody is told: a change of an incident. Each change has one alert, which may arrive more than once; {@link #id} tells.
 *
 * @param incident what it is about
 * @param number the how manieth alert of its incident, from 1
 * @param change what has become of the incident
 * @param severity how urgent it is now; of an incident that is over, how urgent it was
 * @param at when this was seen
 * @param text what is so, with the values that show it
 * @param advice what to do
 */
public record Alert(
        Incident incident,
        int number,
        AlertChange change,
        ConditionSeverity severity,
        Instant at,
        String text,
        String advice) {
    /** Frees all texts of control characters. */
    public Alert {
        text = PlainText.of(text);
        advice = PlainText.of(advice);
    }

    /**
     * Returns the two alerts of a test message, an incident that opens and is over at once, for sinks to be tried without an outbox.
     *
     * @param incident the incident's id
     * @param now the moment
     */
    public static List<Alert> test(String incident, Instant now) {
        Alert opened = new Alert(
                Incident.test(incident, now),
                1,
                AlertChange.OPENED,
                ConditionSeverity.INFO,
                now,
                "This is a test. Alerts of dmskit arrive here.",
                "Nothing is to be done.");
        return List.of(opened, opened.resolved(now));
    }

    /** Returns the alert that follows this one when the incident is over. */
    Alert resolved(Instant now) {
        return new Alert(incident, number + 1, AlertChange.RESOLVED, severity, now, text, advice);
    }

    /** Returns this alert as what it is for somebody who has not heard of its incident before, or has. */
    Alert as(AlertChange other) {
        return new Alert(incident, number, other, severity, at, text, advice);
    }

    /** Returns a name that this alert has however often it arrives, and no other. */
    public String id() {
        return incident.id() + "-" + number;
    }

    /** Returns whether its incident is over. */
    public boolean isResolved() {
        return change == AlertChange.RESOLVED;
    }

    /** Returns what it is about, in a few words on one line. */
    public String title() {
        String state =
                switch (change) {
                    case OPENED -> severity.name();
                    case WORSENED, EASED -> "now " + severity.name();
                    case RESOLVED -> "resolved";
                };
        String table = incident.table().map(name -> " " + name).orElse("");
        return PlainText.oneLine("[" + state + "] " + incident.kind() + ": " + incident.subjectName() + table);
    }

    /** Returns all of it as text of several lines, without a line feed at its end. */
    public String toText() {
        StringJoiner lines = new StringJoiner("\n").add(title()).add(isResolved() ? "Was: " + text : text);
        if (!isResolved() && !advice.isBlank()) {
            lines.add("To do: " + advice);
        }
        return lines.add("Since " + incident.since() + ", seen " + at + ", incident " + incident.id())
                .toString();
    }

    /** Returns all of it on one line, for logs; no text in it can begin another line. */
    public String toLine() {
        return PlainText.oneLine(at + " " + title() + ": " + text
                + (isResolved() || advice.isBlank() ? "" : " (to do: " + advice + ")") + " incident=" + incident.id()
                + " alert=" + number);
    }

    /** Returns all of it as one JSON document, whose form {@code version} names. */
    public String toJson() {
        return AlertDocument.of(this);
    }

    /** Returns the alert that {@link #toJson} wrote, or nothing if the text is something else. */
    public static Optional<Alert> parse(String json) {
        return AlertDocument.parse(json);
    }

    /** Returns all of it as an {@code article} element of well-formed HTML; what comes from outside is text in it, never markup. */
    public String toHtml() {
        return AlertHtml.of(this);
    }
}
