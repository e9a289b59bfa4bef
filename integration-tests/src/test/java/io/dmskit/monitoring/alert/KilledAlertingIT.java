package io.dmskit.monitoring.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.JavaProcess;
import io.dmskit.monitoring.alert.EventReceiver.Event;
import io.dmskit.monitoring.judge.Condition;
import io.dmskit.monitoring.judge.ConditionKind;
import io.dmskit.monitoring.judge.ConditionSeverity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told outlives {@code kill -9}, wherever it strikes. */
class KilledAlertingIT {
    private static final int KILLS = 12;

    /** @param deliveries how often the first alert is to arrive: twice if the kill leaves open whether it has */
    @ParameterizedTest
    @CsvSource({"BEFORE_IT_IS_KEPT,1", "KEPT,1", "ANSWERED,2", "NOTED,1"})
    void anAlertArrivesUnderOneIdWhereverAKillStrikes(Point point, int deliveries, @TempDir Path folder)
            throws Exception {
        try (EventReceiver receiver = new EventReceiver()) {
            try (JavaProcess monitor = JavaProcess.of(Once.class, file(folder), receiver.address(), point.name())
                    .start()) {
                String unused = monitor.await(
                        point.name(), said -> Optional.of(said).filter(text -> text.contains(point.name())));
                monitor.kill();
            }
            assertResolvedAfter(deliveries, receiver, folder);
        }
    }

    @Test
    void anAlertArrivesUnderOneIdWhenAKillStrikesWhileTheOtherSideHasItAndHasNotSaidSo(@TempDir Path folder)
            throws Exception {
        try (EventReceiver receiver = new EventReceiver().holdingNext()) {
            try (JavaProcess monitor = JavaProcess.of(Once.class, file(folder), receiver.address(), "NOTED")
                    .start()) {
                assertThat(receiver.held().await(60, TimeUnit.SECONDS)).isTrue();
                monitor.kill();
            }
            assertResolvedAfter(2, receiver, folder);
        }
    }

    private static void assertResolvedAfter(int deliveries, EventReceiver receiver, Path folder) throws Exception {
        assertThat(JavaProcess.of(Once.class, file(folder), receiver.address(), "NOWHERE")
                        .run()
                        .exitCode())
                .isZero();

        List<Event> events = receiver.events();
        assertThat(events.stream().map(Event::incident).distinct()).hasSize(1);
        assertThat(events.stream().map(Event::action))
                .containsExactlyElementsOf(
                        Stream.concat(IntStream.range(0, deliveries).mapToObj(i -> "trigger"), Stream.of("resolve"))
                                .toList());
    }

    @Test
    void nothingIsLostForgottenOrOutOfOrderThroughManyKills(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("log");
        List<String> kept = new ArrayList<>();
        try (EventReceiver receiver = new EventReceiver().failingEach(7)) {
            for (int kill = 0; kill < KILLS; kill++) {
                int rounds = 20 + kill * 3;
                try (JavaProcess monitor = JavaProcess.of(
                                Endless.class, file(folder), receiver.address(), log.toString(), "" + kill)
                        .start()) {
                    long unused = monitor.await(
                            "alerts", said -> Optional.of(said.lines().count()).filter(lines -> lines > rounds));
                    monitor.kill();
                    kept.addAll(whole(monitor.out()));
                }
            }
            assertThat(JavaProcess.of(Endless.class, file(folder), receiver.address(), log.toString(), "end")
                            .run()
                            .exitCode())
                    .isZero();

            List<Alert> logged = logged(log);
            assertThat(logged.stream().map(Alert::id)).containsAll(kept);
            assertInOrder(receiver.events());
            assertOneIncidentAtATime(logged);
            assertThat(receiver.events().stream().map(Event::incident).distinct())
                    .containsExactlyInAnyOrderElementsOf(logged.stream()
                            .map(alert -> alert.incident().id())
                            .distinct()
                            .toList());
        }
    }

    private static List<String> whole(String said) {
        return said.substring(0, said.lastIndexOf('\n') + 1).lines().toList();
    }

    /** Alerts that were logged whole; one that a kill cut short is there once more. */
    private static List<Alert> logged(Path log) throws IOException {
        return Arrays.stream(Files.readString(log, StandardCharsets.UTF_8).split("\n"))
                .flatMap(line -> Alert.parse(line).stream())
                .toList();
    }

