package io.dmskit.monitoring.alert;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dmskit.document.JsonText;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * What the lines of an outbox come to: open incidents, alerts on their way, and dead letters. Not thread-safe.
 */
final class OutboxContents {
    private static final int DEAD_LETTERS = 100;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final OpenIncidents open = new OpenIncidents();
    private final Map<String, OutboxEntry> entries = new LinkedHashMap<>();
    private final Deque<DeadLetter> deadLetters = new ArrayDeque<>();

    /** Reads the lines of an outbox. */
    static OutboxContents of(List<String> lines) {
        OutboxContents contents = new OutboxContents();
        lines.forEach(contents::read);
        return contents;
    }

    private void read(String line) {
        try {
            JsonNode fields = JSON.readTree(line);
            if (fields.has("done")) {
                take(fields.path("done").asText(), fields.path("sink").asText());
            } else if (fields.has("dead")) {
                AlertDocument.alert(fields.path("dead")).ifPresent(alert -> bury(deadLetter(alert, fields)));
            } else {
                AlertDocument.alert(fields.path("alert")).ifPresent(alert -> put(OutboxEntry.of(alert, fields)));
            }
        } catch (JsonProcessingException | DateTimeException | NoSuchElementException damaged) {
            // One line that nobody can read must not silence the others.
        }
    }

    private static DeadLetter deadLetter(Alert alert, JsonNode fields) {
        return new DeadLetter(
                alert,
                fields.path("sink").asText(),
                Instant.parse(fields.path("at").asText()),
                fields.path("reason").asText());
    }

    /** Returns the incidents that are open, for what is to be told next. */
    OpenIncidents open() {
        return open;
    }

    /** Adds an alert for those of these who hear of it, and returns its line. */
    String add(Alert alert, Collection<Audience> audiences) {
        OutboxEntry entry = entry(alert, audiences);
        put(entry);
        return entry.line();
    }

    private OutboxEntry entry(Alert alert, Collection<Audience> audiences) {
        Set<String> told = new HashSet<>(open.last(alert.incident().key())
                .flatMap(last -> Optional.ofNullable(entries.get(last.id())))
                .filter(last ->
                        last.alert().incident().id().equals(alert.incident().id()))
                .map(OutboxEntry::told)
                .orElse(Set.of()));
        Map<String, AlertChange> to = new LinkedHashMap<>();
        for (Audience audience : audiences) {
            audience.hears(alert, told.contains(audience.sink())).ifPresent(change -> to.put(audience.sink(), change));
        }
        told.addAll(to.keySet());
        return new OutboxEntry(alert, to, told);
    }

    private void put(OutboxEntry entry) {
        Alert alert = entry.alert();
        Optional<Alert> before = open.last(alert.incident().key());
        open.told(alert);
        entries.put(alert.id(), entry);
        before.ifPresent(last -> forgetIfDone(last.id()));
        forgetIfDone(alert.id());
    }

    private void forgetIfDone(String alertId) {
        OutboxEntry entry = entries.get(alertId);
        if (entry != null && entry.to().isEmpty() && !open.isLast(entry.alert())) {
            entries.remove(alertId);
        }
    }

    /**
     * Returns what is to be delivered next: of each incident only what comes first may go, and among those what was tried least often
     * goes first, so that one alert a sink cannot bear does not hold up the others.
     */
    Optional<Alert> next(String sink, ToIntFunction<String> attempts) {
        Set<String> incidents = new HashSet<>();
        OutboxEntry best = null;
        for (OutboxEntry entry : entries.values()) {
            Alert alert = entry.alert();
            boolean mayGo = entry.to().containsKey(sink)
                    && incidents.add(alert.incident().id());
            if (mayGo
                    && (best == null
                            || attempts.applyAsInt(alert.id())
                                    < attempts.applyAsInt(best.alert().id()))) {
                best = entry;
            }
        }
        return Optional.ofNullable(best)
                .map(entry -> entry.alert().as(requireNonNull(entry.to().get(sink))));
    }

    /** Takes an alert from those that a sink has not got. */
    void take(String alertId, String sink) {
        OutboxEntry entry = entries.get(alertId);
        if (entry != null) {
            entry.to().remove(sink);
            forgetIfDone(alertId);
        }
    }

    /** Takes note that a sink will never have an alert, and returns the line that says so. */
    String dead(DeadLetter letter) {
        bury(letter);
        return line(letter);
    }

    private void bury(DeadLetter letter) {
        take(letter.alert().id(), letter.sink());
        deadLetters.addLast(letter);
        if (deadLetters.size() > DEAD_LETTERS) {
            deadLetters.removeFirst();
        }
    }

    /** Returns the alerts that wait, oldest first, by sink; those included that nobody has set up this time. */
    Map<String, List<Alert>> waiting() {
        Map<String, List<Alert>> waiting = new TreeMap<>();
        entries.values().forEach(entry -> entry.to()
                .forEach((sink, change) -> waiting.computeIfAbsent(sink, any -> new ArrayList<>())
                        .add(entry.alert().as(change))));
        return waiting;
    }

    /** Returns the dead letters that are kept, oldest first. */
    List<DeadLetter> deadLetters() {
        return List.copyOf(deadLetters);
    }

    /** Returns how many alerts there are. */
    int size() {
        return entries.size();
    }

    /** Returns as few lines as say all of it. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        deadLetters.forEach(letter -> lines.add(line(letter)));
        entries.values().forEach(entry -> lines.add(entry.line()));
        return lines;
    }

    private static String line(DeadLetter letter) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("dead", AlertDocument.fields(letter.alert()));
        line.put("sink", letter.sink());
        line.put("at", letter.at());
        line.put("reason", letter.reason());
        return JsonText.compact(line);
    }
}
