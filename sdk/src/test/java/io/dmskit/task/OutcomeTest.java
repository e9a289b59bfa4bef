package io.dmskit.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.databasemigration.model.Replication;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTaskStats;

class OutcomeTest {
    private static final TableState LOADED = Seen.table("accounts", "Table completed");
    private static final TableState BROKEN = Seen.table("cards", "Table error");

    @Test
    void aFinishedLoadOfEveryTableSucceeded() {
        Outcome outcome = Outcome.of(Seen.stopped("full-load", "Stop Reason FULL_LOAD_ONLY_FINISHED"), List.of(LOADED));

        assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
        assertThat(outcome.succeeded()).isTrue();
    }

    @Test
    void aFinishedLoadNamesTheTablesItLeftBehind() {
        Outcome outcome =
                Outcome.of(Seen.stopped("full-load", "Stop Reason FULL_LOAD_ONLY_FINISHED"), List.of(LOADED, BROKEN));

        assertThat(outcome).isInstanceOf(Outcome.SucceededWithSuspendedTables.class);
        assertThat(outcome.suspendedTables()).containsExactly(BROKEN);
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
                .isInstanceOf(Outcome.StoppedByRequest.class);
        assertThat(Outcome.of(
                        Seen.stopped("full-load-and-cdc", "Stop Reason STOPPED_AFTER_FULL_LOAD"), List.of(LOADED)))
                .isInstanceOf(Outcome.StoppedAfterFullLoad.class);
        assertThat(Outcome.of(
                        Seen.stopped("full-load-and-cdc", "Stop Reason STOPPED_AFTER_CACHED_EVENTS"), List.of(LOADED)))
                .isInstanceOf(Outcome.StoppedAfterCachedChanges.class);
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mismatched records",
                "Suspended records",
                "No primary key",
                "No Primary key",
                "Table error",
                "Error",
                "Pending records",
                "Pending validation"
            })
    void aFinishedLoadWithRowsThatDifferOrWereNotComparedIsNotPlainSuccess(String validation) {
        TableState differing = Seen.validated("cards", validation, 3);

        Outcome outcome = Outcome.of(
                Seen.stopped("full-load", "Stop Reason FULL_LOAD_ONLY_FINISHED"), List.of(LOADED, differing));

        assertThat(outcome).isInstanceOf(Outcome.SucceededWithInvalidTables.class);
        assertThat(outcome.invalidTables()).containsExactly(differing);
        assertThat(outcome.succeeded()).isFalse();
        assertThat(outcome.describe()).isEqualTo("finished, not validated: bank.cards (" + validation + ": 3)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Validated", "Not enabled", "", "a state of tomorrow"})
    void aValidatedTableIsASuccess(String validation) {
        assertThat(Outcome.of(
                                Seen.stopped("full-load", "Stop Reason FULL_LOAD_ONLY_FINISHED"),
                                List.of(Seen.validated("cards", validation, 0)))
                        .succeeded())
                .isTrue();
    }

    @Test
    void aRequestedStopWithRowsThatDifferIsNotASuccess() {
        Outcome outcome = Outcome.of(
                Seen.stopped("full-load-and-cdc", "Stop Reason NORMAL"),
                List.of(
                        Seen.validated("cards", "Mismatched records", 1),
                        Seen.validated("fees", "Pending records", 0)));

        assertThat(outcome).isInstanceOf(Outcome.StoppedByRequest.class);
        assertThat(outcome.succeeded()).isFalse();
        assertThat(outcome.describe())
                .isEqualTo("stopped by request, not validated: bank.cards (Mismatched records: 1)");
    }

    @Test
    void aServerlessReplicationHasTheSameOutcomes() {
        TaskSnapshot replication = TaskSnapshot.of(Replication.builder()
                .replicationConfigIdentifier("bank-core")
                .replicationType("full-load")
                .status("stopped")
                .stopReason("Stop Reason FULL_LOAD_ONLY_FINISHED")
                .build());
        TaskSnapshot failed = TaskSnapshot.of(Replication.builder()
                .replicationConfigIdentifier("bank-core")
                .status("failed_provision")
                .failureMessages("no capacity")
                .build());

        assertThat(Outcome.of(replication, List.of(LOADED))).isInstanceOf(Outcome.Succeeded.class);
        assertThat(Outcome.of(failed, List.of()).describe()).isEqualTo("failed: no capacity");
    }

    @Test
    void isWrittenAsJsonWithTaskStatusReasonAndTables() {
        Outcome outcome = Outcome.of(
                Seen.stopped("full-load", "Stop Reason FULL_LOAD_ONLY_FINISHED"),
                List.of(LOADED, BROKEN, Seen.validated("fees", "Mismatched records", 3)));

        assertThat(outcome.toJson()).isEqualTo("""
                {
                  "outcome": "succeeded-with-suspended-tables",
                  "succeeded": false,
                  "description": "finished without some tables: bank.cards (Table error), not validated: bank.fees (Mismatched records: 3)",
                  "kind": "task",
                  "task": "bank-core",
                  "arn": "arn:aws:dms:eu-central-1:000000000000:task:ABC",
                  "status": "stopped",
                  "stopReason": "Stop Reason FULL_LOAD_ONLY_FINISHED",
                  "suspendedTables": [
                    "bank.cards"
                  ],
                  "invalidTables": [
                    "bank.fees"
                  ],
                  "tables": [
                    {
                      "schema": "bank",
                      "table": "accounts",
                      "state": "Table completed",
                      "fullLoadRows": 0,
                      "captured": 0,
                      "applied": 0,
                      "validation": "",
                      "validationFailedRecords": 0,
                      "validationSuspendedRecords": 0
                    },
                    {
                      "schema": "bank",
                      "table": "cards",
                      "state": "Table error",
                      "fullLoadRows": 0,
                      "captured": 0,
                      "applied": 0,
                      "validation": "",
                      "validationFailedRecords": 0,
                      "validationSuspendedRecords": 0
                    },
                    {
                      "schema": "bank",
                      "table": "fees",
                      "state": "Table completed",
                      "fullLoadRows": 0,
                      "captured": 0,
                      "applied": 0,
                      "validation": "Mismatched records",
                      "validationFailedRecords": 3,
                      "validationSuspendedRecords": 0
                    }
                  ]
                }
                """);
    }

    @Test
    void aRunningTaskHasNoOutcome() {
        assertThatThrownBy(() -> Outcome.of(Seen.task("cdc", "running"), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "task bank-core is running: only a stopped or failed task has an outcome; await its end first");
    }
}
