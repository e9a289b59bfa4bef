package io.dmskit.monitoring.alert;

import static io.dmskit.monitoring.alert.Conditions.condition;
import static io.dmskit.monitoring.judge.ConditionKind.SOURCE_LAG;
import static io.dmskit.monitoring.judge.ConditionSeverity.INFO;
import static io.dmskit.monitoring.judge.ConditionSeverity.PAGE;
import static io.dmskit.monitoring.judge.ConditionSeverity.WARN;
import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.monitoring.judge.Condition;
import io.dmskit.monitoring.judge.ConditionSeverity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AudienceTest {
    private static final Condition NOTED = condition(SOURCE_LAG, INFO);
    private static final Condition WARNED = condition(SOURCE_LAG, WARN);
    private static final Condition PAGED = condition(SOURCE_LAG, PAGE);

    private final HandClock clock = new HandClock();
    private final Inbox pager = new Inbox();
    private final Inbox log = new Inbox();
    private ConditionSeverity from = PAGE;
    private Path file;
    private Alerting alerting;

    @BeforeEach
    void open(@TempDir Path folder) {
        file = folder.resolve("alerts.jsonl");
        alerting = builder().open();
    }

    private Alerting.Builder builder() {
        return Alerting.in(file).to("pager", from, pager).to("log", log).clock(clock);
    }

    @AfterEach
    void close() {
        alerting.close();
    }

    private void restart() {
        alerting.close();
        alerting = builder().open();
    }

    private void see(Condition... conditions) {
        var unused = alerting.update(List.of(conditions));
    }

    private static List<String> told(Inbox inbox) {
        return inbox.arrived().stream()
                .map(alert -> alert.number() + " " + alert.change().id() + " " + alert.severity())
                .toList();
    }

    @Test
    void anIncidentThatWorsensOpensForASinkWhenItIsUrgentEnough() {
        see(WARNED);
        assertThat(pager.arrived()).isEmpty();
        see(PAGED);
        see();

        assertThat(told(pager)).containsExactly("2 opened PAGE", "3 resolved PAGE");
        assertThat(pager.titles()).first().isEqualTo("[PAGE] source-lag: bank-core");
        assertThat(told(log)).containsExactly("1 opened WARN", "2 worsened PAGE", "3 resolved PAGE");
        assertThat(pager.arrived().get(0).id()).isEqualTo(log.arrived().get(1).id());
    }

    @Test
    void anIncidentThatNeverIsUrgentEnoughIsNeitherToldNorResolved() {
        see(NOTED);
        see(WARNED);
        see();

        assertThat(pager.arrived()).isEmpty();
        assertThat(log.arrived()).hasSize(3);
        assertThat(alerting.nextAttempt()).isEmpty();
    }

    @Test
    void whoeverWasToldHearsThatItEasesAndWorsensAgainAndIsOver() {
        see(PAGED);
        see(NOTED);
        see(PAGED);
        see(WARNED);
        see();

        assertThat(told(pager))
                .containsExactly("1 opened PAGE", "2 eased INFO", "3 worsened PAGE", "4 eased WARN", "5 resolved WARN");
    }

    @Test
    void whoWasToldIsRememberedThroughRestarts() {
        see(WARNED);
        restart();
        pager.failing(alert -> true);
        see(PAGED);
        restart();
        pager.failing(alert -> false);
        see(WARNED);
        restart();
        see();

        assertThat(told(pager)).containsExactly("2 opened PAGE", "3 eased WARN", "4 resolved WARN");
    }

    @Test
    void theSameConditionLaterIsAnotherIncident() {
        see(PAGED);
        see();
        see(WARNED);
        see();

        assertThat(told(pager)).containsExactly("1 opened PAGE", "2 resolved PAGE");
    }

    @Test
    void aSinkThatHearsOfMoreSinceARestartIsToldOfWhatChangesFromThenOn() {
        see(NOTED);
        from = INFO;
        restart();
        see(NOTED);
        assertThat(pager.arrived()).isEmpty();
        see(WARNED);
        see();

        assertThat(told(pager)).containsExactly("2 opened WARN", "3 resolved WARN");
    }

    @Test
    void everySinkHearsATest() {
        var unused = alerting.test();

        assertThat(told(pager)).containsExactly("1 opened INFO", "2 resolved INFO");
    }

    @Test
    void aSinkHearsOfLettersThatAnotherLosesIfTheyAreUrgentEnoughForIt() {
        log.answer(new Delivery.Rejected("no"));
        see(WARNED);
        clock.pass(Duration.ofMinutes(1));
        see();
        assertThat(pager.arrived()).isEmpty();

        log.answer(new Delivery.Rejected("no"));
        see(PAGED);

        assertThat(pager.titles()).containsExactlyInAnyOrder("[PAGE] source-lag: bank-core", "[PAGE] dead-letter: log");
    }
}
