package io.dmskit.monitoring.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConditionTest {
    private static final String TASK = "arn:aws:dms:eu-central-1:000000000000:task:CPSTBQ";
    private static final Instant NINE = Instant.parse("2026-11-20T09:00:00Z");

    @Test
    void aConditionKeepsItsKeyWhileItsSeverityAndTextChange() {
        Condition first = condition(ConditionSeverity.WARN, "61 s", Optional.empty());
        Condition later = condition(ConditionSeverity.PAGE, "301 s", Optional.empty());

        assertThat(later.key()).isEqualTo(first.key()).isEqualTo("target-lag/" + TASK);
    }

    @Test
    void tablesOfOneTaskHaveConditionsOfTheirOwn() {
        assertThat(condition(ConditionSeverity.PAGE, "gone", Optional.of("bank.account"))
                        .key())
                .isEqualTo("target-lag/" + TASK + "/bank.account");
    }

    private static Condition condition(ConditionSeverity severity, String text, Optional<String> table) {
        return new Condition(
                ConditionKind.TARGET_LAG, severity, TASK, "bank", table, NINE, text, "look", Optional.empty());
    }
}
