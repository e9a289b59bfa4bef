package io.dmskit.local.dms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {
    @ParameterizedTest
    @EnumSource
    void passesEveryTransitionInMillisecondsUnlessToldOtherwise(Transition transition) {
        assertThat(Pace.DEFAULT.of(transition)).isPositive().isLessThan(Duration.ofMillis(100));
        assertThat(Pace.AWS.of(transition)).isEqualTo(transition.onAws()).isGreaterThan(Duration.ofSeconds(1));
    }

    @Test
    void scalesAwsPaceByOneFactor() {
        Pace tenth = Pace.of("0.1");

        assertThat(tenth.of(Transition.TASK_STARTING)).isEqualTo(Duration.ofSeconds(6));
        assertThat(tenth.of(Transition.INSTANCE_CREATING)).isEqualTo(Duration.ofSeconds(36));
        assertThat(Pace.of("aws")).isEqualTo(Pace.AWS);
        assertThat(Pace.of("0").of(Transition.TASK_STARTING)).isZero();
    }

    @Test
    void shortensPausesBetweenTriesToATenthAtMost() {
        assertThat(Pace.DEFAULT.speedUp()).isEqualTo(10);
        assertThat(Pace.of("0.5").speedUp()).isEqualTo(2);
        assertThat(Pace.AWS.speedUp()).isEqualTo(1);
        assertThat(Pace.of("3").speedUp()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fast", "-1", "NaN", "1000", ""})
    void refusesWhatIsNoPace(String text) {
        assertThatThrownBy(() -> Pace.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no such pace");
    }
}
