package io.dmskit.task;

import static io.dmskit.Sql.lines;
import static io.dmskit.Sql.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.Dms;
import io.dmskit.LocalAws;
import io.dmskit.Sql;
import io.dmskit.catalog.TableName;
import io.dmskit.checkpoint.CheckpointEntry;
import io.dmskit.checkpoint.CheckpointJournal;
import io.dmskit.checkpoint.SourcePosition;
import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.endpoint.Engine;
import io.dmskit.local.DmskitLocal;
import io.dmskit.local.database.PostgresServer;
import io.dmskit.mapping.TableMappings;
import io.dmskit.migration.Alarms;
import io.dmskit.migration.Capacity;
import io.dmskit.migration.Cdc;
import io.dmskit.migration.CutoverPolicy;
import io.dmskit.migration.Migration;
import io.dmskit.position.CdcStopPosition;
import io.dmskit.position.CdcStopPosition.Clock;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.TaskSettings;
import io.dmskit.task.TableState.LoadState;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.Filter;

/** Each outcome, produced for real by a task that moves rows, and told apart. */
class OutcomesIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String MAPPINGS = """
            {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "1", "rule-action": "include",
              "object-locator": {"schema-name": "%s", "table-name": "%%"}}]}""";

    private static PostgresServer source;
    private static PostgresServer target;
    private static DmskitLocal local;
    private static DatabaseMigrationClient client;
    private static Dms dms;

    private final List<Migration> applied = new ArrayList<>();

    @BeforeAll
    static void start() {
        source = PostgresServer.start("old");
        target = PostgresServer.start("new");
        local = DmskitLocal.start();
        client = LocalAws.client(local, DatabaseMigrationClient.builder());
        dms = Dms.over(client, Poller.every(Duration.ofMillis(20)));
        LocalAws.publishSecret(local, "old", source);
        LocalAws.publishSecret(local, "new", target);
    }

    @AfterAll
    static void stop() {
        client.close();
        local.close();
        source.close();
        target.close();
    }

    @AfterEach
    void delete() {
        applied.forEach(migration -> dms.delete(migration, LIMIT));
    }

    @Test
    void aLoadOfEveryTableSucceeds() throws SQLException {
        accounts("success");
        ReplicationHandle task = apply("success", MigrationType.FULL_LOAD, "{}");

        task.start();
        Outcome outcome = task.awaitStopped(LIMIT);

        assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
        assertThat(outcome.succeeded()).isTrue();
        assertThat(outcome.toJson())
                .contains("\"outcome\": \"succeeded\"", "\"status\": \"stopped\"", "\"fullLoadRows\": 3");
        assertThat(rows(target, "success")).isEqualTo(rows(source, "success")).hasSize(3);
    }

    @Test
    void aTableThatCannotBeLoadedIsLeftBehindAndNamed() throws SQLException {
        accounts("suspended");
        run(source, "CREATE TABLE suspended.cards AS SELECT * FROM suspended.accounts");
        run(target, "CREATE SCHEMA suspended; CREATE TABLE suspended.cards (id int CHECK (id < 3), n int)");
        ReplicationHandle task = apply(
                "suspended",
                MigrationType.FULL_LOAD,
                "{\"FullLoadSettings\": {\"TargetTablePrepMode\": \"DO_NOTHING\"}}");

        task.start();
        Outcome outcome = task.awaitStopped(LIMIT);

        assertThat(outcome).isInstanceOf(Outcome.SucceededWithSuspendedTables.class);
        assertThat(outcome.suspendedTables())
                .extracting(TableState::table)
                .containsExactly(new TableName("suspended", "cards"));
        assertThat(outcome.succeeded()).isFalse();
        assertThat(rows(target, "suspended")).isEqualTo(rows(source, "suspended"));
    }

    @Test
    void aStopByRequestCanGoOnAndKeepsItsPositions(@TempDir Path folder) throws SQLException {
        accounts("requested");
        CheckpointJournal journal = CheckpointJournal.inFile(folder.resolve("journal.jsonl"));
        ReplicationHandle task =
                apply("requested", MigrationType.FULL_LOAD_AND_CDC, "{}").keepingCheckpointsIn(journal);

        SourcePosition captured;
        try (Connection connection = source.connect()) {
            captured = SourcePosition.capture(Engine.POSTGRES, connection);
        }
        task.start(Start.next().knowing(captured));
        task.awaitTables(LoadState.COMPLETED, LIMIT);
        assertThat(task.stop(LIMIT)).isInstanceOf(Outcome.StoppedByRequest.class);

        run(source, "INSERT INTO requested.accounts VALUES (4, 4)");
        task.resume();
        task.await(
                "an applied insert",
                seen -> task.tables().anyMatch(table -> table.applied().inserts() == 1),
                LIMIT);
        assertThat(task.stop(LIMIT).succeeded()).isTrue();
        assertThat(rows(target, "requested"))
                .isEqualTo(rows(source, "requested"))
                .hasSize(4);
        assertThat(journal.entries("requested"))
                .extracting(CheckpointEntry::kind)
                .contains(CheckpointEntry.Kind.BEFORE_START, CheckpointEntry.Kind.RECOVERY_CHECKPOINT);
        assertThat(journal.latest("requested", Instant.now()))
                .hasValueSatisfying(last -> assertThat(last.position().toString())
                        .isEqualTo(task.describe().recoveryCheckpoint().orElseThrow()));
    }

    @Test
    void aTaskStopsAfterItsLoadOrAfterItsCachedChangesAsItsSettingsSay() throws SQLException {
        accounts("loaded");
        accounts("cached");
        ReplicationHandle loaded = apply(
                "loaded",
                MigrationType.FULL_LOAD_AND_CDC,
                "{\"FullLoadSettings\": {\"StopTaskCachedChangesNotApplied\": true}}");
        ReplicationHandle cached = apply(
                "cached",
                MigrationType.FULL_LOAD_AND_CDC,
                "{\"FullLoadSettings\": {\"StopTaskCachedChangesApplied\": true}}");

        loaded.start();
        cached.start();

        assertThat(loaded.awaitStopped(LIMIT)).isInstanceOf(Outcome.StoppedAfterFullLoad.class);
        assertThat(cached.awaitCachedChanges(LIMIT)).hasSize(1);
        assertThat(cached.awaitStopped(LIMIT)).isInstanceOf(Outcome.StoppedAfterCachedChanges.class);
        assertThat(rows(target, "loaded")).isEqualTo(rows(source, "loaded"));
        assertThat(rows(target, "cached")).isEqualTo(rows(source, "cached"));
    }

    @Test
    void aTaskStopsAtACommitTimeAndLeavesWhatCameLater() throws SQLException {
        accounts("committed");
        ReplicationHandle task = apply("committed", MigrationType.CDC, "{}");
        task.start();
        task.awaitRunning(LIMIT);
        run(source, "INSERT INTO committed.accounts VALUES (4, 4)");
        task.await(
                "an applied insert",
                seen -> task.tables().anyMatch(table -> table.applied().inserts() == 1),
                LIMIT);
        task.stop(LIMIT);
        run(source, "INSERT INTO committed.accounts VALUES (5, 5)");
        // To the second, and so before or after a commit, whatever the machine does meanwhile.
        CdcStopPosition stop =
                new CdcStopPosition(Clock.COMMIT_TIME, Instant.now().plusSeconds(1));
        run(source, "SELECT pg_sleep_until('" + stop.time() + "'::timestamptz + interval '1 second')");
        run(source, "INSERT INTO committed.accounts VALUES (6, 6)");

        task.start(Start.of(StartType.RESUME_PROCESSING).until(stop));
        Outcome outcome = task.awaitStopped(LIMIT);

        assertThat(outcome).isInstanceOf(Outcome.StoppedAtPosition.class);
        assertThat(outcome.run().stopReason().code()).isEqualTo(StopReason.STOPPED_AT_COMMIT_TIME);
        assertThat(rows(target, "committed")).containsExactly("4|4", "5|5");
    }

    @Test
    void aTaskStopsAtTheServerTimeOfItsMigration() throws SQLException {
        accounts("timed");
        CdcStopPosition stop =
                new CdcStopPosition(Clock.SERVER_TIME, Instant.now().plusSeconds(4));
        ReplicationHandle task = apply("timed", MigrationType.CDC, "{}", new Cdc(Optional.empty(), Optional.of(stop)));

        task.start();
        Outcome outcome = task.awaitStopped(LIMIT);

        assertThat(outcome).isInstanceOf(Outcome.StoppedAtPosition.class);
        assertThat(outcome.describe()).isEqualTo("stopped as planned (STOPPED_AT_SERVER_TIME)");
        assertThat(Instant.now()).isAfterOrEqualTo(stop.time());
    }

    @Test
    void anErrorThatStaysIsFatal() {
        ReplicationHandle task = apply("no_such_schema", MigrationType.FULL_LOAD, "{}");

        task.start();
        Outcome outcome = task.awaitStopped(LIMIT);

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.recoverable())
                .isFalse());
        assertThat(outcome.run().lastFailureMessage()).isPresent();
    }

    @Test
    void aLostConnectionIsRecoverableAndAResumeLosesNoRow() throws SQLException {
        accounts("cut");
        ReplicationHandle task =
                apply("cut", MigrationType.FULL_LOAD_AND_CDC, "{\"ErrorBehavior\": {\"RecoverableErrorCount\": 0}}");

        task.start();
        task.awaitFullLoad(LIMIT);
        task.awaitRunning(LIMIT);
        cutTheChangeStream();
        Outcome outcome = task.awaitStopped(LIMIT);
        run(source, "INSERT INTO cut.accounts VALUES (4, 4)");
        task.resume();
        task.await(
                "an applied insert",
                seen -> task.tables().anyMatch(table -> table.applied().inserts() == 1),
                LIMIT);

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.recoverable())
                .isTrue());
        assertThat(rows(target, "cut")).isEqualTo(rows(source, "cut")).hasSize(4);
    }

    @Test
    void aCdcTaskStartsAtAPositionOnceMore() throws SQLException {
        accounts("replayed");
        ReplicationHandle task = apply("replayed", MigrationType.CDC, "{}");
        task.start();
        task.awaitRunning(LIMIT);
        assertThat(task.stop(LIMIT)).isInstanceOf(Outcome.StoppedByRequest.class);

        run(source, "INSERT INTO replayed.accounts VALUES (4, 4)");
        SourcePosition captured;
        try (Connection connection = source.connect()) {
            captured = SourcePosition.capture(Engine.POSTGRES, connection);
        }
        run(source, "INSERT INTO replayed.accounts VALUES (5, 5)");
        Started started = task.start(Start.from(captured.position()));
        task.await(
                "an applied insert",
                seen -> task.tables().anyMatch(table -> table.applied().inserts() == 1),
                LIMIT);

        assertThat(started.warnings()).extracting(Remark::code).containsExactly("L16");
        assertThat(task.stop(LIMIT).succeeded()).isTrue();
        assertThat(rows(target, "replayed")).containsExactly("5|5");
    }

    @Test
    void aMovedTaskGoesOnOnItsNewInstance() throws SQLException {
        accounts("moved");
        ReplicationHandle task = apply("moved", MigrationType.FULL_LOAD_AND_CDC, "{}");
        task.start();
        task.awaitFullLoad(LIMIT);
        task.stop(LIMIT);
        String instance = client.createReplicationInstance(request ->
                        request.replicationInstanceIdentifier("other").replicationInstanceClass("dms.r6i.large"))
                .replicationInstance()
                .replicationInstanceArn();
        client.waiter()
                .waitUntilReplicationInstanceAvailable(
                        request -> request.filters(Filter.builder()
                                .name("replication-instance-arn")
                                .values(instance)
                                .build()),
                        waiting -> waiting.backoffStrategyV2(
                                BackoffStrategy.fixedDelayWithoutJitter(Duration.ofMillis(50))));

        assertThat(task.move(instance, LIMIT).replicationInstanceArn()).isEqualTo(instance);
        assertThatThrownBy(() -> task.move(instance, LIMIT)).hasMessageContaining("it is on " + instance + " already");
        task.resume();
        run(source, "INSERT INTO moved.accounts VALUES (4, 4)");
        task.await(
                "an applied insert",
                seen -> task.tables().anyMatch(table -> table.applied().inserts() == 1),
                LIMIT);

        assertThat(rows(target, "moved")).isEqualTo(rows(source, "moved")).hasSize(4);
        task.stop(LIMIT);
    }

    private ReplicationHandle apply(String schema, MigrationType type, String settings) {
        return apply(schema, type, settings, Cdc.NONE);
    }

    private ReplicationHandle apply(String schema, MigrationType type, String settings, Cdc cdc) {
        Migration migration = new Migration(
                schema.replace('_', '-'),
                type,
                EndpointDefinition.database(Engine.POSTGRES, "old", "old"),
                new EndpointDefinition(Engine.POSTGRES, "new", "new", Optional.empty()),
                TableMappings.parse("table-mappings.json", MAPPINGS.formatted(schema)),
                TaskSettings.parse("task-settings.json", settings),
                cdc,
                Capacity.DEFAULT,
                Alarms.NONE,
                CutoverPolicy.DEFAULT,
                Optional.empty());
        applied.add(migration);
        return dms.apply(migration, LIMIT);
    }

    /** The stream opens some time after the load. */
    private static void cutTheChangeStream() {
        Poller.every(Duration.ofMillis(50))
                .until(
                        "a change stream to cut",
                        () -> Sql.ask(
                                        source,
                                        "SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE active")
                                .filter(cut -> !cut.isEmpty()),
                        LIMIT);
    }

    private static void accounts(String schema) throws SQLException {
        run(
                source,
                "CREATE SCHEMA %1$s; CREATE TABLE %1$s.accounts (id int PRIMARY KEY, n int); INSERT INTO %1$s.accounts VALUES"
                                .formatted(schema)
                        + " (1, 1), (2, 2), (3, 3)");
    }

    private static List<String> rows(PostgresServer server, String schema) throws SQLException {
        return lines(server, "SELECT id || '|' || n FROM " + schema + ".accounts ORDER BY id");
    }
}
