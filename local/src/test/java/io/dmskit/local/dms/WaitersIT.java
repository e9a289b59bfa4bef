package io.dmskit.local.dms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.waiters.WaiterOverrideConfiguration;
import software.amazon.awssdk.services.databasemigration.model.DescribeReplicationTasksRequest;
import software.amazon.awssdk.services.databasemigration.model.Filter;
import software.amazon.awssdk.services.databasemigration.model.ReplicationEndpointTypeValue;
import software.amazon.awssdk.services.databasemigration.waiters.DatabaseMigrationWaiter;

/** Every waiter of the SDK ends, well and badly, as its definition says. Time passes between its polls. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WaitersIT {
    private static final String TYPE = "full-load-and-cdc";

    /** Of each waiter on tasks: the statuses that end it badly. */
    private static final String FAILURES = """
        ready    starting running stopping stopped failed modifying testing deleting
        running  ready creating stopping stopped failed modifying testing deleting
        stopped  ready creating starting failed modifying testing deleting
        deleted  ready creating stopped running failed
        """;

    private LiveRig rig;

    record Failure(String waiter, String status) {}

    @BeforeAll
    void start() throws SQLException {
        rig = new LiveRig();
    }

    @AfterAll
    void close() throws SQLException {
        rig.close();
    }

    @ParameterizedTest
    @CsvSource({"ready, creating", "running, starting", "stopped, stopping", "deleted, deleting"})
    void endsWellForATaskThatGetsThere(String waiter, String from) throws SQLException {
        String task = rig.taskIn(from, TYPE);

        await(waiter, task);

        assertThat(rig.status(task)).isEqualTo(waiter.equals("deleted") ? LiveRig.GONE : waiter);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void endsBadlyForATaskThatWillNotGetThere(Failure failure) throws SQLException {
        String task = rig.taskIn(failure.status(), TYPE);

        endsBadly(() -> await(failure.waiter(), task));
    }

    static Stream<Failure> failures() {
        return FAILURES.lines()
                .map(line -> line.split("\\s+"))
                .flatMap(words -> Arrays.stream(words).skip(1).map(status -> new Failure(words[0], status)))
                .sorted(Comparator.comparing(Failure::status));
    }

    private void await(String waiter, String task) {
        DescribeReplicationTasksRequest request = DescribeReplicationTasksRequest.builder()
                .filters(LiveRig.by("replication-task-arn", task))
                .build();
        try (DatabaseMigrationWaiter waiters = waiters()) {
            assertThat(
                            switch (waiter) {
                                case "ready" -> waiters.waitUntilReplicationTaskReady(request);
                                case "running" -> waiters.waitUntilReplicationTaskRunning(request);
                                case "stopped" -> waiters.waitUntilReplicationTaskStopped(request);
                                default -> waiters.waitUntilReplicationTaskDeleted(request);
                            })
                    .isNotNull();
        }
    }

    @Test
    void endsForInstances() {
        String arn = rig.dms
                .createReplicationInstance(create ->
                        create.replicationInstanceIdentifier("brief").replicationInstanceClass("dms.t3.medium"))
                .replicationInstance()
                .replicationInstanceArn();
        try (DatabaseMigrationWaiter waiters = waiters()) {
            assertThat(waiters.waitUntilReplicationInstanceAvailable(list -> list.filters(byArn("instance", arn))))
                    .isNotNull();
            endsBadly(() -> waiters.waitUntilReplicationInstanceDeleted(list -> list.filters(byArn("instance", arn))));

            rig.dms.deleteReplicationInstance(delete -> delete.replicationInstanceArn(arn));
            endsBadly(
                    () -> waiters.waitUntilReplicationInstanceAvailable(list -> list.filters(byArn("instance", arn))));
            assertThat(waiters.waitUntilReplicationInstanceDeleted(list -> list.filters(byArn("instance", arn))))
                    .isNotNull();
        }
    }

    @Test
    void endsForEndpointsAndConnections() {
        String arn = rig.endpoint("nowhere", ReplicationEndpointTypeValue.SOURCE, rig.source.address(), "wrong");
        try (DatabaseMigrationWaiter waiters = waiters()) {
            test(rig.from);
            assertThat(waiters.waitUntilTestConnectionSucceeds(list -> list.filters(byEndpoint(rig.from))))
                    .isNotNull();
            test(arn);
            endsBadly(() -> waiters.waitUntilTestConnectionSucceeds(list -> list.filters(byEndpoint(arn))));

            endsBadly(() -> waiters.waitUntilEndpointDeleted(list -> list.filters(byEndpoint(arn))));
            rig.dms.deleteEndpoint(delete -> delete.endpointArn(arn));
            assertThat(waiters.waitUntilEndpointDeleted(list -> list.filters(byEndpoint(arn))))
                    .isNotNull();
        }
    }

    private void test(String endpoint) {
        rig.dms.testConnection(test -> test.replicationInstanceArn(rig.instance).endpointArn(endpoint));
    }

    private static void endsBadly(ThrowingCallable waiting) {
        assertThatThrownBy(waiting).isInstanceOf(SdkClientException.class).hasMessageContaining("failure state");
    }

    private DatabaseMigrationWaiter waiters() {
        return DatabaseMigrationWaiter.builder()
                .client(rig.dms)
                .overrideConfiguration(WaiterOverrideConfiguration.builder()
                        .maxAttempts(2000)
                        .backoffStrategyV2(attempt -> {
                            rig.time.pass();
                            return Duration.ofMillis(20);
                        })
                        .build())
                .build();
    }

    private static Filter byArn(String kind, String arn) {
        return LiveRig.by("replication-" + kind + "-arn", arn);
    }

    private static Filter byEndpoint(String arn) {
        return LiveRig.by("endpoint-arn", arn);
    }
}
