package io.dmskit.local.dms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class RetriesTest {
    private static final CountDownLatch NOT_STOPPED = new CountDownLatch(1);

    @Test
    void triesAsOftenAsTheCountSays() throws InterruptedException {
        assertThat(tries(new Retries.Rule(2, Duration.ZERO, true, Duration.ofMinutes(30), true)))
                .isEqualTo(2);
        assertThat(tries(new Retries.Rule(0, Duration.ZERO, true, Duration.ofMinutes(30), true)))
                .isZero();
    }

    @Test
    void endsWhenPausesHaveGrownToTheLongest() throws InterruptedException {
        assertThat(tries(new Retries.Rule(-1, Duration.ofMillis(5), true, Duration.ofMillis(40), true)))
                .isEqualTo(4);
    }

    @Test
    void wakesUpWhenItIsToStop() throws InterruptedException {
        Retries retries = new Retries(new Retries.Rule(-1, Duration.ofDays(1), false, Duration.ofDays(1), true), 1);

        assertThat(retries.pause(new CountDownLatch(0))).isTrue();
    }

    private static int tries(Retries.Rule rule) throws InterruptedException {
        Retries retries = new Retries(rule, 1000);
        int tries = 0;
        while (retries.another()) {
            retries.pause(NOT_STOPPED);
            tries++;
        }
        return tries;
    }
}
