package io.dmskit.monitoring.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dmskit.metric.DmsMetric;
import io.dmskit.task.TableState.LoadState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What only databases and logs tell. */
class EvidenceTest {
    private static final long GIB = 1L << 30;

    private final Fleet fleet = Fleet.running();

    @Test
    void exceptionsOfOldAreNoNewsAndNewOnesAre() {
        fleet.evidence = Evidence.ofExceptions(5);
        assertThat(fleet.minutes(5)).isEmpty();

        fleet.evidence = Evidence.ofExceptions(17);
        assertThat(fleet.minutes(1)).singleElement().satisfies(condition -> {
            assertThat(condition.kind()).isEqualTo(ConditionKind.APPLY_EXCEPTIONS);
            assertThat(condition.text()).contains("12 more changes", "17");
        });
    }

    @Test
    void aTruncationInTheLogIsRememberedUntilTheNextRun() {
        fleet.evidence = Evidence.ofLog(
                List.of("00012345: 2026-11-20T09:00:00 [SOURCE_UNLOAD   ]W:  The value of column 'BODY' in table"
                        + " 'bank.letter' was truncated to length 32768  (unload.c:17)"));
        fleet.minutes(1);
        fleet.evidence = Evidence.NONE;

        assertThat(fleet.minutes(60)).extracting(Condition::kind).containsExactly(ConditionKind.LOB_TRUNCATION);
        fleet.restart();
        assertThat(fleet.minutes(1)).isEmpty();
    }

