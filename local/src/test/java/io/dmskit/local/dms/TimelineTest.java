package io.dmskit.local.dms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TimelineTest {
    @Test
    void takesDelaysThatNobodyWillSeeTheEndOf() throws InterruptedException {
        CountDownLatch soon = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        try (Timeline timeline = Timeline.real()) {
            timeline.after(Duration.ofDays(365L * 8_000), never::countDown);
            timeline.after(Duration.ZERO, soon::countDown);

            assertThat(soon.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(never.getCount()).isEqualTo(1);
    }
}
