package io.dmskit.apply;

import static io.dmskit.Sql.run;
import static io.dmskit.apply.ApplyRig.LIMIT;
import static io.dmskit.apply.ApplyRig.POLLER;
import static io.dmskit.apply.ApplyRig.migration;
import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.Dms;
import io.dmskit.LocalAws;
import io.dmskit.migration.Migration;
import io.dmskit.settings.FullLoadSettings;
import io.dmskit.settings.TaskSettings;
import io.dmskit.task.Poller;
import io.dmskit.task.ReplicationHandle;
import io.dmskit.task.TaskStatus;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;

/** dmskit-local is killed between any two calls of an apply; a second apply finishes what the first began. */
class KilledEndpointIT {
    /** Looks seldom, so that there are not many calls that are alike to be killed between. */
    private static final Poller SLOW = Poller.every(Duration.ofMillis(200));

    private static ApplyRig rig;

    private final Path folder;
    private final Deque<EndpointProcess> started = new ArrayDeque<>();

    KilledEndpointIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeAll
    static void start() throws SQLException {
        rig = new ApplyRig();
        run(
                rig.source,
                "CREATE SCHEMA bank; CREATE TABLE bank.accounts (id serial PRIMARY KEY, balance bigint);"
                        + " INSERT INTO bank.accounts (balance) SELECT i FROM generate_series(1, 1000) i");
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @AfterEach
    void killTheLast() {
        started.forEach(EndpointProcess::close);
    }

    @Test
    void aCreationIsFinishedByTheNextApply() throws IOException {
        int calls = 0;
        EndpointProcess endpoint = startEndpoint();
        publishSecrets(endpoint.endpoint());
        for (boolean killed = true; killed; calls++) {
            Migration migration = migration("bank-" + calls, "accounts");

            killed = applyUntil(calls, migration, endpoint);

            endpoint = goesOn(endpoint, killed);
            try (DatabaseMigrationClient client = client(endpoint.endpoint())) {
                Dms dms = Dms.over(client, POLLER);
                dms.apply(migration, LIMIT);
                assertThat(dms.plan(migration).isEmpty())
                        .as("after %d calls", calls)
                        .isTrue();
                assertThat(client.describeReplicationInstances().replicationInstances())
                        .hasSize(1);
                assertThat(client.describeEndpoints().endpoints()).hasSize(2);
                assertThat(client.describeReplicationTasks().replicationTasks()).hasSize(1);
                dms.delete(migration, LIMIT);
            }
        }
        System.out.println("dmskit-local killed between any two of " + calls + " calls of an apply");
        assertThat(calls).isGreaterThan(8);
    }

    @Test
    void aChangeOfARunningTaskIsFinishedByTheNextApplyAndNoRowIsLost() throws IOException {
        Migration one = migration("bank-core", "accounts");
        Migration other = rig.change(one).settings(TaskSettings.DEFAULTS.with(FullLoadSettings.COMMIT_RATE, 20_000));
        EndpointProcess endpoint = startEndpoint();
        publishSecrets(endpoint.endpoint());
        load(one, endpoint);

        int calls = 0;
        try (Teller teller = new Teller(rig.source, "accounts")) {
            for (boolean killed = true; killed; calls++) {
                Migration next = calls % 2 == 0 ? other : one;

                killed = applyUntil(calls, next, endpoint);

                endpoint = goesOn(endpoint, killed);
                try (DatabaseMigrationClient client = client(endpoint.endpoint())) {
                    Dms dms = Dms.over(client, POLLER);
                    ReplicationHandle task = dms.apply(next, LIMIT);
                    assertThat(task.awaitRunning(LIMIT).status())
                            .as("after %d calls", calls)
                            .isEqualTo(TaskStatus.RUNNING);
                    assertThat(dms.plan(next).isEmpty())
                            .as("after %d calls", calls)
                            .isTrue();
                }
            }
            assertThat(teller.transactions()).isPositive();
        }

        rig.assertThatBothSidesAgree("accounts");
        try (DatabaseMigrationClient client = client(endpoint.endpoint())) {
            Dms.over(client, POLLER).delete(one, LIMIT);
        }
        System.out.println("dmskit-local killed between any two of " + calls + " calls of an apply");
        assertThat(calls).isGreaterThan(8);
    }

    private static void load(Migration migration, EndpointProcess endpoint) {
        try (DatabaseMigrationClient client = client(endpoint.endpoint())) {
            ReplicationHandle task = Dms.over(client, POLLER).apply(migration, LIMIT);
            task.start();
            task.awaitFullLoad(LIMIT);
        }
    }

    /** Applies to an endpoint that is killed after so many calls; returns whether it came to that. */
    private static boolean applyUntil(int calls, Migration migration, EndpointProcess endpoint) {
        Killer killer = new Killer(endpoint, calls);
        try (DatabaseMigrationClient client = client(endpoint.endpoint(), killer)) {
            Dms.over(client, SLOW).apply(migration, LIMIT);
        } catch (RuntimeException e) {
            assertThat(killer.killed()).as(() -> e + "\n" + endpoint.errors()).isTrue();
        }
        return killer.killed();
    }

    private EndpointProcess startEndpoint() throws IOException {
        EndpointProcess endpoint = EndpointProcess.start(folder);
        started.push(endpoint);
        return endpoint;
    }

    private EndpointProcess goesOn(EndpointProcess endpoint, boolean killed) throws IOException {
        return killed ? startEndpoint() : endpoint;
    }

    private static void publishSecrets(URI endpoint) {
        LocalAws.publishSecret(endpoint, "bank/legacy", rig.source);
        LocalAws.publishSecret(endpoint, "bank/modern", rig.target);
    }

    /** Gives up at once when the endpoint is gone: it will not come back in this life. */
    private static DatabaseMigrationClient client(URI endpoint, ExecutionInterceptor... interceptors) {
        return LocalAws.client(endpoint, DatabaseMigrationClient.builder().overrideConfiguration(configuration -> {
            configuration.retryStrategy(DefaultRetryStrategy.doNotRetry());
            for (ExecutionInterceptor interceptor : interceptors) {
                configuration.addExecutionInterceptor(interceptor);
            }
        }));
    }

    /** Kills the endpoint when this many calls have been answered. */
    private static final class Killer implements ExecutionInterceptor {
        private final EndpointProcess endpoint;
        private final int calls;
        private final AtomicInteger begun = new AtomicInteger();

        Killer(EndpointProcess endpoint, int calls) {
            this.endpoint = endpoint;
            this.calls = calls;
        }

        boolean killed() {
            return begun.get() > calls;
        }

        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (begun.getAndIncrement() == calls) {
                endpoint.kill();
            }
        }
    }
}
