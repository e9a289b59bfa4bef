package io.dmskit;

import static io.dmskit.Sql.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.apply.ApplyException;
import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.endpoint.EndpointSettings;
import io.dmskit.endpoint.Engine;
import io.dmskit.endpoint.PostgreSQLSettings;
import io.dmskit.local.DmskitLocal;
import io.dmskit.local.database.PostgresServer;
import io.dmskit.mapping.TableMappings;
import io.dmskit.migration.Capacity;
import io.dmskit.migration.CutoverPolicy;
import io.dmskit.migration.Migration;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.TaskSettings;
import io.dmskit.task.Outcome;
import io.dmskit.task.Poller;
import io.dmskit.task.ReplicationHandle;
import io.dmskit.task.TableState;
import io.dmskit.task.TaskFailedException;
import io.dmskit.task.TaskStatus;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;

class DmsIT {
    private static final EndpointSettings SETTINGS = EndpointSettings.NONE
            .with(PostgreSQLSettings.HEARTBEAT_ENABLE, true)
            .with(PostgreSQLSettings.HEARTBEAT_FREQUENCY, 3);

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String MAPPINGS = """
            {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "1", "rule-action": "include",
              "object-locator": {"schema-name": "%s", "table-name": "%%"}}]}""";

    private static PostgresServer source;
    private static PostgresServer target;

    private final CallLog calls = new CallLog();
    private DmskitLocal local;
    private DatabaseMigrationClient client;
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
    void start() {
        local = DmskitLocal.start();
        client = LocalAws.client(
                local,
                DatabaseMigrationClient.builder()
                        .overrideConfiguration(configuration -> configuration.addExecutionInterceptor(calls)));
        dms = Dms.over(client, Poller.every(Duration.ofMillis(20)));
        LocalAws.publishSecret(local, "bank/legacy", source);
        LocalAws.publishSecret(local, "bank/modern", target);
    }

    @AfterEach
    void stop() {
        client.close();
        local.close();
    }

    @Test
    void appliesAMigrationOnceHoweverOftenItIsApplied() {
        List<String> steps = new ArrayList<>();

        ReplicationHandle first = dms.apply(migration("bank-core"), LIMIT);
        List<String> created = calls.creations();
        ReplicationHandle second = dms.apply(migration("bank-core"), LIMIT, step -> steps.add(step.describe()));

        assertThat(created)
                .containsExactly(
                        "CreateReplicationInstance", "CreateEndpoint", "CreateEndpoint", "CreateReplicationTask");
        assertThat(calls.creations()).isEqualTo(created);
        assertThat(second.arn()).isEqualTo(first.arn());
        assertThat(second.describe().status()).isEqualTo(TaskStatus.READY);
        assertThat(steps)
                .contains(
                        "reusing replication instance bank-core",
                        "reusing endpoint bank-core-source",
                        "reusing endpoint bank-core-target",
                        "reusing replication task bank-core");
    }

    @Test
    void aConnectionThatFailsIsNamedAndLeavesNothing() {
        Migration migration = migration("bank-core", "bank/forgotten", "bank", TaskSettings.DEFAULTS);

        assertThatThrownBy(() -> dms.apply(migration, LIMIT))
                .isInstanceOfSatisfying(
                        ApplyException.class, e -> assertThat(e.identifier()).isEqualTo("bank-core-target"))
                .hasMessageStartingWith("endpoint bank-core-target cannot be connected to: ")
                .hasMessageContaining("bank/forgotten")
                .hasNoSuppressedExceptions();
        assertThatNothingIsLeft();
    }

    @Test
    void aTableMappingThatTheServiceRefusesLeavesNothing() {
        Migration good = migration("bank-core");
        Migration bad = new Migration(
                good.name(),
                good.type(),
                good.source(),
                good.target(),
                new TableMappings(List.of()),
                good.taskSettings(),
                good.capacity(),
                good.cutover(),
                good.rehearsal());

        assertThatThrownBy(() -> dms.apply(bad, LIMIT)).hasMessageContaining("Invalid Table Mappings document");
        assertThatNothingIsLeft();
    }

