package io.dmskit.monitoring.alert;

import static io.dmskit.monitoring.alert.Conditions.condition;
import static io.dmskit.monitoring.judge.ConditionKind.FAILED;
import static io.dmskit.monitoring.judge.ConditionKind.SOURCE_LAG;
import static io.dmskit.monitoring.judge.ConditionKind.STALLED;
import static io.dmskit.monitoring.judge.ConditionSeverity.PAGE;
import static io.dmskit.monitoring.judge.ConditionSeverity.WARN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.dmskit.monitoring.judge.Condition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertingTest {
    private static final Condition LAG = condition(SOURCE_LAG, WARN);
    private static final Condition STALL = condition(STALLED, WARN);

    private final HandClock clock = new HandClock();
    private final Inbox pager = new Inbox();
    private final Inbox log = new Inbox();
    private Path file;
    private Alerting alerting;

    @BeforeEach
    void open(@TempDir Path folder) {
        file = folder.resolve("new").resolve("alerts.jsonl");
        alerting = builder().open();
    }

    private Alerting.Builder builder() {
        return Alerting.in(file).to("pager", pager).to("log", log).clock(clock);
    }

    @AfterEach
    void close() {
        alerting.close();
    }

    private void restart() {
        alerting.close();
        alerting = builder().open();
    }

    @Test
    void eachSinkIsToldOnceOfEachChange() {
        alerting.update(List.of(LAG));
        alerting.update(List.of(LAG));
        alerting.update(List.of());
        alerting.deliver();

        assertThat(pager.titles()).containsExactly("[WARN] source-lag: bank-core", "[resolved] source-lag: bank-core");
        assertThat(log.arrived()).isEqualTo(pager.arrived());
        assertThat(alerting.nextAttempt()).isEmpty();
    }

    @Test
    void nobodyIsToldAgainAfterARestart() {
        alerting.update(List.of(LAG));
        String id = pager.arrived().get(0).incident().id();

        restart();
        alerting.update(List.of(condition(SOURCE_LAG, PAGE)));
        restart();
        assertThat(alerting.openIncidents())
                .extracting(Alert::title)
                .containsExactly("[now PAGE] source-lag: bank-core");
        alerting.update(List.of());

        assertThat(pager.arrived()).extracting(Alert::id).containsExactly(id + "-1", id + "-2", id + "-3");
        assertThat(alerting.openIncidents()).isEmpty();
    }

    @Test
    void whatWasToldWhileASinkWasDownArrivesInOrderWhenItIsBack() {
        pager.failing(alert -> true);
        alerting.update(List.of(LAG));
        alerting.update(List.of(condition(SOURCE_LAG, PAGE), STALL));
        alerting.update(List.of(STALL));
        restart();
        alerting.update(List.of());

        assertThat(log.titles()).hasSize(5);
        assertThat(alerting.sinks().get(0).waiting()).isEqualTo(5);
        pager.failing(alert -> false);
        clock.pass(Duration.ofMinutes(1));
        alerting.deliver();

        assertThat(pager.arrived()).containsExactlyInAnyOrderElementsOf(log.arrived());
        assertThat(pager.titles().stream().filter(title -> title.contains("lag")))
                .containsExactly(
                        "[WARN] source-lag: bank-core",
                        "[now PAGE] source-lag: bank-core",
                        "[resolved] source-lag: bank-core");
        assertThat(log.attempts()).isEqualTo(5);
    }

    @Test
    void leavesASinkThatFailsAloneLongerEachTimeAndNotTooLong() {
        pager.failing(alert -> true);
        alerting.update(List.of(LAG));
        List<Long> pauses = new ArrayList<>();
        Instant before = clock.instant();
        for (int seconds = 0; seconds < 300; seconds++) {
            int attempts = pager.attempts();
            clock.pass(Duration.ofSeconds(1));
            alerting.deliver();
            if (pager.attempts() > attempts) {
                pauses.add(Duration.between(before, clock.instant()).toSeconds());
                before = clock.instant();
            }
        }

        assertThat(pauses).startsWith(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
        SinkState state = alerting.sinks().get(0);
        assertThat(state.failures()).isEqualTo(pauses.size() + 1);
        assertThat(state.failingSince()).contains(Conditions.NOON);
        assertThat(state.reason()).contains("down");
        assertThat(state.nextAttempt()).contains(before.plusSeconds(60)).isEqualTo(alerting.nextAttempt());
    }

    @Test
    void leavesASinkAloneAsLongAsItAsksAndNoLongerThanThat() {
        pager.answer(new Delivery.Failed("busy", Optional.of(Duration.ofMinutes(2))));
        alerting.update(List.of(LAG));

        assertThat(alerting.nextAttempt()).contains(clock.instant().plusSeconds(120));
        pager.answer(new Delivery.Failed("busy", Optional.of(Duration.ofDays(30))));
        clock.pass(Duration.ofMinutes(2));
        alerting.deliver();

        assertThat(alerting.nextAttempt()).contains(clock.instant().plus(Backoff.LONGEST_ASKED));
    }

    @Test
    void aClockThatIsPutBackMakesNoPauseOfHours() {
        pager.answer(new Delivery.Failed("down"));
        alerting.update(List.of(LAG));
        clock.pass(Duration.ofHours(-3));
        alerting.deliver();

        assertThat(pager.titles()).containsExactly("[WARN] source-lag: bank-core");
    }

    @Test
    void oneAlertThatASinkCannotBearDoesNotHoldUpTheOthers() {
        pager.failing(alert -> alert.title().contains("lag"));
        alerting.update(List.of(LAG));
        alerting.update(List.of(LAG, STALL));
        clock.pass(Duration.ofSeconds(1));
        alerting.deliver();

        assertThat(pager.titles()).containsExactly("[WARN] stalled: bank-core");
        assertThat(alerting.sinks().get(0).waiting()).isEqualTo(1);
    }

    @Test
    void theOtherSinksAreToldOfWhatOneRejectsUntilSomethingArrives() {
        pager.answer(new Delivery.Rejected("too long"));
        pager.answer(new Delivery.Rejected("too long"));
        alerting.update(List.of(condition(FAILED, PAGE), STALL));

        assertThat(log.titles())
                .containsExactlyInAnyOrder(
                        "[PAGE] failed: bank-core", "[WARN] stalled: bank-core", "[PAGE] dead-letter: pager");
        assertThat(log.arrived().stream()
                        .filter(alert -> alert.incident().kind().equals(Incident.DEAD_LETTER)))
                .singleElement()
                .extracting(Alert::text)
                .isEqualTo("pager did not get \"[PAGE] failed: bank-core\" and will not get it: too long");
        restart();
        assertThat(alerting.deadLetters())
                .extracting(DeadLetter::sink, letter -> letter.alert().title(), DeadLetter::reason)
                .containsExactly(
                        tuple("pager", "[PAGE] failed: bank-core", "too long"),
                        tuple("pager", "[WARN] stalled: bank-core", "too long"));
        alerting.update(List.of(STALL));

        assertThat(pager.titles()).containsExactly("[resolved] failed: bank-core");
        assertThat(log.titles()).contains("[resolved] dead-letter: pager");
        assertThat(alerting.openIncidents()).extracting(Alert::title).containsExactly("[WARN] stalled: bank-core");
    }

    @Test
    void whatTellsOfADeadLetterAndIsOneItselfIsNotToldOnAndOn() {
        pager.failing(alert -> false);
        for (int i = 0; i < 4; i++) {
            pager.answer(new Delivery.Rejected("no"));
            log.answer(new Delivery.Rejected("no"));
        }
        alerting.update(List.of(LAG));

        assertThat(alerting.deadLetters()).hasSizeLessThanOrEqualTo(4);
        assertThat(alerting.nextAttempt()).isEmpty();
    }

    @Test
    void givesUpWhatIsTooOldAndWasTriedOftenEnough() {
        pager.failing(alert -> true);
        alerting.update(List.of(LAG));
        clock.pass(Duration.ofDays(8));
        for (int attempt = 2; attempt < 5; attempt++) {
            alerting.deliver();
            clock.pass(Duration.ofMinutes(1));
        }
        assertThat(alerting.deadLetters()).isEmpty();
        alerting.deliver();

        assertThat(alerting.deadLetters())
                .singleElement()
                .extracting(DeadLetter::reason)
                .isEqualTo("older than PT168H, and at last: down");
        assertThat(alerting.nextAttempt()).isEmpty();
    }

    @Test
    void whatWaitsForASinkThatIsGoneWaitsUntilItIsTooOld() {
        pager.failing(alert -> true);
        alerting.update(List.of(LAG));
        alerting.close();
        Alerting.in(file).to("log", log).clock(clock).open().close();
        pager.failing(alert -> false);
        alerting = builder().open();
        alerting.deliver();
        assertThat(pager.titles()).containsExactly("[WARN] source-lag: bank-core");

        pager.failing(alert -> true);
        alerting.update(List.of());
        alerting.close();
        clock.pass(Duration.ofDays(8));
        alerting = Alerting.in(file).to("log", log).clock(clock).open();

        assertThat(alerting.deadLetters()).extracting(DeadLetter::sink).containsExactly("pager");
    }

    @Test
    void aTestGoesTheWholeWayAndLeavesNothingOpen() {
        alerting.test();

        assertThat(pager.titles()).containsExactly("[INFO] test: dmskit", "[resolved] test: dmskit");
        assertThat(alerting.openIncidents()).isEmpty();
    }

    @Test
    void theNextTestEndsOneThatAKillCutInHalf() throws IOException {
        alerting.test();
        alerting.close();
        List<String> lines = Files.readAllLines(file);
        Files.write(file, lines.subList(0, 2));
        alerting = builder().open();
        assertThat(alerting.openIncidents()).hasSize(1);
        alerting.test();

        assertThat(alerting.openIncidents()).isEmpty();
    }

    @Test
    void whatASinkThrowsIsAFailureWithoutItsWords() {
        Alerting throwing = Alerting.in(file.resolveSibling("other"))
                .to("x", alert -> {
                    throw new IllegalStateException("https://hooks.example.com/SECRET");
                })
                .open();
        try (throwing) {
            throwing.update(List.of(LAG));

            assertThat(throwing.sinks().get(0).reason()).contains("threw IllegalStateException");
        }
    }

    @Test
    void aSinkThatHangsDelaysNoOther() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch late = new CountDownLatch(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        AlertSink hangs = alert -> {
            awaitUnchecked(hanging);
            late.countDown();
            return new Delivery.Delivered();
        };
        AlertSink answers = alert -> {
            arrived.countDown();
            return new Delivery.Delivered();
        };
        try (Alerting slow = Alerting.in(file.resolveSibling("slow"))
                .to("hangs", hangs)
                .to("answers", answers)
                .executor(threads)
                .open()) {
            slow.update(List.of(LAG));
            assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
            // Told while the lane is busy: nobody asks a second time, and it arrives nevertheless.
            slow.update(List.of());
            hanging.countDown();
            assertThat(late.await(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void anInterruptWhileSomethingIsKeptSpoilsNothing() {
        Thread.currentThread().interrupt();
        alerting.update(List.of(LAG));
        assertThat(Thread.interrupted()).isTrue();
        alerting.update(List.of());
        restart();

        assertThat(alerting.openIncidents()).isEmpty();
        assertThat(pager.titles()).hasSize(2);
    }

    @Test
    void theFileDoesNotGrowForEver() throws IOException {
        alerting.close();
        alerting = builder().compactAfter(10).open();
        alerting.update(List.of(STALL));
        for (int i = 0; i < 200; i++) {
            alerting.update(List.of(LAG, STALL));
            alerting.update(List.of(STALL));
        }

        assertThat(Files.readAllLines(file)).hasSizeLessThan(30);
        restart();
        assertThat(alerting.openIncidents()).extracting(Alert::title).containsExactly("[WARN] stalled: bank-core");
        assertThat(Files.readAllLines(file)).hasSize(2);
    }

    @Test
    void aLineThatAKillCutShortIsNotRead() throws IOException {
        alerting.update(List.of(LAG));
        alerting.close();
        String whole = Files.readString(file);
        List<String> before = log.titles();
        for (int length = OutboxFile.HEADER.length() + 1; length < whole.length(); length += 7) {
            Files.writeString(file, whole.substring(0, length));
            Alerting after = builder().open();
            List<Alert> told = after.update(List.of(LAG, Conditions.of("next", STALLED, WARN, Optional.empty())));
            after.close();
            assertThat(told).extracting(Alert::title).contains("[WARN] stalled: next");
            try (Alerting again = builder().open()) {
                assertThat(again.openIncidents()).hasSize(2);
            }
        }
        assertThat(log.titles()).hasSizeGreaterThan(before.size());
    }

    @Test
    void aDiskThatIsFullSilencesNobody() throws IOException {
        // A folder in the way of the fresh file stands for a disk that takes nothing.
        alerting.close();
        alerting = builder().compactAfter(-1).open();
        Path inTheWay = file.resolveSibling("alerts.jsonl.new");
        Files.createDirectory(inTheWay);

        assertThatThrownBy(() -> alerting.update(List.of(LAG)))
                .isInstanceOf(AlertingException.class)
                .hasMessageContaining("cannot be written");
        assertThat(pager.titles()).containsExactly("[WARN] source-lag: bank-core");
        Files.delete(inTheWay);
        alerting.update(List.of(LAG, STALL));
        restart();

        assertThat(alerting.openIncidents()).hasSize(2);
        assertThat(pager.titles()).hasSize(2);
    }

    @Test
    void oneAtATimeHasTheFile() {
        assertThatThrownBy(() -> builder().open())
                .isInstanceOf(AlertingException.class)
                .hasMessageContaining("is in use");
    }

    @Test
    void aFileThatIsNoOutboxIsLeftAsItIs() throws IOException {
        Path other = file.resolveSibling("notes.txt");
        Files.writeString(other, "mine\n");

        assertThatThrownBy(() -> Alerting.in(other).open())
                .isInstanceOf(AlertingException.class)
                .hasMessageContaining("left as it is");
        assertThat(other).hasContent("mine\n");
    }

    @Test
    void whoeverIsClosedTellsNothing() {
        alerting.close();

        assertThatThrownBy(() -> alerting.update(List.of(LAG))).isInstanceOf(IllegalStateException.class);
        assertThat(pager.attempts()).isZero();
    }

    @Test
    void twoSinksOfOneNameAreRefused() {
        assertThatThrownBy(() -> builder().to("log", log))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("log");
    }

    private static void awaitUnchecked(CountDownLatch latch) {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new AssertionError("still hanging");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whoeverLooksIntoTheOutboxNeedNotHaveIt() {
        pager.failing(alert -> true);
        log.answer(new Delivery.Rejected("no"));
        alerting.update(List.of(LAG));

        OutboxState state = OutboxState.read(file);

        assertThat(state.openIncidents()).isEqualTo(alerting.openIncidents());
        assertThat(state.deadLetters()).isEqualTo(alerting.deadLetters()).hasSize(1);
        assertThat(state.waiting()).containsOnlyKeys("pager");
        assertThat(state.waiting().get("pager"))
                .extracting(Alert::title)
                .containsExactly("[WARN] source-lag: bank-core", "[WARN] dead-letter: log");
        Path absent = file.resolveSibling("absent");
        assertThatThrownBy(() -> OutboxState.read(absent))
                .isInstanceOf(AlertingException.class)
                .hasMessage("there is no outbox " + absent);
    }
}
