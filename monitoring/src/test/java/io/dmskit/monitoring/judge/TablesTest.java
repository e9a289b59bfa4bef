package io.dmskit.monitoring.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dmskit.catalog.TableName;
import io.dmskit.metric.DmsMetric;
import io.dmskit.task.TableState;
import io.dmskit.task.TableState.LoadState;
import io.dmskit.task.Validation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables and standstill. */
class TablesTest {
    @ParameterizedTest
    @ValueSource(strings = {"Table error", "Table cancelled", "Table does not exist"})
    void aTableThatWasGivenUpPagesThoughTheTaskRuns(String state) {
        Fleet fleet = Fleet.running();
        fleet.minutes(5);
        fleet.tables.add(Fleet.table("card", new LoadState(state), 350_000));

        assertThat(fleet.minutes(1)).singleElement().satisfies(condition -> {
            assertThat(condition.kind()).isEqualTo(ConditionKind.TABLE_ERROR);
            assertThat(condition.severity()).isEqualTo(ConditionSeverity.PAGE);
            assertThat(condition.table()).hasValue("bank.card");
            assertThat(condition.text()).contains("350,000 rows");
        });
    }

    /** The percentage comes from the source's statistics. */
    @Test
    void hundredPercentSaysNothingOfErrors() {
        Fleet fleet = Fleet.running();
        fleet.tablesRead = false;
        fleet.progress = 100;
        fleet.errors = 1;

        assertThat(fleet.minutes(1)).singleElement().satisfies(condition -> {
            assertThat(condition.severity()).isEqualTo(ConditionSeverity.PAGE);
            assertThat(condition.text()).contains("100 % does not say");
        });
    }

    @Test
    void anErrorThatIsCountedAndNotThereAnyMoreIsNeverWell() {
        Fleet fleet = Fleet.running();
        fleet.minutes(5);
        fleet.errors = 2;

        assertThat(fleet.minutes(1)).extracting(Condition::severity).containsExactly(ConditionSeverity.WARN);
    }

    @Test
    void manyTablesInErrorAreOneCondition() {
        Fleet fleet = Fleet.running();
        for (int i = 0; i < 50; i++) {
            fleet.tables.add(Fleet.table("t" + i, LoadState.ERROR, 0));
        }
        List<Condition> found = fleet.minutes(1);

        assertThat(found).hasSize(51);
        assertThat(found.stream().filter(one -> one.rootCause().isEmpty()))
                .singleElement()
                .satisfies(one -> assertThat(one.text()).contains("50 tables", "bank.t0"));
    }

    @Test
    void tablesInErrorOfATaskThatHasFailedAreNoNews() {
        Fleet fleet = Fleet.running();
        fleet.tables.add(Fleet.table("card", LoadState.ERROR, 0));
        fleet.minutes(5);
        List<Condition> found = fleet.ended("failed", "Stop Reason FATAL_ERROR").minutes(1);

        assertThat(LagTest.find(found, ConditionKind.TABLE_ERROR).rootCause())
                .hasValue(LagTest.find(found, ConditionKind.FAILED).key());
    }

    @Test
    void rowsThatDifferInTwoReadingsAreToldAndThoseUnderChangeAreNot() {
        Fleet fleet = Fleet.running();
        fleet.tables.set(0, differing("Mismatched records"));
        assertThat(fleet.minutes(1)).isEmpty();
        assertThat(fleet.minutes(1))
                .extracting(Condition::kind, one -> one.table().orElseThrow())
                .containsExactly(tuple(ConditionKind.VALIDATION, "bank.account"));

        fleet.tables.set(0, differing("Pending revalidation"));
        assertThat(fleet.minutes(1)).isEmpty();
    }

    @Test
    void aTableWithoutAKeyIsNotCompared() {
        Fleet fleet = Fleet.running();
        fleet.tables.set(0, differing("No primary key"));

        assertThat(fleet.minutes(2))
                .extracting(Condition::text)
                .singleElement()
                .asString()
                .contains("No primary key");
    }

    @Test
    void aValidationThatIsPendingWithoutEndIsTold() {
        Fleet fleet = Fleet.running();
        fleet.tables.set(0, pending(50));
        fleet.minutes(1);

        assertThat(fleet.minutes(29)).isEmpty();
        assertThat(fleet.minutes(1)).singleElement().satisfies(condition -> {
            assertThat(condition.kind()).isEqualTo(ConditionKind.VALIDATION);
            assertThat(condition.text()).contains("50 rows wait", "Pending records");
        });
        fleet.tables.set(0, pending(49));
        assertThat(fleet.minutes(1)).isEmpty();
    }

