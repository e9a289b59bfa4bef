package io.dmskit.monitoring.alert;

import static java.util.Objects.requireNonNull;

import io.dmskit.monitoring.judge.Condition;
import io.dmskit.monitoring.judge.ConditionSeverity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Tells people what is judged to be so, once per incident and change.
 *
 * <pre>{@code
 * try (Alerting alerting = Alerting.in(folder.resolve("alerts.jsonl"))
 *         .to("pager", PagerDutySink.of(routingKey))
 *         .to("log", LogSink.lines(System.err::println))
 *         .open()) {
 *     alerting.update(conditions);                  // after each round of judging
 *     alerting.deliver();                           // whenever nextAttempt() has come
 * }
 * }</pre>
 *
 * <p>Every alert is in the outbox, a file, before it is sent, and leaves it when each sink has it. So each arrives at least once, however
 * often the process is killed or a sink is down; those of one incident arrive in order. One that arrives again has the same
 * {@link Alert#id}. Open incidents are in the file too: after a restart nobody is told again what they know.
 *
 * <p>A condition whose root cause is a condition of the same round is not told. When the root cause is over and the condition is not,
 * it is. An incident that was opened before its root cause stays open, and is resolved as any other; in between it is silent.
 *
 * <p>A sink that fails is left alone for a second, then two, four and so on to a minute, or as long as it asks, up to 15 minutes. What it rejects,
 * and what it has not taken within seven days and five attempts, is a {@link DeadLetter}: the other sinks are told so, by an incident that is
 * resolved when something arrives again.
 *
 * <p>It has no thread and does not sleep: it delivers in the caller's thread unless an executor is given, one sink after the other. With an
 * executor of as many threads as there are sinks, a sink that hangs delays no other. Thread-safe.
 */
public final class Alerting implements AutoCloseable {
    private static final int COMPACT_AFTER = 1000;

    private final Outbox outbox;
    private final InstantSource clock;
    private final Executor executor;
    private final List<Audience> audiences;
    private final List<Lane> lanes = new ArrayList<>();

    private Alerting(Builder builder) {
        clock = builder.clock;
        executor = builder.executor;
        audiences = List.copyOf(builder.audiences);
        outbox = Outbox.open(builder.file, builder.compactAfter);
        Lane.Settings settings = new Lane.Settings(builder.backoff, builder.giveUpAfter, clock);
        builder.sinks.forEach((name, sink) -> lanes.add(new Lane(name, sink, outbox, settings, new Telling())));
        giveUpWhatNobodyWaitsFor(builder.giveUpAfter);
    }

    /** A sink that is missing may be back at the next start, but not for ever. */
    private void giveUpWhatNobodyWaitsFor(Duration age) {
        Instant now = clock.instant();
        outbox.waiting().forEach((sink, alerts) -> {
            if (!names().contains(sink)) {
                alerts.stream()
                        .filter(alert -> alert.at().plus(age).isBefore(now))
                        .forEach(alert -> outbox.dead(new DeadLetter(
                                alert,
                                sink,
                                now,
                                "older than " + age + ", and there is no sink of this name any more")));
            }
        });
    }

    /**
     * Returns a builder.
     *
     * @param file the outbox, which comes into being if it is not there; one process has it at a time
     */
    public static Builder in(Path file) {
        return new Builder(file);
    }

    /**
     * Takes the conditions of one round of judging, tells what they change, and delivers what is due. What is not among them is over: a
     * judge that could not look goes on naming what it knew.
     *
     * @return what is told, in the order in which it happened; empty if nothing changes
     * @throws AlertingException if that cannot be kept; it is delivered nevertheless
     */
    public List<Alert> update(Collection<Condition> conditions) {
        List<Condition> round = List.copyOf(conditions);
        return tell(open -> open.changes(round, clock.instant(), Alerting::newId));
    }

    /**
     * Sends a test message by the way that every alert goes: an incident that is opened and over at once, so that nothing stays open
     * anywhere.
     *
     * @return what is told
     * @throws AlertingException if they cannot be kept; they are delivered nevertheless
     */
    public List<Alert> test() {
        return tell(open -> {
            Instant now = clock.instant();
            List<Alert> alerts = new ArrayList<>();
            // One that a kill cut in half.
            open.last(Incident.TEST).ifPresent(last -> alerts.add(last.resolved(now)));
            alerts.addAll(Alert.test(newId(), now));
            return alerts;
        });
    }

    private List<Alert> tell(Function<OpenIncidents, List<Alert>> news) {
        List<Alert> alerts = outbox.add(news, audiences);
        deliver();
        outbox.requireKept();
        return alerts;
    }

    private List<String> names() {
        return lanes.stream().map(Lane::name).toList();
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }

    /** Delivers what is due now. */
    public void deliver() {
        lanes.forEach(lane -> lane.go(executor));
    }

    /** Returns when {@link #deliver} has something to do next, if anything waits; that may have passed already. */
    public Optional<Instant> nextAttempt() {
        return sinks().stream().flatMap(sink -> sink.nextAttempt().stream()).min(Comparator.naturalOrder());
    }

    /** Returns how each sink does. */
    public List<SinkState> sinks() {
        Instant now = clock.instant();
        Map<String, List<Alert>> waiting = outbox.waiting();
        return lanes.stream()
                .map(lane ->
                        lane.state(waiting.getOrDefault(lane.name(), List.of()).size(), now))
                .toList();
    }

    /** Returns what was told last of each incident that is not over. */
    public List<Alert> openIncidents() {
        return outbox.openIncidents();
    }

    /** Returns the newest hundred alerts that a sink never got, oldest first; those of earlier processes too. */
    public List<DeadLetter> deadLetters() {
        return outbox.deadLetters();
    }

    /** Gives the file free. What is under way may arrive, and does so once more after the next start. */
    @Override
    public void close() {
        outbox.close();
    }

    /** Tells all sinks but one how that one does. */
    private final class Telling implements Lane.Listener {
        @Override
        public void gaveUp(DeadLetter letter) {
            // First what tells of it: a kill in between loses nothing.
            boolean told =
                    !tellOthers(letter.sink(), open -> lost(open, letter)).isEmpty();
            outbox.dead(letter);
            if (told) {
                deliver();
            }
        }

        @Override
        public void delivered(String sink) {
            if (!tellOthers(sink, open -> foundAgain(open, sink)).isEmpty()) {
                deliver();
            }
        }

        private List<Alert> tellOthers(String sink, Function<OpenIncidents, List<Alert>> news) {
            return outbox.add(
                    news,
                    audiences.stream()
                            .filter(audience -> !audience.sink().equals(sink))
                            .toList());
        }

        private List<Alert> lost(OpenIncidents open, DeadLetter letter) {
            Alert alert = letter.alert();
            // What tells of a dead letter may itself be one, elsewhere; that is not told again.
            if (alert.incident().kind().equals(Incident.DEAD_LETTER)
                    || open.last(Incident.deadLetterKey(letter.sink())).isPresent()) {
                return List.of();
            }
            return List.of(
                    new Alert(
                            Incident.deadLetter(newId(), letter.sink(), letter.at()),
                            1,
                            AlertChange.OPENED,
                            alert.severity(),
                            letter.at(),
                            letter.sink() + " did not get \"" + alert.title() + "\" and will not get it: "
                                    + letter.reason(),
                            "Mend the sink's address, key or command. Alerts that it loses until one arrives are not told one by one."));
        }

        private List<Alert> foundAgain(OpenIncidents open, String sink) {
            return open.last(Incident.deadLetterKey(sink))
                    .map(last -> List.of(last.resolved(clock.instant())))
                    .orElse(List.of());
        }
    }

    /** Collects what alerting may be told. */
    public static final class Builder {
        private final Path file;
        private final Map<String, AlertSink> sinks = new LinkedHashMap<>();
        private final List<Audience> audiences = new ArrayList<>();
        private InstantSource clock = InstantSource.system();
        private Executor executor = Runnable::run;
        private Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));
        private Duration giveUpAfter = Duration.ofDays(7);
        private int compactAfter = COMPACT_AFTER;

        private Builder(Path file) {
            this.file = requireNonNull(file);
        }

        /**
         * Adds a sink that hears everything.
         *
         * @param name its name in the outbox: what waits for it after a restart waits for the sink of this name
         */
        public Builder to(String name, AlertSink sink) {
            return to(name, ConditionSeverity.INFO, sink);
        }

        /**
         * Adds a sink that hears of incidents once they are urgent enough. From then on it hears all of them: that they ease, too, and that they are
         * over. An incident that worsens is opened for it when it has become so urgent, and one that never does is not told to it at all.
         *
         * @param name its name in the outbox: what waits for it after a restart waits for the sink of this name
         * @param from how urgent
         */
        public Builder to(String name, ConditionSeverity from, AlertSink sink) {
            if (sinks.putIfAbsent(name, requireNonNull(sink)) != null) {
                throw new IllegalArgumentException(
                        "there are two sinks named " + name + ": each needs a name of its own");
            }
            audiences.add(new Audience(name, from));
            return this;
        }

        /** Sets the clock. */
        public Builder clock(InstantSource newClock) {
            this.clock = newClock;
            return this;
        }

        /** Sets who delivers, one task per sink; the caller's thread otherwise. */
        public Builder executor(Executor newExecutor) {
            this.executor = newExecutor;
            return this;
        }

        /**
         * Sets how long a sink that fails is left alone.
         *
         * @param first after the first failure; twice as long after each that follows
         * @param longest at most
         */
        public Builder backoff(Duration first, Duration longest) {
            this.backoff = new Backoff(first, longest);
            return this;
        }

        /** Sets how old an alert may become before it is given up. */
        public Builder giveUpAfter(Duration age) {
            this.giveUpAfter = age;
            return this;
        }

        /** Sets how many lines more than it needs the outbox may have before it is written anew. */
        Builder compactAfter(int lines) {
            this.compactAfter = lines;
            return this;
        }

        /**
         * Returns what goes on where the process before ended.
         *
         * @throws AlertingException if the outbox is in use, is something else, or cannot be read or written
         */
        public Alerting open() {
            return new Alerting(this);
        }
    }
}
