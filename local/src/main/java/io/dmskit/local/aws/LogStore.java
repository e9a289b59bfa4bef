package io.dmskit.local.aws;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Log groups, their streams and events, in memory: a stream keeps its newest events, fewer when there are many streams. Thread-safe.
 */
public final class LogStore {
    private static final int MAX_EVENTS = 200_000;
    private static final int MAX_EVENTS_OF_STREAM = 10_000;

    private final TreeMap<String, LogGroup> groups = new TreeMap<>();

    /** Adds a line to a stream; stream and group are made when they are missing. */
    public synchronized void append(String group, String stream, Instant now, String message) {
        groups.computeIfAbsent(group, name -> new LogGroup(name, now))
                .streams()
                .computeIfAbsent(stream, name -> new LogStream(name, now))
                .add(now, now, message, capacity());
    }

    synchronized void append(LogStream stream, Instant at, Instant now, String message) {
        stream.add(at, now, message, capacity());
    }

    private int capacity() {
        int streams = groups.values().stream()
                .mapToInt(group -> group.streams().size())
                .sum();
        return Math.max(1, Math.min(MAX_EVENTS_OF_STREAM, MAX_EVENTS / Math.max(1, streams)));
    }

    synchronized Optional<LogGroup> group(String name) {
        return Optional.ofNullable(groups.get(name));
    }

    synchronized List<LogGroup> groups() {
        return new ArrayList<>(groups.values());
    }

    synchronized boolean add(LogGroup group) {
        return groups.putIfAbsent(group.name(), group) == null;
    }

    synchronized boolean removeGroup(String name) {
        return groups.remove(name) != null;
    }
}
