package io.dmskit.monitoring.alert;

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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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

    private record Entry(Alert alert, Set<String> to) {}

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
                AlertDocument.alert(fields.path("alert")).ifPresent(alert -> put(alert, names(fields.path("to"))));
            }
        } catch (JsonProcessingException | DateTimeException damaged) {
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

    private static List<String> names(JsonNode array) {
        List<String> names = new ArrayList<>();
        array.forEach(name -> names.add(name.asText()));
        return names;
    }

    /** Adds the alerts that follow from the open incidents, for these sinks. */
    synchronized List<Alert> add(Function<OpenIncidents, List<Alert>> news, Collection<String> to) {
        if (closed) {
            return List.of();
        }
        List<Alert> alerts = news.apply(open);
        List<String> lines = new ArrayList<>();
        for (Alert alert : alerts) {
            put(alert, to);
            lines.add(line(alert, to));
        }
        if (!lines.isEmpty()) {
            write(lines, true);
        }
        return alerts;
    }

    private void put(Alert alert, Collection<String> to) {
        Optional<Alert> before = open.last(alert.incident().key());
        open.told(alert);
        entries.put(alert.id(), new Entry(alert, new LinkedHashSet<>(to)));
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
        Alert best = null;
        for (Entry entry : entries.values()) {
            Alert alert = entry.alert();
            boolean mayGo =
                    entry.to().contains(sink) && incidents.add(alert.incident().id());
            if (mayGo && (best == null || attempts.applyAsInt(alert.id()) < attempts.applyAsInt(best.id()))) {
                best = alert;
            }
        }
        return Optional.ofNullable(best);
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
        entries.values().forEach(entry -> entry.to().forEach(sink -> waiting.merge(sink, 1, Integer::sum)));
        return waiting;
    }

    /** Returns the alerts that wait for a sink, oldest first. */
    synchronized List<Alert> waiting(String sink) {
        return entries.values().stream()
                .filter(entry -> entry.to().contains(sink))
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
        entries.values().forEach(entry -> lines.add(line(entry.alert(), entry.to())));
        try {
            file.replace(lines);
            failure = null;
        } catch (IOException e) {
            failure = e;
        }
    }

    private static String line(Alert alert, Collection<String> to) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("alert", AlertDocument.fields(alert));
        line.put("to", List.copyOf(to));
        return JsonText.compact(line);
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
