package io.dmskit.task;

import static io.dmskit.Sql.run;
import static io.dmskit.Sql.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.Dms;
import io.dmskit.LocalAws;
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
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.TaskSettings;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;

/** A migration on serverless capacity from plan to deletion, and the ends that a test can only have by asking for a fault. */
class ServerlessMigrationIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Capacity SERVERLESS = new Capacity.Serverless(Optional.of(2), 16, false);
    private static final TableMappings MAPPINGS = TableMappings.parse("table-mappings.json", """
            {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "1", "rule-action": "include",
              "object-locator": {"schema-name": "bank", "table-name": "%"}}]}""");

    private static PostgresServer source;
    private static PostgresServer target;

    private final DmskitLocal local = DmskitLocal.start();
    private final DatabaseMigrationClient client = LocalAws.client(local, DatabaseMigrationClient.builder());
    private final Dms dms = Dms.over(client, Poller.every(Duration.ofMillis(20)));

    @BeforeAll
    static void startServers() {
        source = PostgresServer.start("old");
        target = PostgresServer.start("new");
    }

    @AfterAll
    static void stopServers() {
        source.close();
        target.close();
    }

    @BeforeEach
    void fill() throws SQLException {
        LocalAws.publishSecret(local, "old", source);
        LocalAws.publishSecret(local, "new", target);
        run(target, "DROP SCHEMA IF EXISTS bank CASCADE");
        run(source, "DROP SCHEMA IF EXISTS bank CASCADE; CREATE SCHEMA bank");
        run(source, "CREATE TABLE bank.accounts (id int PRIMARY KEY, n int)");
        run(source, "INSERT INTO bank.accounts SELECT i, i FROM generate_series(1, 1000) i");
    }

    @AfterEach
    void close() {
        client.close();
        local.close();
    }

    @Test
    void movesRowsFromPlanToDeletionAndLeavesNothing() throws SQLException {
        Migration migration = migration(SERVERLESS);
        assertThat(dms.plan(migration).describe())
                .contains("replication config  bank")
                .doesNotContain("instance");

        ReplicationHandle replication = dms.apply(migration, LIMIT);
        assertThat(replication).isInstanceOf(ServerlessReplicationHandle.class);
        assertThat(client.describeReplicationInstances().replicationInstances()).isEmpty();
        replication.start();
        assertThat(replication.awaitFullLoad(LIMIT))
                .extracting(TableState::fullLoadRows)
                .containsExactly(1000L);
        replication.awaitRunning(LIMIT);
        run(source, "INSERT INTO bank.accounts VALUES (2001, 1); DELETE FROM bank.accounts WHERE id <= 10");
        awaitApplied(replication, 10);
        assertThat(replication.stop(LIMIT)).isInstanceOf(Outcome.StoppedByRequest.class);

        run(source, "UPDATE bank.accounts SET n = -n WHERE id > 990");
        replication.resume();
        replication.await(
                "the applied updates",
                seen -> replication.tables().anyMatch(table -> table.applied().updates() == 11),
                LIMIT);
        assertThat(rows(target)).isEqualTo(rows(source)).startsWith("991 ");

        dms.delete(migration, LIMIT);
        assertThat(client.describeReplicationConfigs(list -> {}).replicationConfigs())
                .isEmpty();
        assertThat(client.describeEndpoints().endpoints()).isEmpty();
        assertThat(text(source, "SELECT count(*) FROM pg_replication_slots")).isEqualTo("0");
    }

    @Test
    void tellsAFailureThatMayPassFromOneThatStaysAndResumesAfterBoth() throws Exception {
        Migration migration = migration(SERVERLESS);
        ReplicationHandle replication = dms.apply(migration, LIMIT);
        replication.start();
        replication.awaitFullLoad(LIMIT);
        replication.awaitRunning(LIMIT);

        fail("the network went away", true);
        assertFailed(replication.awaitStopped(LIMIT), true, "the network went away");
        run(source, "DELETE FROM bank.accounts WHERE id <= 10");
        replication.resume();
        awaitApplied(replication, 10);

        fail("the target lost its disk", false);
        assertFailed(replication.awaitStopped(LIMIT), false, "the target lost its disk");
        run(source, "DELETE FROM bank.accounts WHERE id <= 20");
        replication.resume();
        awaitApplied(replication, 20);
        assertThat(rows(target)).isEqualTo(rows(source)).startsWith("980 ");
        dms.delete(migration, LIMIT);
    }

    @Test
    void tellsWhyATaskWhoseInstanceIsFullStoppedAndResumesItWhenThereIsRoom() throws Exception {
        Migration migration = migration(new Capacity.Provisioned("dms.t3.medium", 20, false));
        ReplicationHandle task = dms.apply(migration, LIMIT);
        task.start();
        task.awaitFullLoad(LIMIT);
        task.awaitRunning(LIMIT);

        inject("{\"type\": \"storage-full\", \"instance\": \"bank\"}");
        Outcome full = task.awaitStopped(LIMIT);
        assertThat(full).isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.recoverable())
                .as("goes on by itself, without more room")
                .isFalse());
        assertThat(full.run().stopReason().code()).isEqualTo("STOPPED_DUE_TO_LOW_DISK");

        local.faults().clear();
        run(source, "DELETE FROM bank.accounts WHERE id <= 10");
        task.resume();
        awaitApplied(task, 10);
        assertThat(rows(target)).isEqualTo(rows(source)).startsWith("990 ");
        dms.delete(migration, LIMIT);
    }

    private static void assertFailed(Outcome outcome, boolean recoverable, String message) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.recoverable())
                .isEqualTo(recoverable));
        assertThat(outcome.run().lastFailureMessage()).contains(message);
        assertThat(outcome.succeeded()).isFalse();
    }

    private static void awaitApplied(ReplicationHandle replication, long deletes) {
        replication.await(
                deletes + " applied deletes",
                seen -> replication.tables().anyMatch(table -> table.applied().deletes() == deletes),
                LIMIT);
    }

    private void fail(String message, boolean recoverable) throws Exception {
        inject("{\"type\": \"task-failure\", \"task\": \"bank\", \"message\": \"%s\", \"recoverable\": %s}"
                .formatted(message, recoverable));
    }

    private void inject(String fault) throws Exception {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(local.endpoint().resolve("/_dmskit/faults"))
                        .POST(HttpRequest.BodyPublishers.ofString(fault))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private static Migration migration(Capacity capacity) {
        return new Migration(
                "bank",
                MigrationType.FULL_LOAD_AND_CDC,
                EndpointDefinition.database(Engine.POSTGRES, "old", "old"),
                EndpointDefinition.database(Engine.POSTGRES, "new", "new"),
                MAPPINGS,
                TaskSettings.DEFAULTS,
                Cdc.NONE,
                capacity,
                Alarms.NONE,
                CutoverPolicy.DEFAULT,
                Optional.empty());
    }

    private static String rows(PostgresServer server) throws SQLException {
        return text(
                server,
                "SELECT count(*) || ' ' || md5(string_agg(id || ':' || n, ',' ORDER BY id))" + " FROM bank.accounts");
    }
}
