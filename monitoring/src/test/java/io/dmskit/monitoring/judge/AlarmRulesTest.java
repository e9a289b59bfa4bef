package io.dmskit.monitoring.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.alarm.AlarmDefinition;
import io.dmskit.alarm.AlarmKind;
import io.dmskit.alarm.MigrationAlarms;
import io.dmskit.alarm.Subject;
import io.dmskit.metric.MetricDimensions;
import io.dmskit.migration.Alarms;
import io.dmskit.migration.Capacity;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.TaskSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlarmRulesTest {
    private static final MetricDimensions OF_TASK = MetricDimensions.ofTask("bank-instance", Fleet.ARN);
    private static final MetricDimensions OF_INSTANCE = MetricDimensions.ofInstance("bank-instance");
    private static final Capacity.Provisioned INSTANCE = new Capacity.Provisioned("dms.r6i.large", 100, false);
    private static final MigrationAlarms DEFINED = MigrationAlarms.ofReplication(
                    MigrationType.CDC, TaskSettings.DEFAULTS, INSTANCE, Alarms.NONE)
            .and(MigrationAlarms.ofInstance(INSTANCE));

    private final Fleet fleet = Fleet.running();

    @Test
    void alarmsThatSayWhatIsSeenAreNoCondition() {
        fleet.alarms = Optional.of(all(AlarmState.OK));

        assertThat(fleet.minutes(30)).isEmpty();
    }

    @Test
    void anAlarmThatDoesNotRingIsContradictedOnceItsTimeIsUp() {
        fleet.alarms = Optional.of(all(AlarmState.OK));
        fleet.lag(400, 400);

        // Nine points until the lag pages, and 12 minutes in which the alarm should have rung.
        assertThat(disagreement(fleet.minutes(9 + 11))).isEmpty();
        assertThat(disagreement(fleet.minutes(5)))
                .hasValueSatisfying(found -> assertThat(found.text())
                        .contains("dmskit/bank/source-latency says OK, and bank captures changes 6 min 40 s late"))
                .hasValueSatisfying(found -> assertThat(found.severity()).isEqualTo(ConditionSeverity.WARN));
    }

    @Test
    void anAlarmThatRingsInTimeIsNotContradicted() {
        fleet.alarms = Optional.of(all(AlarmState.OK));
        fleet.lag(400, 400).minutes(15);
        fleet.alarms = Optional.of(all(AlarmState.ALARM, AlarmKind.SOURCE_LATENCY, AlarmKind.TARGET_LATENCY));

        assertThat(disagreement(fleet.minutes(30))).isEmpty();
    }

    @Test
    void aThresholdAboveTheJudgesIsNoContradiction() {
        fleet.alarms = Optional.of(all(AlarmState.OK));

        assertThat(kinds(fleet.lag(90, 90).minutes(60))).contains(ConditionKind.SOURCE_LAG);
        assertThat(disagreement(fleet.minutes(1))).isEmpty();
    }

    @Test
    void whatHasFailedMustRingWhereNoDataBreaches() {
        fleet.alarms = Optional.of(all(AlarmState.INSUFFICIENT_DATA));
        fleet.minutes(1);
        fleet.ended("failed", "Stop Reason FATAL_ERROR Error Level FATAL");

        assertThat(disagreement(fleet.minutes(12))).isEmpty();
        assertThat(disagreement(fleet.minutes(4))).hasValueSatisfying(found -> assertThat(found.text())
                .contains("dmskit/bank/no-data says INSUFFICIENT_DATA")
                .contains("dmskit/bank/target-latency says INSUFFICIENT_DATA")
                .doesNotContain("incoming-changes"));
    }

    @Test
    void whatMayStopNeedNotRingWhenItHasFailed() {
        fleet.alarms = Optional.of(DEFINED.mayStop().definitions().stream()
                .map(one -> alarm(one, AlarmState.OK))
                .toList());
        fleet.minutes(1);
        fleet.ended("failed", "Stop Reason FATAL_ERROR Error Level FATAL");

        assertThat(disagreement(fleet.minutes(60))).isEmpty();
    }

    @Test
    void anAlarmThatRingsWhileAllIsWellIsGoodToKnow() {
        fleet.alarms = Optional.of(all(AlarmState.ALARM, AlarmKind.TARGET_LATENCY));

        assertThat(disagreement(fleet.minutes(7))).isEmpty();
        assertThat(disagreement(fleet.minutes(1)))
                .hasValueSatisfying(found -> assertThat(found.severity()).isEqualTo(ConditionSeverity.INFO))
                .hasValueSatisfying(found -> assertThat(found.text())
                        .contains("dmskit/bank/target-latency rings since")
                        .contains("nothing is seen to be wrong"));
    }

    @Test
    void aThresholdBelowTheJudgesMayRingWhileAllIsWell() {
        fleet.alarms = Optional.of(DEFINED.duringCutover(Duration.ofSeconds(5)).definitions().stream()
                .map(one -> alarm(one, one.kind() == AlarmKind.TARGET_LATENCY ? AlarmState.ALARM : AlarmState.OK))
                .toList());

        assertThat(fleet.lag(7, 7).minutes(60)).isEmpty();
    }

    @Test
    void alarmsOfATaskThatWasMadeAgainAreBlind() {
        fleet.alarms = Optional.of(all(AlarmState.OK));
        fleet.minutes(2);
        fleet.arn = Fleet.ARN.replace("CPSTBQ", "NEWONE");

        assertThat(disagreement(fleet.minutes(1)))
                .hasValueSatisfying(found -> assertThat(found.text())
                        .contains(
                                "dmskit/bank/target-latency watches bank-instance CPSTBQ, which is now bank-instance NEWONE")
                        .doesNotContain("storage-low"))
                .hasValueSatisfying(found -> assertThat(found.advice()).contains("dmskit alarms create"));
    }

    @Test
    void aSilenceIsReportedWhenItsEndHasCome() {
        Instant until = Fleet.START.plus(Duration.ofMinutes(10));
        fleet.alarms = Optional.of(all(AlarmState.OK).stream()
                .map(one -> silent(one, Optional.of(new AlarmSilence(Fleet.START, until))))
                .toList());

        assertThat(disagreement(fleet.minutes(9))).isEmpty();
        assertThat(disagreement(fleet.minutes(1)))
                .hasValueSatisfying(found -> assertThat(found.text())
                        .contains("dmskit/bank/swap tells nobody: it was silenced at 2026-11-20T08:00:00Z until"
                                + " 2026-11-20T08:10:00Z"))
                .hasValueSatisfying(found -> assertThat(found.advice()).isEqualTo("arm it: dmskit alarms arm"));
    }

    @Test
    void actionsThatSomebodyHasDisabledAreReported() {
        AlarmReading alarm = alarm(DEFINED.get(AlarmKind.SWAP).orElseThrow(), AlarmState.OK);
        fleet.alarms = Optional.of(List.of(silent(alarm, Optional.empty())));

        assertThat(disagreement(fleet.minutes(1)))
                .hasValueSatisfying(found -> assertThat(found.text()).contains("nobody has said until when"));
    }

    @Test
    void alarmsOfOthersAreHeldAgainstWhatIsSeenToo() {
        fleet.alarms = Optional.of(
                all(AlarmState.OK).stream().map(AlarmRulesTest::ofStack).toList());
        fleet.lag(400, 400);

        assertThat(disagreement(fleet.minutes(30)))
                .hasValueSatisfying(found -> assertThat(found.text()).contains("Stack-source-latency-1 says OK"));
    }

    @Test
    void theCompositeAlarmOfOthersThatTellsNobodyIsReported() {
        List<AlarmReading> alarms = new ArrayList<>(
                all(AlarmState.OK).stream().map(AlarmRulesTest::ofStack).toList());
        alarms.add(new AlarmReading(
                "Stack-Page-1",
                Optional.empty(),
                Optional.empty(),
                new MetricDimensions(Map.of()),
                Set.of("Stack-no-data-1"),
                AlarmState.OK,
                Fleet.START,
                "",
                false,
                true,
                Optional.empty()));
        fleet.alarms = Optional.of(alarms);

        assertThat(disagreement(fleet.minutes(1)))
                .hasValueSatisfying(found -> assertThat(found.text()).contains("Stack-Page-1 tells nobody"));
    }

    @Test
    void oneThatWasTakenAwayIsMissedUntilAllAreGone() {
        fleet.alarms = Optional.of(all(AlarmState.OK));
        fleet.minutes(1);
        fleet.alarms = Optional.of(all(AlarmState.OK).stream()
                .filter(one -> !one.name().endsWith("no-data"))
                .toList());

        assertThat(disagreement(fleet.minutes(1)))
                .hasValueSatisfying(found -> assertThat(found.text()).contains("dmskit/bank/no-data is not there"));

        fleet.alarms = Optional.of(List.of());
        assertThat(disagreement(fleet.minutes(1))).isEmpty();
    }

    @Test
    void maintenanceContradictsNobody() {
        fleet.judge.windows(
                List.of(new MaintenanceWindow(Fleet.START, Fleet.START.plus(Duration.ofHours(5)), Set.of(Fleet.ARN))));
        fleet.alarms = Optional.of(all(AlarmState.OK));
        fleet.lag(400, 400);

        assertThat(disagreement(fleet.minutes(40)))
                .hasValueSatisfying(found -> assertThat(found.severity()).isEqualTo(ConditionSeverity.INFO));
    }

    @Test
    void cloudWatchThatDoesNotListItsAlarmsWakesNobody() {
        fleet.failures = List.of(new ServiceFailure(ServiceFailure.ALARMS, Fleet.START, "access denied"));

        assertThat(fleet.minutes(60)).singleElement().satisfies(found -> assertThat(found.severity())
                .isEqualTo(ConditionSeverity.WARN));
    }

    private static Optional<Condition> disagreement(List<Condition> conditions) {
        return conditions.stream()
                .filter(one -> one.kind() == ConditionKind.ALARM_DISAGREEMENT)
                .findFirst();
    }

    private static List<ConditionKind> kinds(List<Condition> conditions) {
        return conditions.stream().map(Condition::kind).toList();
    }

    private static List<AlarmReading> all(AlarmState state, AlarmKind... only) {
        Set<AlarmKind> some = Set.of(only);
        return DEFINED.definitions().stream()
                .map(one -> alarm(one, some.isEmpty() || some.contains(one.kind()) ? state : AlarmState.OK))
                .toList();
    }

    private static AlarmReading alarm(AlarmDefinition definition, AlarmState state) {
        return new AlarmReading(
                "dmskit/bank/" + definition.kind().id(),
                Optional.of("bank"),
                Optional.of(definition),
                definition.subject() == Subject.INSTANCE ? OF_INSTANCE : OF_TASK,
                Set.of(),
                state,
                Fleet.START,
                "",
                true,
                true,
                Optional.empty());
    }

    private static AlarmReading ofStack(AlarmReading alarm) {
        return new AlarmReading(
                "Stack-" + alarm.name().substring("dmskit/bank/".length()) + "-1",
                Optional.empty(),
                alarm.definition(),
                alarm.dimensions(),
                alarm.children(),
                alarm.state(),
                alarm.since(),
                alarm.reason(),
                alarm.tells(),
                alarm.hasActions(),
                alarm.silence());
    }

    private static AlarmReading silent(AlarmReading alarm, Optional<AlarmSilence> silence) {
        return new AlarmReading(
                alarm.name(),
                alarm.migration(),
                alarm.definition(),
                alarm.dimensions(),
                alarm.children(),
                alarm.state(),
                alarm.since(),
                alarm.reason(),
                false,
                true,
                silence);
    }
}
