package io.dmskit.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.dmskit.catalog.TableName;
import io.dmskit.checkpoint.CheckpointEntry;
import io.dmskit.checkpoint.CheckpointJournal;
import io.dmskit.checkpoint.SourcePosition;
import io.dmskit.endpoint.Engine;
import io.dmskit.position.CdcStart;
import io.dmskit.position.CdcStopPosition;
import io.dmskit.position.Lsn;
import io.dmskit.task.TableState.LoadState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

        assertThat(task.stop(MINUTE)).isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void passesTheServicesRefusalOn() {
        seen("full-load", "running", "");
        service.faultOn("StopReplicationTask", "InvalidResourceStateFault");

        assertThatThrownBy(() -> task.stop(MINUTE)).isInstanceOf(InvalidResourceStateException.class);
    }

    @Test
    void startsAtAPositionUntilATime() {
        seen("cdc", "ready", "");
        source("postgres", "\"PostgreSQLSettings\": {\"SlotName\": \"bank\"}");

        Started started = task.start(
                Start.from(Lsn.parse("4AF/B00000D0")).until(CdcStopPosition.parse("commit_time:2099-02-09T12:12:12")));

        assertThat(started.warnings()).isEmpty();
        assertThat(service.bodies("StartReplicationTask"))
                .singleElement()
                .asString()
                .contains(
                        "\"start-replication\"",
                        "\"CdcStartPosition\":\"4AF/B00000D0\"",
                        "\"CdcStopPosition\":\"commit_time:2099-02-09T12:12:12\"")
                .doesNotContain("CdcStartTime");
    }

    @Test
    void startsAtATime() {
        seen("cdc", "ready", "");
        source("mysql", "");

        task.start(Start.from(CdcStart.parse("2018-03-08T12:12:12")));

        assertThat(service.bodies("StartReplicationTask"))
                .singleElement()
                .asString()
                .contains("\"CdcStartTime\":1520511132")
                .doesNotContain("CdcStartPosition");
    }

    @Test
    void refusesAStartThatTheEngineDoesNotKnowAndSendsNothing() {
        seen("cdc", "ready", "");
        source("postgres", "");

        assertThatThrownBy(() -> task.start(Start.from(CdcStart.parse("2018-03-08T12:12:12"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "task bank-core cannot be started with start-replication: a source of engine postgres cannot"
                                + " start at a time (2018-03-08T12:12:12): give an LSN of PostgreSQL such as 4AF/B00000D0, or a"
                                + " recovery checkpoint");
        assertThat(service.changes()).isEmpty();
    }

    @Test
    void warnsOfWhatIsLegalAndSeldomMeant() {
        seen("cdc", "stopped", "Stop Reason NORMAL");
        source("postgres", "");

        assertThat(task.check(Start.from(Lsn.parse("4AF/B0"))
                        .until(CdcStopPosition.parse("server_time:2018-02-09T12:12:12"))))
                .extracting(Remark::code)
                .containsExactlyInAnyOrder("L7", "L16");
        assertThat(task.start(StartType.START_REPLICATION).warnings())
                .extracting(Remark::code)
                .containsExactly("L13");
        assertThat(service.changes()).containsExactly("StartReplicationTask");
    }

    @Test
    void warnsOfAReloadThatKeepsTheRowsOfTheTarget() {
        service.on(
                "DescribeReplicationTasks",
                task(
                        "full-load",
                        "stopped",
                        "",
                        settings("{\"FullLoadSettings\": {\"TargetTablePrepMode\": \"DO_NOTHING\"}}")));

        assertThat(task.reload().warnings()).extracting(Remark::code).containsExactly("L14");
    }

    @Test
    void reloadsTablesByTens() {
        seen("full-load-and-cdc", "running", "");
        service.on("DescribeTableStatistics", """
                {"TableStatistics": [%s]}
                """.formatted(IntStream.range(0, 25)
                .mapToObj("{\"SchemaName\": \"bank\", \"TableName\": \"t%d\"}"::formatted)
                .collect(Collectors.joining(","))));

        TableReload reload = task.reload(tables(25), ReloadOption.DATA_RELOAD);

        assertThat(reload.before()).hasSize(25);
        assertThat(service.bodies("ReloadTables"))
                .hasSize(3)
                .allSatisfy(body -> assertThat(body).contains("\"data-reload\""))
                .extracting(body -> body.split("\"TableName\"", -1).length - 1)
                .containsExactly(10, 10, 5);
    }

    @Test
    void refusesAReloadThatCannotBe() {
        service.on("DescribeReplicationTasks", task("cdc", "stopped", "", settings("{}")));
        tables("t0", "Table completed");

        assertThatThrownBy(() -> task.reload(tables(2), ReloadOption.DATA_RELOAD))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll(
                        "it is stopped, and must be running", "a cdc task loads nothing", "no table bank.t1");
        assertThatThrownBy(() -> task.reload(List.of(), ReloadOption.DATA_RELOAD))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> task.reload(
                        List.of(new TableName("bank", "t0"), new TableName("bank", "t0")), ReloadOption.DATA_RELOAD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("named twice: bank.t0; name each table once");
        assertThat(service.changes()).isEmpty();
    }

    @Test
    void revalidatesOnlyWhereValidationIsOn() {
        service.on("DescribeReplicationTasks", task("cdc", "running", "", settings("{}")));
        tables("t0", "Table completed");

        assertThatThrownBy(() -> task.reload(tables(1), ReloadOption.VALIDATE_ONLY))
                .hasMessage(
                        "tables of task bank-core cannot be reloaded: its EnableValidation is false: set it to true in its"
                                + " settings first");
    }

    @Test
    void movesToAnInstanceThatIsNotOlder() {
        service.on("DescribeReplicationTasks", task("cdc", "stopped", "", on("rep:A")))
                .on("DescribeReplicationTasks", task("cdc", "moving", "", on("rep:A")))
                .on("DescribeReplicationTasks", task("cdc", "stopped", "", on("rep:B")))
                .on("DescribeReplicationInstances", "{\"ReplicationInstances\": [{\"EngineVersion\": \"3.5.4\"}]}")
                .on("DescribeReplicationInstances", "{\"ReplicationInstances\": [{\"EngineVersion\": \"3.10.1\"}]}");

        assertThat(task.move("rep:B", MINUTE).replicationInstanceArn()).isEqualTo("rep:B");
    }

    @Test
    void refusesAMoveToTheSameOrAnOlderInstance() {
        service.on("DescribeReplicationTasks", task("cdc", "running", "", on("rep:A")))
                .on("DescribeReplicationInstances", "{\"ReplicationInstances\": [{\"EngineVersion\": \"3.5.4\"}]}")
                .on("DescribeReplicationInstances", "{\"ReplicationInstances\": [{\"EngineVersion\": \"3.5.3\"}]}");

        assertThatThrownBy(() -> task.move("rep:B", MINUTE))
                .hasMessage(
                        "task bank-core cannot be moved: it is running, and must be ready, stopped or failed: stop it first;"
                                + " the replication instance has engine version 3.5.3, older than 3.5.4: upgrade it first");
        assertThatThrownBy(() -> task.move("rep:A", MINUTE)).hasMessageContaining("it is on rep:A already");
        assertThat(service.changes()).isEmpty();
    }

    @Test
    void keepsPositionsInAJournal(@TempDir Path folder) {
        CheckpointJournal journal = CheckpointJournal.inFile(folder.resolve("journal.jsonl"));
        SourcePosition captured =
                new SourcePosition(Engine.POSTGRES, Lsn.parse("4AF/B0"), Instant.parse("2026-01-31T20:00:00Z"));
        seen("cdc", "ready", "");
        service.on(
                "DescribeReplicationTasks",
                task(
                        "cdc",
                        "stopped",
                        "Stop Reason NORMAL",
                        "\"RecoveryCheckpoint\": \"checkpoint:V1#1#000004AF/C0#0\","));
        ReplicationHandle keeping = task.keepingCheckpointsIn(journal);

        keeping.start(Start.next().knowing(captured));
        keeping.awaitStopped(MINUTE);
        keeping.awaitStopped(MINUTE);

        assertThat(journal.entries("bank-core"))
                .extracting(CheckpointEntry::kind, entry -> entry.position().toString())
                .containsExactlyInAnyOrder(
                        tuple(CheckpointEntry.Kind.BEFORE_START, "4AF/B0"),
                        tuple(CheckpointEntry.Kind.RECOVERY_CHECKPOINT, "checkpoint:V1#1#000004AF/C0#0"));
    }

    @Test
    void awaitsTheChangesThatWereCachedDuringTheLoad() {
        seen("full-load-and-cdc", "running", "");
        service.on("DescribeTableStatistics", counts(5, 2))
                .on("DescribeTableStatistics", counts(7, 4))
                .on("DescribeTableStatistics", counts(9, 5));

        assertThat(task.awaitCachedChanges(MINUTE))
                .singleElement()
                .satisfies(table -> assertThat(table.applied().rows()).isEqualTo(5));
    }

    @Test
    void awaitsATableUntilItCanNotComeTrue() {
        seen("full-load-and-cdc", "running", "");
        service.on("DescribeTableStatistics", page("cards", "Before load", ""))
                .on("DescribeTableStatistics", page("cards", "Full load", ""))
                .on("DescribeTableStatistics", page("cards", "Table error", ""));

        assertThat(task.awaitTable(new TableName("bank", "cards"), LoadState.FULL_LOAD, MINUTE)
                        .state())
                .isEqualTo(LoadState.FULL_LOAD);
        assertThatThrownBy(() -> task.awaitTable(new TableName("bank", "cards"), LoadState.COMPLETED, MINUTE))
                .isInstanceOf(TaskFailedException.class)
                .hasMessage(
                        "task bank-core did not get to bank.cards in state Table completed: status running; tables in"
                                + " error: bank.cards (Table error)");
    }

    @Test
    void anUnknownStatusEndsNoWaitByItself() {
        seen("cdc", "a status of tomorrow", "");
        seen("cdc", "running", "");

        assertThat(task.awaitRunning(MINUTE).status()).isEqualTo(TaskStatus.RUNNING);
    }

    private static List<TableName> tables(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new TableName("bank", "t" + number))
                .toList();
    }

    private static String counts(long captured, long applied) {
        return """
                {"TableStatistics": [{"SchemaName": "bank", "TableName": "cards", "TableState": "Table completed",
                  "Inserts": %d, "AppliedInserts": %d}]}
                """.formatted(captured, applied);
    }

    private static String on(String instance) {
        return "\"ReplicationInstanceArn\": \"" + instance + "\",";
    }

    private static String settings(String json) {
        return "\"ReplicationTaskSettings\": \"" + json.replace("\"", "\\\"") + "\",";
    }

    private void source(String engine, String more) {
        service.on(
                "DescribeEndpoints",
                "{\"Endpoints\": [{\"EngineName\": \"" + engine + "\"" + (more.isEmpty() ? "" : ", " + more) + "}]}");
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
