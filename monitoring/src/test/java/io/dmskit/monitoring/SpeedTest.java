package io.dmskit.monitoring;

import static io.dmskit.monitoring.Snapshots.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SpeedTest {
    private final Speed speed = new Speed();

    @Test
    void isUnknownUntilTheSecondLook() {
        speed.see(1000, START);

        assertThat(speed.perSecond()).isZero();
    }

    @Test
    void followsAChangeSmoothly() {
        speed.see(0, START);
        speed.see(1000, START.plusSeconds(1));
        speed.see(1000, START.plusSeconds(2));

        assertThat(speed.perSecond()).isCloseTo(600, within(1e-6));
    }

    @Test
    void beginsAnewWhenTheCounterFalls() {
        speed.see(1000, START);
        speed.see(10, START.plusSeconds(1));
        speed.see(30, START.plusSeconds(2));

        assertThat(speed.perSecond()).isEqualTo(20);
    }
}
