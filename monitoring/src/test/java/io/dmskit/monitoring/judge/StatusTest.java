package io.dmskit.monitoring.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dmskit.metric.DmsMetric;
import io.dmskit.settings.MigrationType;
import io.dmskit.task.ReplicationKind;
import io.dmskit.task.TableState.LoadState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a status and a stop reason mean, trap by trap. */
class StatusTest {
    @Test
    void aTaskThatRunsWithFreshMetricsAndWholeTablesHasNoCondition() {
        assertThat(Fleet.running().minutes(60)).isEmpty();
    }

    /** An old failure message of a task that runs is history. */
    @Test
    void aFailureMessageOfAnEarlierRunIsNoFailure() {
        Fleet fleet = Fleet.running();
        fleet.failure = Optional.of("Error 1236 reading binary log");

        assertThat(fleet.minutes(30)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            failed      | Stop Reason FATAL_ERROR Error Level FATAL       | FAILED  | PAGE
            failed      |                                                 | FAILED  | PAGE
            failed-move |                                                 | FAILED  | PAGE
            stopped     | Last Error x [reptask/replicationtask.c:2859] [1020418] Stop Reason FATAL_ERROR Error Level FATAL | FAILED | PAGE
            stopped     | Stop Reason STOPPED_DUE_TO_LOW_MEMORY           | FAILED  | PAGE
            stopped     | Stop Reason STOPPED_DUE_TO_LOW_DISK             | FAILED  | PAGE
            stopped     | Stop Reason EXPRESS_LICENSE_LIMITS_REACHED      | FAILED  | PAGE
            stopped     | Stop Reason RECOVERABLE_ERROR                   | FAILED  | WARN
            stopped     | Stop Reason RECONFIGURATION_RESTART             | FAILED  | WARN
            stopped     | Stop Reason RECYCLE_TASK                        | FAILED  | WARN
            stopped     | Stop Reason NORMAL                              | STOPPED | PAGE
            stopped     | Stop Reason STOPPED_AFTER_FULL_LOAD             | STOPPED | INFO
            stopped     | Stop Reason STOPPED_AFTER_CACHED_EVENTS         | STOPPED | INFO
            stopped     | Stop Reason STOPPED_AT_SERVER_TIME              | STOPPED | INFO
            stopped     | Stop Reason STOPPED_AT_COMMIT_TIME              | STOPPED | INFO
            stopped     | Stop Reason STOPPED_AFTER_DDL_APPLY             | STOPPED | INFO
            stopped     |                                                 | STOPPED | PAGE
            stopped     | Stop Reason SOMETHING_NEW                       | STOPPED | PAGE
            ready       |                                                 | STOPPED | PAGE
            hibernating |                                                 | STUCK   | WARN
            """)
    void judgesTheEndOfARunThatWasSeen(String status, String reason, ConditionKind kind, ConditionSeverity severity) {
        Fleet fleet = Fleet.running();
        fleet.minutes(5);

        assertThat(fleet.ended(status, reason == null ? "" : reason).minutes(1))
                .singleElement()
                .satisfies(condition -> {
                    assertThat(condition.kind()).isEqualTo(kind);
                    assertThat(condition.severity()).isEqualTo(severity);
                    assertThat(condition.since()).isEqualTo(fleet.now);
                });
    }

    /** Somebody looks at an account whose tasks were stopped long ago: good to know, and no reason to wake anybody. */
    @ParameterizedTest
    @CsvSource({"Stop Reason NORMAL,INFO", "Stop Reason SOMETHING_NEW,WARN", "'',WARN"})
    void aTaskThatWasNeverSeenRunningIsNotMissed(String reason, ConditionSeverity severity) {
        assertThat(Fleet.running().ended("stopped", reason).minutes(5))
                .extracting(Condition::kind, Condition::severity)
                .containsExactly(tuple(ConditionKind.STOPPED, severity));
    }

    @Test
    void whatMayStopIsNotMissedAndItsFailureIs() {
        Fleet fleet = new Fleet(JudgeRules.DEFAULTS.withIntents(Map.of(Fleet.ARN, Intent.MAY_STOP)));
        fleet.minutes(5);

        assertThat(fleet.ended("stopped", "Stop Reason NORMAL").minutes(1))
                .extracting(Condition::severity)
                .containsExactly(ConditionSeverity.INFO);
        assertThat(fleet.ended("stopped", "Stop Reason FATAL_ERROR").minutes(1))
                .extracting(Condition::severity)
                .containsExactly(ConditionSeverity.PAGE);
    }

    @Test
    void whatMustRunIsMissedWhenItIsDeletedOrMadeAgainUnderItsName() {
        Fleet fleet = new Fleet(JudgeRules.DEFAULTS.withIntents(Map.of(Fleet.ARN, Intent.MUST_RUN)));
        fleet.minutes(5);
        fleet.arn = Fleet.ARN + "2";

        assertThat(fleet.minutes(1)).singleElement().satisfies(condition -> {
            assertThat(condition.kind()).isEqualTo(ConditionKind.STOPPED);
            assertThat(condition.subjectName()).isEqualTo("bank");
        });
    }

    @Test
    void whatMustRunByNameIsMissedBeforeItIsThereAndAfterButNotWhenItIsMadeAgain() {
        Fleet fleet = new Fleet(JudgeRules.DEFAULTS.withIntents(Map.of("bank", Intent.MUST_RUN)));
        fleet.there = false;

        assertThat(fleet.minutes(1)).singleElement().satisfies(condition -> {
            assertThat(condition.severity()).isEqualTo(ConditionSeverity.PAGE);
            assertThat(condition.text()).isEqualTo("is not there and should run");
        });
        fleet.there = true;
        assertThat(fleet.minutes(1)).isEmpty();
        fleet.arn = Fleet.ARN + "2";
        assertThat(fleet.minutes(1)).isEmpty();
        fleet.there = false;
        assertThat(fleet.minutes(1))
                .extracting(Condition::text)
                .containsExactly("is not there any more and should run");
    }

    @Test
    void aFailureThatAResumeMayCurePagesWhenNobodyResumes() {
        Fleet fleet = Fleet.running();
        fleet.minutes(5);
        fleet.ended("stopped", "Stop Reason RECOVERABLE_ERROR");
        String key = fleet.minutes(1).get(0).key();

        assertThat(fleet.minutes(6)).singleElement().satisfies(condition -> {
            assertThat(condition.severity()).isEqualTo(ConditionSeverity.PAGE);
            assertThat(condition.key()).isEqualTo(key);
        });
    }

    @Test
    void saysWhatItsLastWordsMeanAndWhetherAResumeHelps() {
        Fleet fleet = Fleet.running();
        fleet.minutes(5);
        fleet.failure = Optional.of("Last Error Error 1236 reading binary log Stop Reason FATAL_ERROR");

        assertThat(fleet.ended("failed", "Stop Reason FATAL_ERROR").minutes(1))
                .singleElement()
                .satisfies(condition -> {
                    assertThat(condition.text()).contains("Error 1236").contains("no longer holds the position");
                    assertThat(condition.advice()).startsWith("do not resume").contains("reload");
                });
    }

    @Test
    void aFinishedLoadIsWellOnlyIfEveryTableIs() {
        Fleet fleet = Fleet.running();
        fleet.type = MigrationType.FULL_LOAD;
        fleet.minutes(5);
        fleet.ended("stopped", "Stop Reason FULL_LOAD_ONLY_FINISHED");
        assertThat(fleet.minutes(5)).isEmpty();

        fleet.errors = 1;
        assertThat(fleet.minutes(1))
                .extracting(Condition::kind, Condition::severity)
                .containsExactly(tuple(ConditionKind.TABLE_ERROR, ConditionSeverity.PAGE));

        fleet.tables.add(Fleet.table("card", LoadState.ERROR, 350_000));
        assertThat(fleet.minutes(1)).extracting(Condition::table).containsExactly(Optional.of("bank.card"));
    }

    @Test
    void tablesAsTheyWereDuringTheLoadSayNothingOfItsEnd() {
        Fleet fleet = Fleet.running();
        fleet.type = MigrationType.FULL_LOAD;
        fleet.tables.set(0, Fleet.table("account", LoadState.FULL_LOAD, 17));
        fleet.minutes(1);
        fleet.tablesRead = false;

        assertThat(fleet.ended("stopped", "Stop Reason FULL_LOAD_ONLY_FINISHED").minutes(1))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "starting, TASK, 0, 15, 16",
        "starting, TASK, 10001, 30, 31",
        "replication_starting, SERVERLESS, 0, 30, 31",
        "stopping, TASK, 0, 10, 11",
        "deleting, TASK, 0, 15, 16"
    })
    void aChangeThatTakesTooLongIsStuck(String status, ReplicationKind kind, int tables, int borne, int tooLong) {
        Fleet fleet = new Fleet(JudgeRules.DEFAULTS.withIntents(Map.of(Fleet.ARN, Intent.MAY_STOP)));
        fleet.kind = kind;
        fleet.queued = tables;
        fleet.ended(status, "");
        fleet.look();

        assertThat(fleet.minutes(borne)).isEmpty();
        assertThat(fleet.minutes(tooLong - borne)).extracting(Condition::kind).containsExactly(ConditionKind.STUCK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"modifying", "moving", "testing"})
    void aChangeOfWhatShouldRunIsToldAndThenWarnedOf(String status) {
        Fleet fleet = Fleet.running();
        fleet.minutes(5);
        fleet.ended(status, "");

        assertThat(fleet.minutes(1)).extracting(Condition::severity).containsExactly(ConditionSeverity.INFO);
        assertThat(fleet.minutes(16)).extracting(Condition::severity).containsExactly(ConditionSeverity.WARN);
    }

    @Test
    void threeRestartsInHalfAnHourAreALoopThoughItRuns() {
        Fleet fleet = Fleet.running();
        fleet.minutes(5);
        for (int i = 0; i < 3; i++) {
            fleet.restart();
            fleet.minutes(5);
        }

        assertThat(fleet.minutes(1)).extracting(Condition::kind).containsExactly(ConditionKind.FLAPPING);
        assertThat(fleet.minutes(30)).isEmpty();
    }

    @Test
    void recoveriesThatDmsCountsAreALoopThoughItsStartDateStays() {
        Fleet fleet = Fleet.running();
        for (double count = 0; count < 4; count++) {
            fleet.values.put(DmsMetric.RECOVERY_COUNT, count);
            fleet.minutes(2);
        }

        assertThat(fleet.minutes(1)).extracting(Condition::kind).containsExactly(ConditionKind.FLAPPING);
    }

    @Test
    void nothingIsLateOrGoneWhileTheServiceIsSilent() {
        Fleet fleet = new Fleet(JudgeRules.DEFAULTS.withIntents(Map.of(Fleet.ARN, Intent.MUST_RUN)));
        fleet.ended("starting", "");
        fleet.minutes(5);
        Instant since = fleet.now;
        fleet.failures = List.of(new ServiceFailure(ServiceFailure.DMS, since, "Rate exceeded"));

        assertThat(fleet.look()).extracting(Condition::severity).containsExactly(ConditionSeverity.INFO);
        assertThat(fleet.minutes(5)).extracting(Condition::severity).containsExactly(ConditionSeverity.WARN);
        assertThat(fleet.minutes(55)).singleElement().satisfies(condition -> {
            assertThat(condition.kind()).isEqualTo(ConditionKind.API_UNREACHABLE);
            assertThat(condition.severity()).isEqualTo(ConditionSeverity.PAGE);
            assertThat(condition.text()).contains("1 h 00 min").contains("Rate exceeded");
        });
    }

    @Test
    void aWindowSilencesAndDoesNotForget() {
        Fleet fleet = new Fleet(JudgeRules.DEFAULTS.withWindows(List.of(
                new MaintenanceWindow(Fleet.START, Fleet.START.plus(Duration.ofMinutes(20)), Set.of(Fleet.ARN)))));
        fleet.minutes(5);
        fleet.ended("failed", "Stop Reason FATAL_ERROR");
        Condition during = fleet.minutes(1).get(0);

        assertThat(during.severity()).isEqualTo(ConditionSeverity.INFO);
        assertThat(during.text()).contains("maintenance until");
        assertThat(fleet.minutes(15)).singleElement().satisfies(after -> {
            assertThat(after.severity()).isEqualTo(ConditionSeverity.PAGE);
            assertThat(after.key()).isEqualTo(during.key());
            assertThat(after.since()).isEqualTo(during.since());
        });
    }

    @Test
    void aWindowThatIsOpenedWhileSomethingIsWrongForgetsNothing() {
        Fleet fleet = Fleet.running();
        fleet.minutes(5);
        Condition before =
                fleet.ended("failed", "Stop Reason FATAL_ERROR").minutes(1).get(0);
        fleet.judge.windows(
                List.of(new MaintenanceWindow(fleet.now, fleet.now.plus(Duration.ofMinutes(10)), Set.of())));

        assertThat(fleet.minutes(9)).extracting(Condition::severity).containsExactly(ConditionSeverity.INFO);
        assertThat(fleet.minutes(1)).singleElement().satisfies(after -> {
            assertThat(after.severity()).isEqualTo(ConditionSeverity.PAGE);
            assertThat(after.since()).isEqualTo(before.since());
        });
    }
}
