package io.dmskit.monitoring.alert;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dmskit.document.JsonText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What was told and who has not got it yet, in memory and in a file. Open incidents follow from the alerts in it, so that a kill cannot leave the two
 * at odds: an alert that is not there was not told, and the next round tells it.
 *
 * <p>A line is written before the alert is sent. If it cannot be written, as on a full disk, the alert is sent nevertheless, and
 * everything is written anew as soon as it can be: a monitor whose disk is full must still be heard.
 *
 * <p>Thread-safe.
 */
final class Outbox implements AutoCloseable {
    private static final int DEAD_LETTERS = 100;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final OutboxFile file;
    private final int compactAfter;
    private final OpenIncidents open = new OpenIncidents();
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Deque<DeadLetter> deadLetters = new ArrayDeque<>();
    private @Nullable IOException failure;
    private boolean closed;

    /**
     * An alert on its way.
     *
     * @param to the sinks that have not got it, each with what it is for them
     * @param told the sinks that have been told of its incident, by this alert at the latest
     */
    private record Entry(Alert alert, Map<String, AlertChange> to, Set<String> told) {
        Entry {
            to = new LinkedHashMap<>(to);
            told = Set.copyOf(told);
        }

        String line() {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("alert", AlertDocument.fields(alert));
            Map<String, Object> waiting = new LinkedHashMap<>();
            to.forEach((sink, change) -> waiting.put(sink, change.id()));
            line.put("to", waiting);
            line.put("told", told.stream().sorted().toList());
            return JsonText.compact(line);
        }
    }

    private Outbox(OutboxFile file, int compactAfter) {
        this.file = file;
        this.compactAfter = compactAfter;
        file.found().forEach(this::read);
        compact();
    }

    /**
     * Opens an outbox, which comes into being if it is not there.
     *
     * @param compactAfter how many lines more than it needs the file may have
     */
    static Outbox open(Path path, int compactAfter) {
        OutboxFile file = OutboxFile.open(path);
        Outbox outbox = new Outbox(file, compactAfter);
        try {
            outbox.requireKept();
            return outbox;
        } catch (AlertingException e) {
            outbox.close();
            throw e;
        }
    }