    private static TableState pending(long rows) {
        return Fleet.table(
                "account", LoadState.COMPLETED, 100, new Validation("Pending records", rows, 0, 0, Optional.empty()));
    }

    private static TableState differing(String state) {
        return Fleet.table("account", LoadState.COMPLETED, 100, new Validation(state, 0, 3, 0, Optional.empty()));
    }

    @Test
    void aLoadThatDoesNotMoveIsStalled() {
        Fleet fleet = Fleet.running();
        fleet.values.clear();
        fleet.values.put(DmsMetric.FULL_LOAD_THROUGHPUT_ROWS_TARGET, 0.0);
        fleet.tables.set(0, Fleet.table("account", LoadState.FULL_LOAD, 17));
        fleet.minutes(1);

        assertThat(fleet.minutes(9)).isEmpty();
        assertThat(fleet.minutes(1)).extracting(Condition::kind).containsExactly(ConditionKind.STALLED);
        fleet.tables.set(0, Fleet.table("account", LoadState.FULL_LOAD, 18));
        assertThat(fleet.minutes(1)).isEmpty();
    }

    /** TransactionConsistencyTimeout holds tables for ten minutes while a transaction is open on the source. */
    @Test
    void tablesThatWaitForTheSourcesTransactionsHaveMoreTime() {
        Fleet fleet = Fleet.running();
        fleet.values.put(DmsMetric.CDC_THROUGHPUT_ROWS_TARGET, 0.0);
        fleet.tables.set(0, Fleet.table("account", LoadState.BEFORE_LOAD, 0));
        fleet.minutes(1);

        assertThat(fleet.minutes(19)).isEmpty();
        assertThat(fleet.minutes(1)).extracting(Condition::kind).containsExactly(ConditionKind.STALLED);
    }

    @Test
    void latencyNullWithChangesWaitingAndNoneAppliedIsAStandstill() {
        Fleet fleet = Fleet.running();
        fleet.minutes(5);
        fleet.values.put(DmsMetric.CDC_THROUGHPUT_ROWS_TARGET, 0.0);
        fleet.values.put(DmsMetric.CDC_INCOMING_CHANGES, 200.0);

        assertThat(fleet.lag(0, 0).minutes(13)).extracting(Condition::kind).containsExactly(ConditionKind.STALLED);
    }

    @Test
    void anIdleSourceIsNoStandstill() {
        Fleet fleet = Fleet.running();
        fleet.values.put(DmsMetric.CDC_THROUGHPUT_ROWS_TARGET, 0.0);

        assertThat(fleet.minutes(600)).isEmpty();
    }

    @Test
    void theTableThatHoldsUpTheLoadIsNamedAndTheLoadForetold() {
        Fleet fleet = Fleet.running();
        fleet.expected = Map.of(new TableName("bank", "huge"), 10_000_000L, new TableName("bank", "other"), 10_000L);
        for (int i = 1; i <= 3; i++) {
            fleet.tables = List.of(
                    Fleet.table("huge", LoadState.FULL_LOAD, 100_000L + 6000L * i),
                    Fleet.table("other", LoadState.FULL_LOAD, 600L * i));
            fleet.minutes(1);
        }

        assertThat(fleet.look()).singleElement().satisfies(condition -> {
            assertThat(condition.kind()).isEqualTo(ConditionKind.SLOW_TABLE);
            assertThat(condition.table()).hasValue("bank.huge");
        });
        assertThat(fleet.judge.loadAhead(Fleet.ARN).orElseThrow())
                .isBetween(Duration.ofHours(27), Duration.ofHours(28));
    }

    @Test
    void withoutAnEstimateForEveryTableNothingIsForetold() {
        Fleet fleet = Fleet.running();
        fleet.tables = List.of(Fleet.table("huge", LoadState.FULL_LOAD, 100_000L));
        fleet.minutes(2);

        assertThat(fleet.judge.loadAhead(Fleet.ARN)).isEmpty();
    }

    /** Conflicts change no status: captured changes are just missing. */
    @Test
    void changesThatWereCapturedAndNeverAppliedAreMissing() {
        Fleet fleet = Fleet.running();
        fleet.tables.set(0, Fleet.table("account", LoadState.COMPLETED, 100, 30, 27, Validation.NOT_ENABLED));
        fleet.minutes(1);

        assertThat(fleet.minutes(9)).isEmpty();
        assertThat(fleet.minutes(1)).singleElement().satisfies(condition -> {
            assertThat(condition.kind()).isEqualTo(ConditionKind.APPLY_EXCEPTIONS);
            assertThat(condition.text()).contains("3 changes");
        });
    }
}
