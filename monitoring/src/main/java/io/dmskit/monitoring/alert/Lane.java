package io.dmskit.monitoring.alert;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/** The way to one sink. One thread at a time goes along it; what stands still on one lane stands still on no other. */
final class Lane {
    /** An alert is not given up for its age before it was tried as often as this: the age may be due to a clock that was put right. */
    private static final int FEWEST_ATTEMPTS = 5;

    private final String name;
    private final AlertSink sink;
    private final Outbox outbox;
    private final Settings settings;
    private final Listener listener;
    private final AtomicInteger asked = new AtomicInteger();
    private final Map<String, Integer> attempts = new HashMap<>();
    private volatile Rest rest = Rest.NONE;

    /** What all lanes have in common. */
    record Settings(Backoff backoff, Duration giveUpAfter, InstantSource clock) {}

    /** Hears what becomes of a sink, in the thread that delivers. */
    interface Listener {
        /** An alert was given up. */
        void gaveUp(DeadLetter letter);

        /** An alert has arrived. */
        void delivered(String sink);
    }

    private record Rest(int failures, Optional<Instant> since, Optional<String> reason, Instant from, Instant until) {
        static final Rest NONE = new Rest(0, Optional.empty(), Optional.empty(), Instant.MIN, Instant.MIN);

        boolean isOver(Instant now) {
            return Backoff.isOver(from, until, now);
        }
    }

    Lane(String name, AlertSink sink, Outbox outbox, Settings settings, Listener listener) {
        this.name = name;
        this.sink = sink;
        this.outbox = outbox;
        this.settings = settings;
        this.listener = listener;
    }

    String name() {
        return name;
    }

    /** Delivers what is due, by this executor. Whoever is at it already looks once more before it ends. */
    void go(Executor executor) {
        if (asked.getAndIncrement() > 0) {
            return;
        }
        try {
            executor.execute(this::work);
        } catch (RejectedExecutionException e) {
            asked.set(0);
            throw e;
        }
    }

    private void work() {
        boolean ended = false;
        try {
            int seen;
            do {
                seen = asked.get();
                deliverWhatIsDue();
            } while (asked.addAndGet(-seen) > 0);
            ended = true;
        } finally {
            if (!ended) {
                asked.set(0);
            }
        }
    }

    private void deliverWhatIsDue() {
        boolean on = true;
        while (on && rest.isOver(settings.clock().instant())) {
            Optional<Alert> next = outbox.next(name, id -> attempts.getOrDefault(id, 0));
            on = next.isPresent() && arrives(next.get());
        }
    }

    private boolean arrives(Alert alert) {
        Delivery delivery = send(alert);
        if (delivery instanceof Delivery.Failed failed) {
            failed(alert, failed);
            return false;
        }
        rest = Rest.NONE;
        attempts.remove(alert.id());
        if (delivery instanceof Delivery.Rejected rejected) {
            giveUp(alert, rejected.reason());
        } else {
            outbox.delivered(alert, name);
            listener.delivered(name);
        }
        return true;
    }

    private Delivery send(Alert alert) {
        try {
            return sink.send(alert);
        } catch (RuntimeException e) {
            // Not its message, which may hold an address or a key.
            return new Delivery.Failed("threw " + e.getClass().getSimpleName());
        }
    }

    private void failed(Alert alert, Delivery.Failed failed) {
        Instant now = settings.clock().instant();
        int failures = rest.failures() + 1;
        rest = new Rest(
                failures,
                rest.since().or(() -> Optional.of(now)),
                Optional.of(failed.reason()),
                now,
                now.plus(settings.backoff().pause(failures, failed.retryAfter())));
        int tried = attempts.merge(alert.id(), 1, Integer::sum);
        if (tried >= FEWEST_ATTEMPTS && alert.at().plus(settings.giveUpAfter()).isBefore(now)) {
            attempts.remove(alert.id());
            giveUp(alert, "older than " + settings.giveUpAfter() + ", and at last: " + failed.reason());
        }
    }

    private void giveUp(Alert alert, String reason) {
        listener.gaveUp(new DeadLetter(alert, name, settings.clock().instant(), reason));
    }

    SinkState state(int waiting, Instant now) {
        Rest last = rest;
        Optional<Instant> next = last.isOver(now) ? Optional.of(now) : Optional.of(last.until());
        return new SinkState(
                name, waiting, last.failures(), last.since(), last.reason(), next.filter(due -> waiting > 0));
    }
}
