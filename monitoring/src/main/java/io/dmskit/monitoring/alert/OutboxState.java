package io.dmskit.monitoring.alert;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What an outbox holds at a moment, read without taking it, so that it may be in use. How a sink does that is failing, only the process knows that has
 * it: {@link Alerting#sinks}.
 *
 * @param openIncidents what was told last of each incident that is not over
 * @param waiting the alerts that have not arrived, oldest first, by sink; a sink for which nothing waits is not among them
 * @param deadLetters the newest hundred alerts that a sink never got, oldest first
 */
public record OutboxState(List<Alert> openIncidents, Map<String, List<Alert>> waiting, List<DeadLetter> deadLetters) {
    /** Copies the lists. */
    public OutboxState {
        openIncidents = List.copyOf(openIncidents);
        waiting = Map.copyOf(waiting);
        deadLetters = List.copyOf(deadLetters);
    }

    /**
     * Reads an outbox.
     *
     * @throws AlertingException if there is none, if it is something else, or if it cannot be read
     */
    public static OutboxState read(Path file) {
        OutboxContents contents = OutboxContents.of(OutboxFile.look(file));
        return new OutboxState(contents.open().all(), contents.waiting(), contents.deadLetters());
    }
}