    /** No status, no count and no state of a table shows it. */
    @Test
    void aTableThatIsLeftOutOfCdcAtLevelWarningIsInError() {
        fleet.evidence = Evidence.ofLog(List.of("00012345: 2026-11-20T09:00:00 [SOURCE_CAPTURE  ]W:  Table"
                + " 'dbo'.'account' is not uniformly mapped across partitions. Therefore - it is excluded from CDC"));
        fleet.minutes(1);
        fleet.evidence = Evidence.NONE;

        assertThat(fleet.minutes(5)).singleElement().satisfies(condition -> {
            assertThat(condition.kind()).isEqualTo(ConditionKind.TABLE_ERROR);
            assertThat(condition.severity()).isEqualTo(ConditionSeverity.PAGE);
            assertThat(condition.text()).contains("'dbo'.'account'");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Reading from source is paused. Total disk usage exceeded the limit 90%",
                "Reading from source is paused temporarily to enhance performance. Total storage used by swap files exceeded"
                        + " the limit 1048576000 bytes"
            })
    void aPauseOfReadingPagesWhenNothingResumesItInTenMinutes(String words) {
        fleet.evidence = log("[SORTER          ]I:  " + words);
        fleet.minutes(1);
        fleet.evidence = Evidence.NONE;
        fleet.lag(90, 95);

        assertThat(fleet.minutes(9)).extracting(Condition::kind).doesNotContain(ConditionKind.READING_PAUSED);
        List<Condition> found = fleet.minutes(1);
        Condition paused = LagTest.find(found, ConditionKind.READING_PAUSED);
        assertThat(paused.severity()).isEqualTo(ConditionSeverity.PAGE);
        assertThat(paused.text()).contains("10 min", words);
        assertThat(LagTest.find(found, ConditionKind.SOURCE_LAG).rootCause())
                .as("whoever does not read falls behind")
                .hasValue(paused.key());

        fleet.evidence = log("[SORTER          ]I:  Reading from source is resumed");
        assertThat(fleet.minutes(1)).extracting(Condition::kind).doesNotContain(ConditionKind.READING_PAUSED);
    }

    @Test
    void aPauseIsOverWhenTheSourceIsReadWithoutLagAgain() {
        fleet.evidence = log("[SORTER          ]I:  Reading from source is paused.");
        fleet.lag(50, 50).minutes(1);
        fleet.evidence = Evidence.NONE;

        assertThat(fleet.minutes(60)).extracting(Condition::kind).doesNotContain(ConditionKind.READING_PAUSED);
    }

    private static Evidence log(String line) {
        return Evidence.ofLog(List.of("00012345: 2026-11-20T09:00:00 " + line));
    }

    @ParameterizedTest
    @CsvSource({"lost, PAGE", "unreserved, PAGE", "extended, WARN", "missing, PAGE"})
    void aSlotThatIsNotReservedIsTold(String status, ConditionSeverity severity) {
        fleet.evidence = Evidence.of(slot(status, true, GIB, OptionalLong.empty()));

        assertThat(fleet.minutes(1))
                .extracting(Condition::kind, Condition::severity)
                .containsExactly(tuple(ConditionKind.LOG_RETENTION, severity));
        fleet.evidence = Evidence.of(slot("reserved", true, GIB, OptionalLong.empty()));
        assertThat(fleet.minutes(1)).isEmpty();
    }

    /** A cutover is over, and somebody has dropped the slot; or a task was given up long ago. */
    @ParameterizedTest
    @ValueSource(strings = {"lost", "missing"})
    void whatATaskHasLostThatIsNotToGoOnPagesNobody(String status) {
        Fleet over = new Fleet(JudgeRules.DEFAULTS.withIntents(Map.of(Fleet.ARN, Intent.MAY_STOP)));
        over.minutes(5);
        over.ended("stopped", "Stop Reason NORMAL");
        over.evidence = Evidence.of(slot(status, false, 0, OptionalLong.empty()));

        assertThat(LagTest.find(over.minutes(1), ConditionKind.LOG_RETENTION).severity())
                .isEqualTo(ConditionSeverity.WARN);
    }

    /** The database goes down before somebody has mended it. */
    @Test
    void aSlotThatWasLostStaysLostWhileNobodyCanAsk() {
        fleet.evidence = Evidence.of(slot("lost", false, 0, OptionalLong.empty()));
        fleet.minutes(1);
        fleet.evidence = Evidence.of(new Unread("the log of the source", fleet.now, "connection refused"));

        assertThat(fleet.minutes(5))
                .extracting(Condition::kind)
                .containsExactly(ConditionKind.LOG_RETENTION, ConditionKind.UNREAD);
    }

    /** Of a limit of 10 GiB. */
    @ParameterizedTest
    @CsvSource({"3.1, NONE", "2.9, PAGE"})
    void pagesWhenLessThanThreeTenthsOfTheLimitAreLeft(double gibLeft, String severity) {
        fleet.evidence = Evidence.of(slot("reserved", true, 7 * GIB, OptionalLong.of((long) (gibLeft * GIB))));

        assertThat(fleet.minutes(1))
                .extracting(one -> one.severity().name())
                .isEqualTo(severity.equals("NONE") ? List.of() : List.of(severity));
    }

    /** 8 GiB are left at the end. */
    @ParameterizedTest
    @CsvSource({"0, NONE", "100, NONE", "300, WARN", "1000, PAGE"})
    void foretellsWhenASlotIsLostAtItsPresentPace(long mibIn6Minutes, String severity) {
        long pace = (mibIn6Minutes << 20) / 6;
        for (int minute = 6; minute >= 0; minute--) {
            fleet.evidence = Evidence.of(slot("reserved", true, GIB, OptionalLong.of(8 * GIB + minute * pace)));
            fleet.minutes(1);
        }

        List<Condition> found = fleet.look();
        assertThat(found)
                .extracting(one -> one.severity().name())
                .isEqualTo(severity.equals("NONE") ? List.of() : List.of(severity));
        if (severity.equals("PAGE")) {
            assertThat(found.get(0).text()).contains("in about 49 min");
        }
    }

    @Test
    void aBurstOfTwoMinutesIsNoPace() {
        for (int minute = 2; minute >= 0; minute--) {
            fleet.evidence = Evidence.of(slot("reserved", true, GIB, OptionalLong.of((4 + minute) * GIB)));
            assertThat(fleet.minutes(1)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"4, NONE", "6, WARN", "21, PAGE"})
    void withoutALimitTheSourcesDiskIsWhatFills(long gib, String severity) {
        fleet.evidence = Evidence.of(new SlotState(
                fleet.now, "dms", "reserved", true, gib * GIB, OptionalLong.empty(), OptionalLong.empty()));

        assertThat(fleet.minutes(1))
                .extracting(one -> one.severity().name())
                .isEqualTo(severity.equals("NONE") ? List.of() : List.of(severity));
    }

    @Test
    void aSlotThatNobodyReadsWhileTheTaskRunsIsToldAfterTenMinutes() {
        idle(10);
        assertThat(fleet.look()).isEmpty();
        idle(1);
        assertThat(fleet.look()).singleElement().satisfies(condition -> {
            assertThat(condition.severity()).isEqualTo(ConditionSeverity.WARN);
            assertThat(condition.text()).contains("nobody has read its slot dms for 10 min");
        });
        fleet.evidence = Evidence.of(slot("reserved", true, GIB, OptionalLong.of(8 * GIB)));
        assertThat(fleet.minutes(1)).isEmpty();
    }

    @Test
    void aSlotMayWaitWhileTablesAreLoadedAndAfterAStop() {
        fleet.tables.add(Fleet.table("card", LoadState.FULL_LOAD, 100));
        fleet.values.put(DmsMetric.FULL_LOAD_THROUGHPUT_ROWS_TARGET, 5.0);
        idle(30);
        assertThat(fleet.look()).isEmpty();

        fleet.ended("stopped", "Stop Reason NORMAL");
        idle(30);
        assertThat(fleet.look()).extracting(Condition::kind).containsExactly(ConditionKind.STOPPED);
    }

    private void idle(int minutes) {
        for (int i = 0; i < minutes; i++) {
            fleet.evidence = Evidence.of(slot("reserved", false, GIB, OptionalLong.of(8 * GIB)));
            fleet.minutes(1);
        }
    }

    private SlotState slot(String status, boolean active, long retained, OptionalLong left) {
        Instant next = fleet.now.plusSeconds(60);
        return new SlotState(next, "dms", status, active, retained, left, OptionalLong.of(10 * GIB));
    }

    @Test
    void thereIsHardlyTimeWhenTheSourcesLogIsNearlyTooShort() {
        Fleet patient = new Fleet(JudgeRules.DEFAULTS.withLag(Duration.ofDays(9), Duration.ofDays(9)));
        patient.evidence = Evidence.of(new BinaryLogs(Optional.of(Duration.ofHours(10)), List.of()));

        assertThat(patient.lag(6 * 3600, 6 * 3600).minutes(20)).isEmpty();
        assertThat(patient.lag(8 * 3600, 8 * 3600).minutes(1))
                .extracting(Condition::kind, Condition::severity)
                .containsExactly(tuple(ConditionKind.LOG_RETENTION, ConditionSeverity.PAGE));
    }

    /** RDS without binlog retention hours; a server of one's own with 0 keeps them for ever. */
    @Test
    void logsThatArePurgedAtOnceAreToldAndThoseThatAreKeptForEverAreNot() {
        fleet.evidence = Evidence.of(new BinaryLogs(Optional.of(Duration.ZERO), List.of()));
        assertThat(fleet.minutes(1)).singleElement().satisfies(condition -> {
            assertThat(condition.kind()).isEqualTo(ConditionKind.LOG_RETENTION);
            assertThat(condition.advice()).contains("binlog retention hours");
        });

        fleet.evidence = Evidence.of(new BinaryLogs(Optional.empty(), List.of()));
        assertThat(fleet.minutes(1)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"000002, NONE", "000003, oldest binary log that its source has", "000004, would go on at"})
    void aStoppedTaskMustFindTheLogThatItWouldReadNext(String oldest, String text) {
        fleet.minutes(5);
        fleet.checkpoint =
                Optional.of("checkpoint:V1#27#bin.000003:1975:-1:2002:677883278264080:bin.000003:1876#0#0#*#0#93");
        fleet.evidence = Evidence.of(new BinaryLogs(Optional.empty(), List.of("bin." + oldest, "bin.000009")));
        assertThat(fleet.minutes(1))
                .as("while it runs, the checkpoint is of old")
                .isEmpty();

        List<Condition> found = fleet.ended("stopped", "Stop Reason NORMAL").minutes(1);
        if (text.equals("NONE")) {
            assertThat(found).extracting(Condition::kind).containsExactly(ConditionKind.STOPPED);
        } else {
            Condition retention = LagTest.find(found, ConditionKind.LOG_RETENTION);
            assertThat(retention.text()).contains(text);
            assertThat(retention.severity()).isEqualTo(ConditionSeverity.PAGE);
        }
    }

    @Test
    void whatCannotBeLookedAtIsToldWithItsTimeAndWarnsAfterTenMinutes() {
        Instant since = fleet.now;
        fleet.evidence = Evidence.of(new Unread("the log of the source", since, "password authentication failed"))
                .and(Evidence.of(new Unread("the task's log", since, "keeps no log")));

        assertThat(fleet.minutes(9)).singleElement().satisfies(condition -> {
            assertThat(condition.kind()).isEqualTo(ConditionKind.UNREAD);
            assertThat(condition.severity()).isEqualTo(ConditionSeverity.INFO);
            assertThat(condition.text())
                    .contains("the log of the source", since.toString(), "password authentication failed")
                    .contains("the task's log", "keeps no log");
        });
        assertThat(fleet.minutes(1)).extracting(Condition::severity).containsExactly(ConditionSeverity.WARN);
        fleet.evidence = Evidence.NONE;
        assertThat(fleet.minutes(1)).isEmpty();
    }
}
