package io.dmskit.monitoring.web;

import io.dmskit.document.JsonText;
import io.dmskit.monitoring.watch.LatencyPoint;
import io.dmskit.monitoring.watch.Round;
import io.dmskit.monitoring.watch.RoundDocument;
import io.dmskit.monitoring.watch.WatchedReplication;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What followers are sent: {@code hello}, the events that they have not seen, the newest round, {@code live}, and how it ended; from
 * then on everything as it comes. Of rounds only the newest counts, so only events have ids. Thread-safe.
 */
final class Feed {
    /** How many events are kept for those who come later. */
    static final int KEPT = 200;

    /** How many can follow at the same time: each takes a thread. */
    private static final int MOST_FOLLOWERS = 32;

    private static final int TREND = 30;

    private final String title;
    /** Ids of another run of the program say nothing about this one. */
    private final String run = UUID.randomUUID().toString().substring(0, 8);

    private final Set<Follower> followers = ConcurrentHashMap.newKeySet();
    private final Deque<Frame> events = new ArrayDeque<>();
    private final Changes changes = new Changes();
    private long count;
    private @Nullable Round latest;
    private @Nullable Frame newest;
    private @Nullable Frame ending;

    Feed(String title) {
        this.title = title;
    }

    synchronized void show(Round round) {
        changes.in(round).forEach(this::tell);
        latest = round;
        newest = Frame.of("round", () -> JsonText.compact(document(round)));
        Frame frame = newest;
        each(follower -> follower.replace(frame));
    }

    synchronized void tell(PageEvent event) {
        count++;
        Frame frame = Frame.of(run + "-" + count, "event", () -> JsonText.compact(document(event)));
        events.add(frame);
        if (events.size() > KEPT) {
            events.removeFirst();
        }
        each(follower -> follower.send(frame));
    }

    synchronized void end(Ending how) {
        Frame frame = Frame.of("ended", () -> JsonText.compact(document(how)));
        ending = frame;
        each(follower -> follower.send(frame));
    }

    /** Lets followers know that somebody is still here. A comment would do for proxies, but no page can hear it. */
    void beat() {
        Frame frame = Frame.of("beat", () -> JsonText.compact(Map.of("now", Instant.now())));
        each(follower -> follower.send(frame));
    }

    /** Whoever has been cut off is forgotten. */
    private void each(Consumer<Follower> send) {
        followers.forEach(send);
        followers.removeIf(Follower::isCut);
    }

    synchronized Optional<Round> latest() {
        return Optional.ofNullable(latest);
    }

    int followers() {
        return followers.size();
    }

    boolean idle() {
        return followers.stream().allMatch(Follower::idle);
    }

    /**
     * Returns somebody who follows from now on; nobody if there are too many.
     *
     * @param lastEventId what it has seen last; empty if nothing
     */
    synchronized Optional<Follower> join(String lastEventId) {
        if (followers.size() >= MOST_FOLLOWERS) {
            return Optional.empty();
        }
        List<Frame> first = new ArrayList<>();
        first.add(Frame.of("hello", () -> JsonText.compact(hello())));
        first.addAll(missed(lastEventId));
        Optional.ofNullable(newest).ifPresent(first::add);
        // What comes after it has just happened, and is read out to those who do not see it.
        first.add(Frame.of("live", () -> "{}"));
        Optional.ofNullable(ending).ifPresent(first::add);
        Follower follower = new Follower(first);
        followers.add(follower);
        return Optional.of(follower);
    }

    void leave(Follower follower) {
        followers.remove(follower);
    }

    private List<Frame> missed(String lastEventId) {
        List<Frame> kept = List.copyOf(events);
        if (!lastEventId.matches(run + "-[0-9]{1,18}")) {
            return kept;
        }
        long seen = Long.parseLong(lastEventId.substring(run.length() + 1));
        long missing = Math.max(0, Math.min(count - seen, kept.size()));
        return kept.subList(kept.size() - (int) missing, kept.size());
    }

    private Map<String, Object> hello() {
        return Map.of("run", run, "title", title, "now", Instant.now());
    }

    private static Map<String, Object> document(Round round) {
        Map<String, Object> trends = new HashMap<>();
        round.replications().stream()
                .filter(one -> !one.latencies().isEmpty())
                .forEach(one -> trends.put(one.arn(), trend(one)));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("now", Instant.now());
        document.put("round", RoundDocument.summary(round));
        document.put("trends", trends);
        return document;
    }

    /** Returns the newest target latencies in seconds; null where there is none. */
    private static List<@Nullable Double> trend(WatchedReplication one) {
        List<LatencyPoint> points = one.latencies();
        List<@Nullable Double> trend = new ArrayList<>();
        points.subList(Math.max(0, points.size() - TREND), points.size())
                .forEach(point -> trend.add(point.target().map(Feed::seconds).orElse(null)));
        return trend;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static Map<String, Object> document(PageEvent event) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("at", event.at());
        document.put("kind", event.kind().name().toLowerCase(Locale.ROOT));
        event.severity()
                .ifPresent(severity -> document.put("severity", severity.name().toLowerCase(Locale.ROOT)));
        document.put("subject", event.subject());
        document.put("text", event.text());
        return document;
    }

    private static Map<String, Object> document(Ending how) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("at", Instant.now());
        document.put("succeeded", how.succeeded());
        document.put("headline", how.headline());
        document.put(
                "facts",
                how.facts().stream()
                        .map(fact -> Map.of("name", fact.name(), "value", fact.value()))
                        .toList());
        document.put(
                "results",
                how.results().stream()
                        .map(one -> Map.of("subject", one.subject(), "passed", one.passed(), "detail", one.detail()))
                        .toList());
        return document;
    }
}
