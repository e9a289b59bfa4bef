package io.dmskit.apply;

import io.dmskit.task.Deadline;
import io.dmskit.task.Poller;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.Connection;

/** Tests whether a replication instance reaches an endpoint. */
final class Connections {
    private final DatabaseMigrationClient client;
    private final Poller poller;

    Connections(DatabaseMigrationClient client, Poller poller) {
        this.client = client;
        this.poller = poller;
    }

    /** Returns the last tests of these endpoints. */
    List<Connection> of(List<String> endpointArns) {
        return Lookup.all(() -> client.describeConnections(
                        request -> request.filters(Lookup.by("endpoint-arn", endpointArns.toArray(String[]::new))))
                .connections());
    }

    /** Starts a test, unless one is going on; it goes on by itself. */
    void test(String instanceArn, String endpointArn) {
        LostAnswer.tolerant(
                () -> client.testConnection(
                        request -> request.replicationInstanceArn(instanceArn).endpointArn(endpointArn)),
                () -> find(instanceArn, endpointArn)
                        .filter(connection -> "testing".equals(connection.status()))
                        .isPresent());
    }

    /** Waits until the test succeeds; fails with the service's own reason if it does not. */
    void awaitSuccess(String endpoint, String instanceArn, String endpointArn, Deadline deadline) {
        poller.until(
                "a successful connection test of endpoint " + endpoint,
                () -> find(instanceArn, endpointArn),
                found -> found.filter(connection -> successful(endpoint, connection)),
                found -> "connection " + found.map(Connection::status).orElse("absent"),
                deadline.left());
    }

    private Optional<Connection> find(String instanceArn, String endpointArn) {
        return Lookup.first(() -> client.describeConnections(request -> request.filters(
                        Lookup.by("replication-instance-arn", instanceArn), Lookup.by("endpoint-arn", endpointArn)))
                .connections());
    }

    private static boolean successful(String endpoint, Connection connection) {
        if ("failed".equals(connection.status())) {
            String reason = connection.lastFailureMessage();
            throw new ApplyException(
                    ApplyStep.Resource.ENDPOINT,
                    endpoint,
                    "cannot be connected to: " + (reason == null ? "the service gives no reason" : reason));
        }
        return "successful".equals(connection.status());
    }
}