    /** Each incident is triggered with rising numbers from 1 and without a gap, and resolved at its end; each may be repeated. */
    private static void assertInOrder(List<Event> events) {
        Map<String, List<Event>> byIncident = new LinkedHashMap<>();
        events.forEach(event -> {
            List<Event> of = byIncident.computeIfAbsent(event.incident(), id -> new ArrayList<>());
            if (of.isEmpty() || !of.get(of.size() - 1).equals(event)) {
                of.add(event);
            }
        });
        assertThat(byIncident).hasSizeGreaterThan(KILLS);
        assertThat(byIncident.values()).allSatisfy(of -> {
            assertThat(of.subList(0, of.size() - 1).stream().map(Event::number))
                    .containsExactlyElementsOf(
                            IntStream.range(1, of.size()).boxed().toList());
            assertThat(of.get(of.size() - 1).action()).isEqualTo("resolve");
        });
    }

    /** No condition has a second incident before the first is over, and all are over at the end. */
    private static void assertOneIncidentAtATime(List<Alert> logged) {
        Map<String, String> open = new HashMap<>();
        Map<String, Integer> seen = new HashMap<>();
        for (Alert alert : logged) {
            int last = seen.merge(alert.incident().id(), alert.number(), Math::max);
            if (alert.number() < last) {
                continue;
            }
            String other = open.put(alert.incident().key(), alert.incident().id());
            assertThat(other).isIn(null, alert.incident().id());
            if (alert.isResolved()) {
                open.remove(alert.incident().key());
            }
        }
        assertThat(open).isEmpty();
    }

    private static String file(Path folder) {
        return folder.resolve("alerts.jsonl").toString();
    }

    private static Condition condition(ConditionKind kind, ConditionSeverity severity) {
        return new Condition(
                kind,
                severity,
                "arn",
                "bank-core",
                Optional.empty(),
                Instant.EPOCH,
                "text",
                "advice",
                Optional.empty());
    }

    /** Where the first alert stands still. */
    private enum Point {
        BEFORE_IT_IS_KEPT,
        KEPT,
        ANSWERED,
        NOTED,
        NOWHERE;

        void reached(Point point) {
            if (this != point) {
                return;
            }
            System.out.println(point);
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Tells of one condition, and that it is over. */
    static final class Once {
        private Once() {}

        public static void main(String[] arguments) {
            Point stop = Point.valueOf(arguments[2]);
            PagerDutySink pager = PagerDutySink.of("key", arguments[1], HttpPost.client(), Duration.ofMinutes(2));
            AlertSink stopping = alert -> {
                stop.reached(Point.KEPT);
                Delivery delivery = pager.send(alert);
                stop.reached(Point.ANSWERED);
                return delivery;
            };
            try (Alerting alerting =
                    Alerting.in(Path.of(arguments[0])).to("pager", stopping).open()) {
                stop.reached(Point.BEFORE_IT_IS_KEPT);
                List<Alert> told = alerting.update(List.of(condition(ConditionKind.FAILED, ConditionSeverity.PAGE)));
                stop.reached(Point.NOTED);
                System.out.println(told);
                told = alerting.update(List.of());
                System.out.println(told);
            }
            System.exit(0);
        }
    }

    /** Tells of conditions that come and go until it is killed, or ends them all; says after each round what is kept. */
    static final class Endless {
        private static final List<ConditionKind> KINDS =
                List.of(ConditionKind.STALLED, ConditionKind.BLIND, ConditionKind.STUCK);
        private static final List<ConditionSeverity> SEVERITIES =
                List.of(ConditionSeverity.WARN, ConditionSeverity.PAGE, ConditionSeverity.INFO);

        private Endless() {}

        public static void main(String[] arguments) {
            Path log = Path.of(arguments[2]);
            try (Alerting alerting = Alerting.in(Path.of(arguments[0]))
                    .to("pager", PagerDutySink.of("key", arguments[1], HttpPost.client(), Duration.ofSeconds(30)))
                    .to("log", LogSink.json(line -> append(log, line)))
                    .backoff(Duration.ofNanos(1), Duration.ofMillis(5))
                    .compactAfter(5)
                    .open()) {
                if (arguments[3].equals("end")) {
                    say(alerting.update(List.of()));
                    while (alerting.nextAttempt().isPresent()) {
                        alerting.deliver();
                    }
                    System.exit(0);
                }
                for (int round = Integer.parseInt(arguments[3]); round < Integer.MAX_VALUE; round++) {
                    say(alerting.update(conditions(round)));
                }
            }
        }

        private static List<Condition> conditions(int round) {
            List<Condition> conditions = new ArrayList<>();
            for (int i = 0; i < KINDS.size(); i++) {
                int state = (round + i) % 4;
                if (state > 0) {
                    conditions.add(condition(KINDS.get(i), SEVERITIES.get(state - 1)));
                }
            }
            return conditions;
        }

        private static void say(List<Alert> alerts) {
            alerts.forEach(alert -> System.out.println(alert.id()));
        }

        private static void append(Path log, String line) {
            try {
                // A line feed first: the process before may have been killed within a line.
                Files.writeString(log, "\n" + line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
