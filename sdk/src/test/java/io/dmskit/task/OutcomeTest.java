package io.dmskit.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTaskStats;

class OutcomeTest {
    private static final TableState LOADED = Seen.table("accounts", "Table completed");
    private static final TableState BROKEN = Seen.table("cards", "Table error");

    @Test
    void aFinishedLoadOfEveryTableSucceeded() {
        Outcome outcome = Outcome.of(Seen.stopped("full-load", "Stop Reason FULL_LOAD_ONLY_FINISHED"), List.of(LOADED));

        assertThat(outcome).isEqualTo(new Outcome.Succeeded());
        assertThat(outcome.succeeded()).isTrue();
    }

    @Test
    void aFinishedLoadNamesTheTablesItLeftBehind() {
        Outcome outcome =
                Outcome.of(Seen.stopped("full-load", "Stop Reason FULL_LOAD_ONLY_FINISHED"), List.of(LOADED, BROKEN));

        assertThat(outcome).isEqualTo(new Outcome.SucceededWithSuspendedTables(List.of(BROKEN)));
        assertThat(outcome.succeeded()).isFalse();
        assertThat(outcome.describe()).isEqualTo("finished without some tables: bank.cards (Table error)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Before load", "Full load", "Table cancelled", "Table does not exist", "a state of tomorrow"})
    void aFinishedLoadCountsOnlyCompletedTablesAsLoaded(String state) {
        Outcome outcome = Outcome.of(
                Seen.stopped("full-load", "Stop Reason FULL_LOAD_ONLY_FINISHED"),
                List.of(LOADED, Seen.table("cards", state)));

        assertThat(outcome.suspendedTables()).containsExactly(Seen.table("cards", state));
        assertThat(outcome.succeeded()).isFalse();
    }

    @Test
    void errorsThatOnlyTheTaskCountsAreNotASuccess() {
        TaskSnapshot task = TaskSnapshot.of(Seen.described("full-load", "stopped")
                .stopReason("Stop Reason FULL_LOAD_ONLY_FINISHED")
                .replicationTaskStats(
                        ReplicationTaskStats.builder().tablesErrored(1).build())
                .build());

        assertThat(Outcome.of(task, List.of(LOADED)).describe())
                .isEqualTo("finished without some tables: the service does not name them");
    }

    @Test
    void readsTheReasonOutOfASentence() {
        Outcome outcome = Outcome.of(
                Seen.stopped(
                        "cdc",
                        "Last Error  Task error notification received from subtask 0, thread 0"
                                + " [reptask/replicationtask.c:2859] [1020418] Stop Reason FATAL_ERROR Error Level FATAL"),
                List.of());

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.recoverable())
                .isFalse());
    }

    @ParameterizedTest
    @CsvSource({
        "RECOVERABLE_ERROR, true",
        "RECONFIGURATION_RESTART, true",
        "RECYCLE_TASK, true",
        "FATAL_ERROR, false",
        "STOPPED_DUE_TO_LOW_MEMORY, false",
        "STOPPED_DUE_TO_LOW_DISK, false",
        "EXPRESS_LICENSE_LIMITS_REACHED, false"
    })
    void aStopByAnErrorIsAFailure(String code, boolean recoverable) {
        Outcome outcome = Outcome.of(Seen.stopped("cdc", "Stop Reason " + code), List.of());

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.recoverable())
                .isEqualTo(recoverable));
        assertThat(outcome.succeeded()).isFalse();
    }

    @Test
    void theStatusFailedIsAFailureWhateverTheReason() {
        TaskSnapshot task = TaskSnapshot.of(Seen.described("full-load", "failed")
                .stopReason("Stop Reason FULL_LOAD_ONLY_FINISHED")
                .lastFailureMessage("the target refused the connection")
                .build());

        assertThat(Outcome.of(task, List.of(LOADED)).describe()).isEqualTo("failed: the target refused the connection");
    }

    @Test
    void aStopThatSomebodyAskedForIsToldApart() {
        assertThat(Outcome.of(Seen.stopped("cdc", "Stop Reason NORMAL"), List.of(LOADED)))
                .isEqualTo(new Outcome.StoppedByRequest(List.of()));
        assertThat(Outcome.of(
                        Seen.stopped("full-load-and-cdc", "Stop Reason STOPPED_AFTER_FULL_LOAD"), List.of(LOADED)))
                .isEqualTo(new Outcome.StoppedAfterFullLoad(List.of()));
        assertThat(Outcome.of(
                        Seen.stopped("full-load-and-cdc", "Stop Reason STOPPED_AFTER_CACHED_EVENTS"), List.of(LOADED)))
                .isEqualTo(new Outcome.StoppedAfterCachedChanges(List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"STOPPED_AT_SERVER_TIME", "STOPPED_AT_COMMIT_TIME", "STOPPED_AFTER_DDL_APPLY"})
    void aPlannedStopSucceeded(String code) {
        Outcome outcome = Outcome.of(Seen.stopped("cdc", "Stop Reason " + code), List.of());

        assertThat(outcome).isInstanceOf(Outcome.StoppedAtPosition.class);
        assertThat(outcome.succeeded()).isTrue();
    }

    @Test
    void aRequestedStopWithASuspendedTableIsNotASuccess() {
        Outcome outcome = Outcome.of(Seen.stopped("full-load-and-cdc", "Stop Reason NORMAL"), List.of(LOADED, BROKEN));

        assertThat(outcome.succeeded()).isFalse();
        assertThat(outcome.describe()).isEqualTo("stopped by request, without tables bank.cards (Table error)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Stop Reason SOMETHING_NEW", "stopped"})
    void aReasonNobodyKnowsIsNeverASuccess(String text) {
        Outcome outcome = Outcome.of(Seen.stopped("full-load", text), List.of(LOADED));

        assertThat(outcome).isInstanceOf(Outcome.Unclear.class);
        assertThat(outcome.succeeded()).isFalse();
    }

    @Test
    void aRunningTaskHasNoOutcome() {
        assertThatThrownBy(() -> Outcome.of(Seen.task("cdc", "running"), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "task bank-core is running: only a stopped or failed task has an outcome; await its end first");
    }
}
