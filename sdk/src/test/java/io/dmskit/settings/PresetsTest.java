package io.dmskit.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PresetsTest {
    static Stream<TaskSettings> presets() {
        return Stream.of(Presets.MANY_SMALL_TABLES, Presets.LOB_HEAVY, Presets.STEADY_CDC, Presets.VALIDATION_ONLY);
    }

    @ParameterizedTest
    @MethodSource("presets")
    void leavesNothingToComplainOf(TaskSettings preset) {
        assertThat(TaskSettings.lint("preset.json", preset.toJson())).isEmpty();
        assertThat(TaskSettings.lint("preset.json", preset.toFullJson())).isEmpty();
        assertThat(TaskSettings.parse("preset.json", preset.toJson())).isEqualTo(preset);
    }
}