    private void read(String line) {
        try {
            JsonNode fields = JSON.readTree(line);
            if (fields.has("done")) {
                take(fields.path("done").asText(), fields.path("sink").asText());
            } else if (fields.has("dead")) {
                AlertDocument.alert(fields.path("dead")).ifPresent(alert -> bury(deadLetter(alert, fields)));
            } else {
                AlertDocument.alert(fields.path("alert")).ifPresent(alert -> put(entry(alert, fields)));
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

    private static Entry entry(Alert alert, JsonNode fields) {
        Map<String, AlertChange> to = new LinkedHashMap<>();
        fields.path("to")
                .properties()
                .forEach(waiting -> to.put(
                        waiting.getKey(),
                        AlertChange.of(waiting.getValue().asText()).orElseThrow()));
        Set<String> told = new HashSet<>();
        fields.path("told").forEach(name -> told.add(name.asText()));
        return new Entry(alert, to, told);
    }

    /** Adds the alerts that follow from the open incidents, for those of these who hear of them. */
    synchronized List<Alert> add(Function<OpenIncidents, List<Alert>> news, Collection<Audience> audiences) {
        if (closed) {
            return List.of();
        }
        List<Alert> alerts = news.apply(open);
        List<String> lines = new ArrayList<>();
        for (Alert alert : alerts) {
            Entry entry = entry(alert, audiences);
            put(entry);
            lines.add(entry.line());
        }
        if (!lines.isEmpty()) {
            write(lines, true);
        }
        return alerts;
    }

    private Entry entry(Alert alert, Collection<Audience> audiences) {
        Set<String> told = new HashSet<>(open.last(alert.incident().key())
                .flatMap(last -> Optional.ofNullable(entries.get(last.id())))
                .filter(last ->
                        last.alert().incident().id().equals(alert.incident().id()))
                .map(Entry::told)
                .orElse(Set.of()));
        Map<String, AlertChange> to = new LinkedHashMap<>();
        for (Audience audience : audiences) {
            audience.hears(alert, told.contains(audience.sink())).ifPresent(change -> to.put(audience.sink(), change));
        }
        told.addAll(to.keySet());
        return new Entry(alert, to, told);
    }

    private void put(Entry entry) {
        Alert alert = entry.alert();
        Optional<Alert> before = open.last(alert.incident().key());
        open.told(alert);
        entries.put(alert.id(), entry);
        before.ifPresent(last -> forgetIfDone(last.id()));
        forgetIfDone(alert.id());
    }

    private void forgetIfDone(String alertId) {
        Entry entry = entries.get(alertId);
        if (entry != null && entry.to().isEmpty() && !open.isLast(entry.alert())) {
            entries.remove(alertId);
        }
    }

    /**
     * Returns what is to be delivered next: of each incident only what comes first may go, and among those what was tried least often
     * goes first, so that one alert a sink cannot bear does not hold up the others.
     */
    synchronized Optional<Alert> next(String sink, ToIntFunction<String> attempts) {
        if (closed) {
            return Optional.empty();
        }
        Set<String> incidents = new HashSet<>();
        Entry best = null;
        for (Entry entry : entries.values()) {
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

    /** Takes note that a sink has an alert. A note that is lost costs a second delivery, and nothing worse. */
    synchronized void delivered(Alert alert, String sink) {
        take(alert.id(), sink);
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("done", alert.id());
        line.put("sink", sink);
        write(List.of(JsonText.compact(line)), false);
    }

    private void take(String alertId, String sink) {
        Entry entry = entries.get(alertId);
        if (entry != null) {
            entry.to().remove(sink);
            forgetIfDone(alertId);
        }
    }

    /** Takes note that a sink will never have an alert. */
    synchronized void dead(DeadLetter letter) {
        bury(letter);
        write(List.of(line(letter)), true);
    }

    private void bury(DeadLetter letter) {
        take(letter.alert().id(), letter.sink());
        deadLetters.addLast(letter);
        if (deadLetters.size() > DEAD_LETTERS) {
            deadLetters.removeFirst();
        }
    }

    /** Returns how many alerts wait, by sink, those included that nobody has set up this time. */
    synchronized Map<String, Integer> waiting() {
        Map<String, Integer> waiting = new HashMap<>();
        entries.values().forEach(entry -> entry.to().keySet().forEach(sink -> waiting.merge(sink, 1, Integer::sum)));
        return waiting;
    }

    /** Returns the alerts that wait for a sink, oldest first. */
    synchronized List<Alert> waiting(String sink) {
        return entries.values().stream()
                .filter(entry -> entry.to().containsKey(sink))
                .map(Entry::alert)
                .toList();
    }

    synchronized List<Alert> openIncidents() {
        return open.all();
    }

    synchronized List<DeadLetter> deadLetters() {
        return List.copyOf(deadLetters);
    }

    /**
     * Returns when all there is to know is in the file.
     *
     * @throws AlertingException if not
     * @throws IllegalStateException if it is closed
     */
    synchronized void requireKept() {
        if (closed) {
            throw new IllegalStateException("the outbox " + file + " is closed");
        }
        if (failure != null) {
            throw new AlertingException(
                    "the outbox " + file + " cannot be written (" + failure
                            + "): what was told goes out, but is lost with this process",
                    failure);
        }
    }

    private void write(List<String> lines, boolean force) {
        if (closed) {
            // Whoever was still delivering does so once more at the next start.
            return;
        }
        if (failure == null) {
            append(lines, force);
        }
        if (failure != null || file.lines() > compactAfter + entries.size()) {
            // What could not be added is in memory and so among all that is written now; and that may need less room.
            compact();
        }
    }

    private void append(List<String> lines, boolean force) {
        try {
            file.append(lines, force);
        } catch (IOException e) {
            failure = e;
        }
    }

    private void compact() {
        List<String> lines = new ArrayList<>();
        deadLetters.forEach(letter -> lines.add(line(letter)));
        entries.values().forEach(entry -> lines.add(entry.line()));
        try {
            file.replace(lines);
            failure = null;
        } catch (IOException e) {
            failure = e;
        }
    }

    private static String line(DeadLetter letter) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("dead", AlertDocument.fields(letter.alert()));
        line.put("sink", letter.sink());
        line.put("at", letter.at());
        line.put("reason", letter.reason());
        return JsonText.compact(line);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            file.close();
        } catch (IOException e) {
            throw new AlertingException("the outbox " + file + " cannot be closed", e);
        }
    }
}
