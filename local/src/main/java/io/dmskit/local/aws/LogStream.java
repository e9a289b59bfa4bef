package io.dmskit.local.aws;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A log stream: events in the order of their times, and of their arrival within a moment. Thread-safe. */
final class LogStream {
    private final String name;
    private final Instant created;
    private final TreeMap<Place, Entry> events = new TreeMap<>();
    private long arrived;

    /** An event. */
    record Entry(Instant at, Instant ingested, String message) {}

    /** Where an event stands, or where one would; what tokens are made of. */
    record Place(long millis, long number) implements Comparable<Place> {
        static final Place BEGINNING = new Place(0, 0);

        @Override
        public int compareTo(Place other) {
            int byTime = Long.compare(millis, other.millis);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }

        Place next() {
            return new Place(millis, number + 1);
        }

        Place previous() {
            return new Place(millis, number - 1);
        }
    }

    LogStream(String name, Instant created) {
        this.name = name;
        this.created = created;
    }

    String name() {
        return name;
    }

    Instant created() {
        return created;
    }

    synchronized void add(Instant at, Instant now, String message, int capacity) {
        arrived++;
        events.put(new Place(at.toEpochMilli(), arrived), new Entry(at, now, message));
        while (events.size() > capacity) {
            events.pollFirstEntry();
        }
    }

    synchronized Optional<Entry> first() {
        return Optional.ofNullable(events.firstEntry()).map(Map.Entry::getValue);
    }

    synchronized Optional<Entry> last() {
        return Optional.ofNullable(events.lastEntry()).map(Map.Entry::getValue);
    }

    /** Returns the first events of a span after a place, with their places, in time order. */
    synchronized List<Map.Entry<Place, Entry>> after(Place place, Span span, int limit) {
        return events.tailMap(place, false).entrySet().stream()
                .filter(event -> span.contains(event.getValue().at()))
                .limit(limit)
                .map(LogStream::copy)
                .toList();
    }

    /** Returns the last events of a span before a place, with their places, in time order. */
    synchronized List<Map.Entry<Place, Entry>> before(Place place, Span span, int limit) {
        List<Map.Entry<Place, Entry>> found = new ArrayList<>();
        events.headMap(place, false).descendingMap().entrySet().stream()
                .filter(event -> span.contains(event.getValue().at()))
                .limit(limit)
                .forEach(event -> found.add(0, copy(event)));
        return found;
    }

    private static Map.Entry<Place, Entry> copy(Map.Entry<Place, Entry> event) {
        return Map.entry(event.getKey(), event.getValue());
    }

    /** From a time on, and before another. */
    record Span(long from, long to) {
        boolean contains(Instant time) {
            return time.toEpochMilli() >= from && time.toEpochMilli() < to;
        }
    }
}