    @Test
    void deletesAllOfAMigrationAndNothingOfAnother() {
        dms.apply(migration("bank-core"), LIMIT);
        dms.apply(migration("bank-cards"), LIMIT);

        dms.delete(migration("bank-core"), LIMIT);
        dms.delete(migration("bank-core"), LIMIT);

        assertThat(dms.task(migration("bank-core"))).isEmpty();
        assertThat(dms.task(migration("bank-cards"))).isPresent();
        dms.delete(migration("bank-cards"), LIMIT);
        assertThatNothingIsLeft();
    }

    @Test
    void runsATaskThroughItsLifeAndDeletesItWhileItRuns() throws SQLException {
        run(
                source,
                "CREATE SCHEMA bank; CREATE TABLE bank.accounts (id bigint PRIMARY KEY, balance numeric(12,2));"
                        + " INSERT INTO bank.accounts SELECT i, i FROM generate_series(1, 1000) i");
        ReplicationHandle task = dms.apply(migration("bank-core"), LIMIT);

        task.start();
        assertThat(task.awaitRunning(LIMIT).status()).isEqualTo(TaskStatus.RUNNING);
        assertThat(task.awaitFullLoad(LIMIT))
                .extracting(TableState::fullLoadRows)
                .containsExactly(1000L);
        assertThatThrownBy(task::resume)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("it is running");
        assertThat(task.stop(LIMIT)).isInstanceOf(Outcome.StoppedByRequest.class);

        task.resume();
        task.awaitRunning(LIMIT);
        dms.delete(migration("bank-core"), LIMIT);

        assertThatNothingIsLeft();
    }

    @Test
    void tellsWhyATaskFailed() {
        ReplicationHandle task =
                dms.apply(migration("bank-core", "bank/modern", "no_such_schema", TaskSettings.DEFAULTS), LIMIT);

        task.start();

        assertThatThrownBy(() -> task.awaitFullLoad(LIMIT))
                .isInstanceOfSatisfying(TaskFailedException.class, e -> {
                    assertThat(e.status()).isEqualTo(TaskStatus.FAILED);
                    assertThat(e.lastFailureMessage()).isPresent();
                })
                .hasMessageContaining("task bank-core did not get to a complete full load: status failed");
    }

    private void assertThatNothingIsLeft() {
        assertThat(client.describeReplicationTasks().replicationTasks()).isEmpty();
        assertThat(client.describeEndpoints().endpoints()).isEmpty();
        assertThat(client.describeReplicationInstances().replicationInstances()).isEmpty();
    }

    private static Migration migration(String name) {
        return migration(name, "bank/modern", "bank", TaskSettings.DEFAULTS);
    }

    private static Migration migration(String name, String targetSecret, String schema, TaskSettings settings) {
        return new Migration(
                name,
                MigrationType.FULL_LOAD_AND_CDC,
                EndpointDefinition.database(Engine.POSTGRES, "BANKPROD", "bank/legacy")
                        .with(SETTINGS)
                        .withExtraConnectionAttribute("logLevel", "debug"),
                new EndpointDefinition(Engine.POSTGRES, "modernbank", targetSecret, Optional.empty()),
                TableMappings.parse("table-mappings.json", MAPPINGS.formatted(schema)),
                settings,
                new Capacity.Provisioned("dms.r6i.large", 100, false),
                new CutoverPolicy(Duration.ofSeconds(5), Duration.ofMinutes(10), Set.of()),
                Optional.empty());
    }

    /** Remembers the names of the operations that were called. */
    private static final class CallLog implements ExecutionInterceptor {
        private final List<String> operations = new CopyOnWriteArrayList<>();

        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            operations.add(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
        }

        List<String> creations() {
            return operations.stream()
                    .filter(operation -> operation.startsWith("Create"))
                    .toList();
        }
    }
}
