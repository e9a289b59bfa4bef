package io.dmskit.monitoring.alert;

import static io.dmskit.monitoring.alert.Conditions.NOON;
import static io.dmskit.monitoring.alert.Conditions.condition;
import static io.dmskit.monitoring.alert.Conditions.explainedBy;
import static io.dmskit.monitoring.judge.ConditionKind.API_UNREACHABLE;
import static io.dmskit.monitoring.judge.ConditionKind.BLIND;
import static io.dmskit.monitoring.judge.ConditionKind.SOURCE_LAG;
import static io.dmskit.monitoring.judge.ConditionKind.STALLED;
import static io.dmskit.monitoring.judge.ConditionSeverity.INFO;
import static io.dmskit.monitoring.judge.ConditionSeverity.PAGE;
import static io.dmskit.monitoring.judge.ConditionSeverity.WARN;
import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.monitoring.judge.Condition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OpenIncidentsTest {
    private final OpenIncidents open = new OpenIncidents();
    private int ids;

    @Test
    void tellsEachChangeOnceUnderOneId() {
        assertThat(round(condition(SOURCE_LAG, WARN))).isEqualTo("i1-1 OPENED WARN");
        assertThat(round(condition(SOURCE_LAG, WARN))).isEmpty();
        assertThat(round(condition(SOURCE_LAG, PAGE))).isEqualTo("i1-2 WORSENED PAGE");
        assertThat(round(condition(SOURCE_LAG, PAGE))).isEmpty();
        assertThat(round(condition(SOURCE_LAG, INFO))).isEqualTo("i1-3 EASED INFO");
        assertThat(round()).isEqualTo("i1-4 RESOLVED INFO");
        assertThat(round()).isEmpty();
    }

    @Test
    void isAnotherIncidentWhenItComesAgain() {
        round(condition(SOURCE_LAG, WARN));
        round();

        assertThat(round(condition(SOURCE_LAG, WARN))).isEqualTo("i2-1 OPENED WARN");
    }

    @Test
    void aTextThatChangesIsNoNews() {
        Condition lag = condition(SOURCE_LAG, WARN);
        round(lag);

        assertThat(round(new Condition(
                        lag.kind(),
                        lag.severity(),
                        lag.subjectArn(),
                        lag.subjectName(),
                        lag.table(),
                        lag.since(),
                        "another second behind",
                        lag.advice(),
                        Optional.empty())))
                .isEmpty();
    }

    @Test
    void theWorstComesFirstAndOfOneKeyOnlyTheWorst() {
        assertThat(round(condition(SOURCE_LAG, WARN), condition(STALLED, WARN), condition(STALLED, PAGE)))
                .isEqualTo("i1-1 OPENED PAGE, i2-1 OPENED WARN");
    }

    @Test
    void isSilentWhileItsRootCauseIsThereAndSpeaksWhenItIsOver() {
        Condition cause = condition(API_UNREACHABLE, PAGE);
        Condition blind = explainedBy(cause, condition(BLIND, WARN));

        assertThat(round(cause, blind)).isEqualTo("i1-1 OPENED PAGE");
        assertThat(round(blind)).isEqualTo("i2-1 OPENED WARN, i1-2 RESOLVED PAGE");
    }

    @Test
    void aCauseThatIsItselfExplainedStillExplains() {
        Condition first = condition(API_UNREACHABLE, PAGE);
        Condition second = explainedBy(first, condition(BLIND, WARN));
        Condition third = explainedBy(second, condition(STALLED, WARN));

        assertThat(round(third, second, first)).isEqualTo("i1-1 OPENED PAGE");
    }

    @Test
    void aCauseThatComesLaterSilencesAndTheEndIsToldNevertheless() {
        Condition cause = condition(API_UNREACHABLE, PAGE);
        round(condition(BLIND, WARN));

        assertThat(round(cause, explainedBy(cause, condition(BLIND, PAGE)))).isEqualTo("i2-1 OPENED PAGE");
        assertThat(round(cause)).isEqualTo("i1-2 RESOLVED WARN");
    }

    @Test
    void conditionsThatExplainEachOtherAreTold() {
        Condition one = explainedBy(condition(STALLED, WARN), condition(BLIND, WARN));
        Condition other = explainedBy(condition(BLIND, WARN), condition(STALLED, WARN));
        Condition self = explainedBy(condition(SOURCE_LAG, INFO), condition(SOURCE_LAG, INFO));

        assertThat(round(one, other, self)).isEqualTo("i1-1 OPENED WARN, i2-1 OPENED WARN, i3-1 OPENED INFO");
    }

    @Test
    void subjectsDoNotMix() {
        round(
                Conditions.of("one", SOURCE_LAG, WARN, Optional.empty()),
                Conditions.of("two", SOURCE_LAG, WARN, Optional.empty()));

        assertThat(round(Conditions.of("two", SOURCE_LAG, WARN, Optional.empty())))
                .isEqualTo("i1-2 RESOLVED WARN");
    }

    @Test
    void roundsLeaveTestsAndDeadLettersAlone() {
        open.told(Alert.test("t", NOON).get(0));

        assertThat(round()).isEmpty();
    }

    private String round(Condition... conditions) {
        List<Alert> alerts = open.changes(List.of(conditions), NOON, () -> "i" + ++ids);
        alerts.forEach(open::told);
        return alerts.stream()
                .map(alert -> alert.id() + " " + alert.change() + " " + alert.severity())
                .collect(Collectors.joining(", "));
    }
}
