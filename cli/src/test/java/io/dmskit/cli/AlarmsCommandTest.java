package io.dmskit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlarmsCommandTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alarms creat bank | alarms has no verb \"creat\", did you mean \"create\"?",
                "alarms create | alarms create needs a FILE: a migration file, or a template's name",
                "alarms silence bank | alarms silence needs its end: say --for 30m, so that nobody forgets it",
                "alarms arm bank --for 30m | --for is for alarms silence, and this is alarms arm",
                "alarms bank --cutover | --cutover is for alarms create, and this is alarms show",
                "alarms create bank --cutover --may-stop | --cutover and --may-stop do not go together",
                "alarms silence bank --for soon | \"soon\" is no duration",
            })
    void saysWhatDoesNotGoTogether(String words, String said) {
        Typed typed = Typed.dmskit((Object[]) words.split(" "));

        assertThat(typed.exitCode()).isEqualTo(2);
        assertThat(typed.err()).contains(said);
    }
}
