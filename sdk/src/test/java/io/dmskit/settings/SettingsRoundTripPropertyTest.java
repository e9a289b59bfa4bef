package io.dmskit.settings;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Settings mean the same after they were written and read, whatever they are. */
class SettingsRoundTripPropertyTest {
    @Property
    void readsWhatItWrote(@ForAll long seed) {
        TaskSettings settings = SettingsArbitraries.of(seed);

        TaskSettings again = SettingsDocument.read("again", settings.toJson()).settings();

        assertThat(again).isEqualTo(settings);
        assertThat(again.toJson()).isEqualTo(settings.toJson());
    }

    @Property
    void readsTheFullDocumentAsTheServiceWouldReturnIt(@ForAll long seed) {
        TaskSettings settings = SettingsArbitraries.of(seed).with(Logging.DELETE_TASK_LOGS, false);

        assertThat(TaskSettings.fromService(settings.toFullJson())).isEqualTo(settings);
    }

    @Property
    void findsNoDifferenceExactlyBetweenEquals(@ForAll long seed, @ForAll long other) {
        TaskSettings settings = SettingsArbitraries.of(seed);
        TaskSettings others = SettingsArbitraries.of(other);

        assertThat(SettingsDiff.between(settings, settings)).isEmpty();
        assertThat(SettingsDiff.between(settings, others).isEmpty()).isEqualTo(settings.equals(others));
    }
}
