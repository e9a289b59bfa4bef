package io.dmskit.local.dms;

import io.dmskit.local.store.Shelf;
import io.dmskit.local.wire.ModelCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.databasemigration.model.DescribeEventsRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeEventsResponse;
import software.amazon.awssdk.services.databasemigration.model.Event;
import software.amazon.awssdk.services.databasemigration.model.ReplicationInstance;

/**
 * What happened to instances, tasks and serverless replications, the newest thousand of it. Used under the {@link Conductor} only.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Events.html">Events</a>
 */
final class Events {
    private static final int KEPT = 1000;
    private static final Duration USUAL_SPAN = Duration.ofMinutes(60);

    private final Conductor conductor;
    private final Shelf<Event> shelf;
    private final Deque<Event> events;
    private long noted;

    Events(Conductor conductor) {
        this.conductor = conductor;
        shelf = conductor.shelf("event", ModelCodec.of(Event::builder));
        Map<String, Event> kept = shelf.kept();
        events = new ArrayDeque<>(kept.values());
        noted = kept.keySet().stream().mapToLong(Long::parseLong).max().orElse(0);
    }

    /** Notes an event of a task, in a category of DMS: creation, state change, failure, configuration change, deletion. */
    void ofTask(Task task, String category, String message) {
        note(EventSource.REPLICATION_TASK, task.identifier(), category, message);
    }

    /** Notes an event of an instance. */
    void ofInstance(ReplicationInstance instance, String category, String message) {
        note(EventSource.REPLICATION_INSTANCE, instance.replicationInstanceIdentifier(), category, message);
    }

    /** Notes an event of a serverless replication. */
    void ofReplication(ServerlessReplication replication, String category, String message) {
        note(EventSource.REPLICATION, replication.identifier(), category, message);
    }

    private void note(EventSource source, String identifier, String category, String message) {
        if (!source.categories().contains(category)) {
            throw new IllegalArgumentException("no events of a " + source.word() + " are of category " + category);
        }
        if (events.size() == KEPT) {
            events.removeFirst();
            shelf.remove(key(noted - KEPT + 1));
        }
        Event event = Event.builder()
                .sourceIdentifier(identifier)
                .sourceType(source.word())
                .eventCategories(category)
                .message(message)
                .date(conductor.time())
                .build();
        events.addLast(event);
        noted++;
        shelf.put(key(noted), event);
    }

    /** Keys are as long as each other, so that they are in the order of events. */
    private static String key(long number) {
        return String.format(Locale.ROOT, "%019d", number);
    }

    DescribeEventsResponse describe(DescribeEventsRequest request) {
        Instant end = request.endTime() == null ? conductor.time() : request.endTime();
        Duration span = request.duration() == null ? USUAL_SPAN : Duration.ofMinutes(request.duration());
        Instant start = request.startTime() == null ? end.minus(span) : request.startTime();
        List<Event> met = events.stream()
                .filter(event -> !event.date().isBefore(start) && !event.date().isAfter(end))
                .filter(event -> matches(event, request))
                .toList();
        int from = offset(request.marker(), met.size());
        int to = Math.min(met.size(), from + Page.Size.USUAL.checked(request.maxRecords()));
        return DescribeEventsResponse.builder()
                .events(met.subList(from, to))
                .marker(to < met.size() ? String.valueOf(to) : null)
                .build();
    }

    private static boolean matches(Event event, DescribeEventsRequest request) {
        return (request.sourceIdentifier() == null || request.sourceIdentifier().equals(event.sourceIdentifier()))
                && (request.sourceTypeAsString() == null
                        || request.sourceTypeAsString().equals(event.sourceTypeAsString()))
                && (request.eventCategories().isEmpty()
                        || !Collections.disjoint(request.eventCategories(), event.eventCategories()));
    }

    private static int offset(@Nullable String marker, int size) {
        try {
            return marker == null ? 0 : Math.min(size, Math.max(0, Integer.parseInt(marker)));
        } catch (NumberFormatException e) {
            throw Faults.invalidValue("the parameter Marker is not one that an earlier answer gave");
        }
    }
}
