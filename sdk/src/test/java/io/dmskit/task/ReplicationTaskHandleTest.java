package io.dmskit.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.InvalidResourceStateException;

class ReplicationTaskHandleTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ScriptedService service = new ScriptedService();
    private final FakeTime fake = new FakeTime();
    private DatabaseMigrationClient client;
    private ReplicationTaskHandle task;

    @BeforeEach
    void connect() {
        client = service.client();
        task = ReplicationTaskHandle.over(
                client,
                Seen.described("full-load-and-cdc", "ready").build(),
                Poller.every(Duration.ofSeconds(5)).in(fake.time()));
    }

    @AfterEach
    void close() {
        client.close();
        service.close();
    }

    @Test
    void startsTheFirstRunAndGoesOnLater() {
        seen("full-load", "ready", "");
        seen("full-load", "stopped", "Stop Reason NORMAL");

        task.start();
        task.start();

        assertThat(service.bodies("StartReplicationTask"))
                .satisfiesExactly(
                        first -> assertThat(first).contains("\"start-replication\""),
                        second -> assertThat(second).contains("\"resume-processing\""));
    }

    @Test
    void refusesAWrongStartBeforeItIsSent() {
        seen("full-load", "ready", "");

        assertThatThrownBy(() -> task.reload())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "task bank-core cannot be started with reload-target: it has never run: use start-replication"
                                + " for the first run");
        assertThat(service.changes()).isEmpty();
    }

    @Test
    void asksForTheTaskByItsArnAndWithoutItsSettings() {
        seen("cdc", "running", "");

        task.describe();

        assertThat(service.bodies("DescribeReplicationTasks").get(0))
                .contains("\"replication-task-arn\"", task.arn(), "\"WithoutSettings\":true");
    }

    @Test
    void waitsThroughReadyAndStartingUntilTheTaskRuns() {
        seen("cdc", "ready", "");
        seen("cdc", "starting", "");
        seen("cdc", "running", "");

        assertThat(task.awaitRunning(MINUTE).status()).isEqualTo(TaskStatus.RUNNING);
        assertThat(fake.pauses()).hasSize(2);
    }

    @Test
    void countsALoadThatWasOverBeforeAnybodyLookedAsHavingRun() {
        seen("full-load", "stopped", "Stop Reason FULL_LOAD_ONLY_FINISHED");
        tables("accounts", "Table completed");

        assertThat(task.awaitRunning(MINUTE).status()).isEqualTo(TaskStatus.STOPPED);
    }

    @Test
    void endsTheWaitWithTheReasonWhenTheTaskFails() {
        seen("cdc", "starting", "");
        service.on(
                "DescribeReplicationTasks",
                task("cdc", "failed", "Stop Reason FATAL_ERROR", "\"LastFailureMessage\": \"the slot is gone\","));
        tables("accounts", "Table error");

        assertThatThrownBy(() -> task.awaitRunning(MINUTE))
                .isInstanceOfSatisfying(TaskFailedException.class, e -> {
                    assertThat(e.identifier()).isEqualTo("bank-core");
                    assertThat(e.status()).isEqualTo(TaskStatus.FAILED);
                    assertThat(e.stopReason().orElseThrow().code()).isEqualTo("FATAL_ERROR");
                    assertThat(e.lastFailureMessage()).hasValue("the slot is gone");
                    assertThat(e.tablesInError()).hasSize(1);
                })
                .hasMessage(
                        "task bank-core did not get to running: status failed, Stop Reason FATAL_ERROR, last failure: the"
                                + " slot is gone; tables in error: bank.accounts (Table error)");
        assertThat(fake.pauses()).hasSize(1);
    }

    @Test
    void saysAtATimeoutWhatItSawLast() {
        seen("cdc", "starting", "");

        assertThatThrownBy(() -> task.awaitRunning(MINUTE))
                .isInstanceOf(WaitTimeoutException.class)
                .hasMessage(
                        "timed out after 60 s waiting for task bank-core to get to running; last seen: status starting");
    }

    @Test
    void awaitsEveryTableOfEveryPage() {
        seen("full-load-and-cdc", "running", "");
        service.on("DescribeTableStatistics", page("accounts", "Table completed", "\"Marker\": \"2\","))
                .on("DescribeTableStatistics", page("cards", "Full load", ""))
                .on("DescribeTableStatistics", page("accounts", "Table completed", "\"Marker\": \"2\","))
                .on("DescribeTableStatistics", page("cards", "Table completed", ""));

        assertThat(task.awaitFullLoad(MINUTE))
                .extracting(table -> table.table().table())
                .containsExactly("accounts", "cards");
        assertThat(fake.pauses()).hasSize(1);
    }

    @Test
    void endsTheWaitForTheLoadWhenATableIsGivenUp() {
        seen("full-load-and-cdc", "running", "");
        tables("accounts", "Table error");

        assertThatThrownBy(() -> task.awaitFullLoad(MINUTE))
                .isInstanceOf(TaskFailedException.class)
                .hasMessage("task bank-core did not get to a complete full load: status running; tables in error:"
                        + " bank.accounts (Table error)");
    }

    @Test
    void refusesToAwaitTheLoadOfATaskThatLoadsNothing() {
        seen("cdc", "running", "");

        assertThatThrownBy(() -> task.awaitFullLoad(MINUTE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("task bank-core is a cdc task and loads nothing: await that it runs, not its full load");
    }

    @Test
    void stopsARunningTaskAndTellsTheOutcome() {
        seen("cdc", "starting", "");
        seen("cdc", "running", "");
        seen("cdc", "stopping", "");
        seen("cdc", "stopped", "Stop Reason NORMAL");

        assertThat(task.stop(MINUTE)).isInstanceOf(Outcome.StoppedByRequest.class);
        assertThat(service.changes()).containsExactly("StopReplicationTask");
    }

    @Test
    void stoppingARunThatEndsByItselfMeanwhileIsFine() {
        seen("full-load", "running", "");
        seen("full-load", "stopped", "Stop Reason FULL_LOAD_ONLY_FINISHED");
        tables("accounts", "Table completed");
        service.faultOn("StopReplicationTask", "InvalidResourceStateFault");

        assertThat(task.stop(MINUTE)).isEqualTo(new Outcome.Succeeded());
    }

    @Test
    void passesTheServicesRefusalOn() {
        seen("full-load", "running", "");
        service.faultOn("StopReplicationTask", "InvalidResourceStateFault");

        assertThatThrownBy(() -> task.stop(MINUTE)).isInstanceOf(InvalidResourceStateException.class);
    }

    private void seen(String type, String status, String stopReason) {
        service.on("DescribeReplicationTasks", task(type, status, stopReason, ""));
    }

    private void tables(String table, String state) {
        service.on("DescribeTableStatistics", page(table, state, ""));
    }

    private static String task(String type, String status, String stopReason, String more) {
        return """
                {"ReplicationTasks": [{
                  "ReplicationTaskIdentifier": "bank-core",
                  "ReplicationTaskArn": "arn:aws:dms:eu-central-1:000000000000:task:ABC",
                  %s
                  "MigrationType": "%s", "Status": "%s", "StopReason": "%s"}]}
                """.formatted(more, type, status, stopReason);
    }

    private static String page(String table, String state, String marker) {
        return """
                {%s "TableStatistics": [{"SchemaName": "bank", "TableName": "%s", "TableState": "%s"}]}
                """.formatted(marker, table, state);
    }
}
