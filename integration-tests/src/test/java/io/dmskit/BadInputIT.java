package io.dmskit;

import static io.dmskit.Sql.lines;
import static io.dmskit.Sql.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.apply.ApplyException;
import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.endpoint.Engine;
import io.dmskit.local.DmskitLocal;
import io.dmskit.local.database.PostgresServer;
import io.dmskit.local.engine.DatabaseAddress;
import io.dmskit.mapping.TableMappings;
import io.dmskit.migration.Capacity;
import io.dmskit.migration.CutoverPolicy;
import io.dmskit.migration.Migration;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.TaskSettings;
import io.dmskit.task.ReplicationHandle;
import io.dmskit.task.TaskFailedException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;

/** What cannot be migrated is named, and leaves the service and both databases as they were. */
class BadInputIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Migration MIGRATION = new Migration(
            "bank-core",
            MigrationType.FULL_LOAD_AND_CDC,
            new EndpointDefinition(Engine.POSTGRES, "BANKPROD", "bank/legacy", Optional.empty()),
            new EndpointDefinition(Engine.POSTGRES, "modernbank", "bank/modern", Optional.empty()),
            TableMappings.parse("table-mappings.json", """
                    {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "1", "rule-action": "include",
                      "object-locator": {"schema-name": "bank", "table-name": "%"}}]}"""),
            TaskSettings.DEFAULTS,
            Capacity.DEFAULT,
            CutoverPolicy.DEFAULT,
            Optional.empty());

    private static final String TABLES = """
            SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
            ORDER BY 1""";

    /** Where nobody has ever listened. */
    private static final DatabaseAddress NOBODY =
            new DatabaseAddress(Engine.POSTGRES, "127.0.0.1", 1, "modernbank", "dmskit", "never-to-be-told");

    private static PostgresServer source;
    private static PostgresServer target;

    private DmskitLocal local;
    private Dms dms;

    @BeforeAll
    static void startDatabases() {
        source = PostgresServer.start("BANKPROD");
        target = PostgresServer.start("modernbank");
    }

    @AfterAll
    static void stopDatabases() {
        source.close();
        target.close();
    }

    @BeforeEach
    void start() throws SQLException {
        fill(source);
        run(target, "DROP SCHEMA IF EXISTS bank CASCADE; DROP SCHEMA public CASCADE; CREATE SCHEMA public");
        local = DmskitLocal.start();
        dms = Dms.at(local.endpoint(), Region.of(local.region()));
    }

    @AfterEach
    void stop() {
        dms.close();
        local.close();
    }

    @Test
    void aTargetThatRefusesConnectionsIsNamedAndLeavesNothing() throws SQLException {
        LocalAws.publishSecret(local, "bank/legacy", source);
        LocalAws.publishSecret(local.endpoint(), "bank/modern", NOBODY);

        assertThatThrownBy(() -> dms.apply(MIGRATION, LIMIT))
                .isInstanceOfSatisfying(
                        ApplyException.class, e -> assertThat(e.identifier()).isEqualTo("bank-core-target"))
                .hasMessageStartingWith("endpoint bank-core-target cannot be connected to: ")
                .hasMessageContaining(NOBODY.host() + ":" + NOBODY.port() + " refused")
                .hasMessageNotContaining(NOBODY.password())
                .hasNoSuppressedExceptions();
        assertThatTheServiceIsEmpty();
        assertThatNothingIsKeptOn(source);
    }

    @Test
    void aSourceThatCannotGiveItsChangesFailsTheTaskBeforeAnythingIsMade() throws SQLException {
        try (PostgresServer silent =
                PostgresServer.with("BANKPROD").setting("wal_level", "replica").start()) {
            fill(silent);
            publish(silent, target);

            assertThatTheTaskFailsWith("BANKPROD", "has wal_level = replica", "'logical' and restart");

            assertThatNothingIsKeptOn(silent);
            assertThat(lines(target, TABLES)).isEmpty();
            dms.delete(MIGRATION, LIMIT);
            assertThatTheServiceIsEmpty();
        }
    }

    @Test
    void aTableWithoutAKeyFailsTheTaskBeforeAnythingIsMade() throws SQLException {
        run(source, "CREATE TABLE bank.log (line text)");
        publish(source, target);

        assertThatTheTaskFailsWith("source table bank.log has no primary key", "REPLICA IDENTITY FULL");

        assertThatNothingIsKeptOn(source);
        assertThat(lines(target, TABLES)).isEmpty();
        dms.delete(MIGRATION, LIMIT);
        assertThatTheServiceIsEmpty();
    }

    @Test
    void aTargetTableThatHoldsTheSameKeysIsNamedAndKeepsItsRows() throws SQLException {
        run(
                target,
                "CREATE SCHEMA bank; CREATE TABLE bank.accounts (id bigint PRIMARY KEY, balance numeric(12,2));"
                        + " INSERT INTO bank.accounts VALUES (7, -1)");
        publish(source, target);
        ReplicationHandle task = dms.apply(MIGRATION, LIMIT);

        task.start();

        assertThatThrownBy(() -> task.awaitFullLoad(LIMIT))
                .isInstanceOfSatisfying(TaskFailedException.class, e -> assertThat(e.tablesInError())
                        .extracting(table -> table.table().toString())
                        .containsExactly("bank.accounts"))
                .hasMessageContaining("tables in error: bank.accounts");
        dms.delete(MIGRATION, LIMIT);
        assertThat(lines(target, "SELECT id || ' ' || balance FROM bank.accounts"))
                .containsExactly("7 -1.00");
        assertThatTheServiceIsEmpty();
        assertThatNothingIsKeptOn(source);
    }

    private void assertThatTheTaskFailsWith(String... words) {
        ReplicationHandle task = dms.apply(MIGRATION, LIMIT);
        task.start();
        assertThatThrownBy(() -> task.awaitFullLoad(LIMIT))
                .isInstanceOf(TaskFailedException.class)
                .hasMessageStartingWith("task bank-core did not get to a complete full load: status failed")
                .hasMessageContainingAll(words)
                .hasMessageNotContaining(source.password());
    }

    private void assertThatTheServiceIsEmpty() {
        DatabaseMigrationClient client = dms.client();
        assertThat(client.describeReplicationTasks().replicationTasks()).isEmpty();
        assertThat(client.describeEndpoints().endpoints()).isEmpty();
        assertThat(client.describeReplicationInstances().replicationInstances()).isEmpty();
    }

    private static void assertThatNothingIsKeptOn(PostgresServer server) throws SQLException {
        assertThat(lines(server, "SELECT slot_name FROM pg_replication_slots")).isEmpty();
        assertThat(lines(server, "SELECT pubname FROM pg_publication")).isEmpty();
    }

    private void publish(PostgresServer from, PostgresServer to) {
        LocalAws.publishSecret(local, "bank/legacy", from);
        LocalAws.publishSecret(local, "bank/modern", to);
    }

    private static void fill(PostgresServer server) throws SQLException {
        run(server, """
                DROP SCHEMA IF EXISTS bank CASCADE;
                CREATE SCHEMA bank;
                CREATE TABLE bank.accounts (id bigint PRIMARY KEY, balance numeric(12,2));
                INSERT INTO bank.accounts SELECT i, i FROM generate_series(1, 100) i""");
    }
}
