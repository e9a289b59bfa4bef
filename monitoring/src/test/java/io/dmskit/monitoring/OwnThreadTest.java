package io.dmskit.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class OwnThreadTest {
    private static final Duration OFTEN = Duration.ofMillis(1);

    @Test
    void goesOnWhateverIsThrown() throws InterruptedException {
        CountDownLatch times = new CountDownLatch(3);
        OwnThread thread = OwnThread.repeating("own", OFTEN, () -> {
            Thread.currentThread().setUncaughtExceptionHandler((any, thrown) -> times.countDown());
            throw new IllegalStateException("this once");
        });

        assertThat(times.await(60, TimeUnit.SECONDS)).isTrue();
        thread.close();
    }

    @Test
    void isOverWhenItIsClosed() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        OwnThread thread = OwnThread.repeating("own", OFTEN, () -> {
            try {
                begun.countDown();
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                ended.set(true);
                Thread.currentThread().interrupt();
            }
        });
        assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();

        thread.close();

        assertThat(ended).isTrue();
    }

    @Test
    void mayCloseItself() throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        OwnThread[] own = new OwnThread[1];
        CountDownLatch there = new CountDownLatch(1);
        own[0] = OwnThread.repeating("own", OFTEN, () -> {
            try {
                there.await();
                own[0].close();
                closed.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        there.countDown();

        assertThat(closed.await(60, TimeUnit.SECONDS)).isTrue();
    }
}
