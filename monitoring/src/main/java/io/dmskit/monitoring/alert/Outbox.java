package io.dmskit.monitoring.alert;

import io.dmskit.document.JsonText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final OutboxFile file;
    private final int compactAfter;
    private final OutboxContents contents;
    private @Nullable IOException failure;
    private boolean closed;

    private Outbox(OutboxFile file, int compactAfter) {
        this.file = file;
        this.compactAfter = compactAfter;
        this.contents = OutboxContents.of(file.found());
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

    /** Adds the alerts that follow from the open incidents, for those of these who hear of them. */
    synchronized List<Alert> add(Function<OpenIncidents, List<Alert>> news, Collection<Audience> audiences) {
        if (closed) {
            return List.of();
        }
        List<Alert> alerts = news.apply(contents.open());
        List<String> lines =
                alerts.stream().map(alert -> contents.add(alert, audiences)).toList();
        if (!lines.isEmpty()) {
            write(lines, true);
        }
        return alerts;
    }

    /** Takes note that a sink has an alert. A note that is lost costs a second delivery, and nothing worse. */
    synchronized void delivered(Alert alert, String sink) {
        contents.take(alert.id(), sink);
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("done", alert.id());
        line.put("sink", sink);
        write(List.of(JsonText.compact(line)), false);
    }

    /** Takes note that a sink will never have an alert. */
    synchronized void dead(DeadLetter letter) {
        write(List.of(contents.dead(letter)), true);
    }

    /** Returns what is to be delivered to a sink next. */
    synchronized Optional<Alert> next(String sink, ToIntFunction<String> attempts) {
        return closed ? Optional.empty() : contents.next(sink, attempts);
    }

    /** Returns the alerts that wait, oldest first, by sink; those included that nobody has set up this time. */
    synchronized Map<String, List<Alert>> waiting() {
        return contents.waiting();
    }

    synchronized List<Alert> openIncidents() {
        return contents.open().all();
    }

    synchronized List<DeadLetter> deadLetters() {
        return contents.deadLetters();
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
        if (failure != null || file.lines() > compactAfter + contents.size()) {
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
        try {
            file.replace(contents.lines());
            failure = null;
        } catch (IOException e) {
            failure = e;
        }
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
