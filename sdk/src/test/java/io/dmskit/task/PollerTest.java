package io.dmskit.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PollerTest {
    private final FakeTime fake = new FakeTime();
    private final Poller poller = Poller.every(Duration.ofSeconds(4)).in(fake.time());

    @Test
    void asksAtOnceAndDoesNotSleepWhenTheAnswerIsThere() {
        assertThat(poller.<String>until("tea", () -> Optional.of("tea"), Duration.ofSeconds(10)))
                .isEqualTo("tea");

        assertThat(fake.pauses()).isEmpty();
    }

    @Test
    void asksAgainAfterEachInterval() {
        AtomicInteger asked = new AtomicInteger();

        int answer = poller.until(
                "the third question",
                () -> Optional.of(asked.incrementAndGet()).filter(count -> count == 3),
                Duration.ofSeconds(10));

        assertThat(answer).isEqualTo(3);
        assertThat(fake.pauses()).containsExactly(Duration.ofSeconds(4), Duration.ofSeconds(4));
    }

    @Test
    void asksALastTimeWhenTheTimeoutIsUp() {
        AtomicInteger asked = new AtomicInteger();

        int answer = poller.until(
                "the fourth question",
                () -> Optional.of(asked.incrementAndGet()).filter(count -> count == 4),
                Duration.ofSeconds(10));

        assertThat(answer).isEqualTo(4);
        assertThat(fake.pauses()).containsExactly(Duration.ofSeconds(4), Duration.ofSeconds(4), Duration.ofSeconds(2));
    }

    @Test
    void saysAtATimeoutWhatWasAwaitedAndWhatWasSeenLast() {
        assertThatThrownBy(() -> poller.until(
                        "task bank-core to run",
                        () -> "starting",
                        status -> Optional.empty(),
                        status -> "status " + status,
                        Duration.ofSeconds(10)))
                .isInstanceOfSatisfying(WaitTimeoutException.class, e -> {
                    assertThat(e.awaited()).isEqualTo("task bank-core to run");
                    assertThat(e.timeout()).isEqualTo(Duration.ofSeconds(10));
                    assertThat(e.lastSeen()).isEqualTo("status starting");
                })
                .hasMessage("timed out after 10 s waiting for task bank-core to run; last seen: status starting");
    }

    @Test
    void endsEarlyWhenTheGoalThrows() {
        IllegalStateException pointless = new IllegalStateException("the kettle is broken");

        assertThatThrownBy(() -> poller.until(
                        "tea",
                        () -> {
                            throw pointless;
                        },
                        Duration.ofSeconds(10)))
                .isSameAs(pointless);
        assertThat(fake.pauses()).isEmpty();
    }

    @Test
    void restoresTheInterruptFlagAndThrows() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> poller.until("tea", Optional::empty, Duration.ofSeconds(10)))
                .isInstanceOf(WaitInterruptedException.class)
                .hasMessage("interrupted while waiting for tea");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void refusesAnIntervalOfZero() {
        assertThatThrownBy(() -> Poller.every(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("poll interval is PT0S: it must be longer than zero, such as PT1S");
    }
}
