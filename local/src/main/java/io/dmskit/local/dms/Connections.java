package io.dmskit.local.dms;

import io.dmskit.local.engine.DatabaseAddress;
import io.dmskit.local.engine.ReplicationException;
import io.dmskit.local.fault.InjectedFaults;
import io.dmskit.local.store.Shelf;
import io.dmskit.local.wire.ModelCodec;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import software.amazon.awssdk.services.databasemigration.model.Connection;
import software.amazon.awssdk.services.databasemigration.model.DeleteConnectionRequest;
import software.amazon.awssdk.services.databasemigration.model.DeleteConnectionResponse;
import software.amazon.awssdk.services.databasemigration.model.DescribeConnectionsRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeConnectionsResponse;
import software.amazon.awssdk.services.databasemigration.model.ReplicationInstance;
import software.amazon.awssdk.services.databasemigration.model.TestConnectionRequest;
import software.amazon.awssdk.services.databasemigration.model.TestConnectionResponse;

/** Connection tests between instances and endpoints; they really connect. Used under the {@link Conductor} only. */
final class Connections {
    private static final String LOGIN_TIMEOUT_SECONDS = "10";

    private static final Filters<Connection> FILTERS = Filters.<Connection>none()
            .with("endpoint-arn", Connection::endpointArn)
            .with("replication-instance-arn", Connection::replicationInstanceArn);

    private final Conductor conductor;
    private final Instances instances;
    private final Endpoints endpoints;
    private final Addresses addresses;
    private final InjectedFaults faults;
    private final Shelf<Connection> shelf;
    private final TreeMap<String, Connection> connections;

    Connections(
            Conductor conductor, Instances instances, Endpoints endpoints, Addresses addresses, InjectedFaults faults) {
        this.conductor = conductor;
        this.instances = instances;
        this.endpoints = endpoints;
        this.addresses = addresses;
        this.faults = faults;
        shelf = conductor.shelf("connection", ModelCodec.of(Connection::builder));
        connections = new TreeMap<>(shelf.kept());
    }

    TestConnectionResponse test(TestConnectionRequest request) {
        ReplicationInstance instance = instances.available(request.replicationInstanceArn());
        StoredEndpoint endpoint = endpoints.usable("EndpointArn", request.endpointArn());
        Connection testing = Connection.builder()
                .replicationInstanceArn(instance.replicationInstanceArn())
                .replicationInstanceIdentifier(instance.replicationInstanceIdentifier())
                .endpointArn(endpoint.arn())
                .endpointIdentifier(endpoint.identifier())
                .status("testing")
                .build();
        keep(testing);
        testAside(testing, endpoint);
        return TestConnectionResponse.builder().connection(testing).build();
    }

    private void testAside(Connection testing, StoredEndpoint endpoint) {
        conductor.aside(() -> {
            Optional<String> failure = tryOut(endpoint);
            conductor.later(Transition.CONNECTION_TESTING, () -> finish(testing, failure));
        });
    }

    /**
     * Lets what was on its way in an earlier process go on to its end; a test is made again, even of an endpoint that is being deleted.
     */
    void goOn() {
        for (Connection connection : List.copyOf(connections.values())) {
            switch (connection.status()) {
                case "testing" -> testAside(connection, endpoints.named(connection.endpointArn()));
                case "deleting" -> dropLater(connection);
                default -> {
                    // Stays as it is.
                }
            }
        }
    }

    DescribeConnectionsResponse describe(DescribeConnectionsRequest request) {
        List<Connection> passed = FILTERS.apply("connections", connections.values().stream(), request.filters());
        Page<Connection> page =
                Page.of(passed, Connections::key, Page.Size.USUAL, request.maxRecords(), request.marker());
        return DescribeConnectionsResponse.builder()
                .connections(page.items())
                .marker(page.marker())
                .build();
    }

    DeleteConnectionResponse delete(DeleteConnectionRequest request) {
        String key = key(
                Faults.required("ReplicationInstanceArn", request.replicationInstanceArn()),
                Faults.required("EndpointArn", request.endpointArn()));
        Connection deleting = Optional.ofNullable(connections.get(key))
                .orElseThrow(() -> Faults.notFound("no connection between replication instance "
                        + request.replicationInstanceArn() + " and endpoint " + request.endpointArn()))
                .toBuilder()
                .status("deleting")
                .build();
        keep(deleting);
        dropLater(deleting);
        return DeleteConnectionResponse.builder().connection(deleting).build();
    }

    private void dropLater(Connection deleting) {
        conductor.later(Transition.CONNECTION_DELETING, () -> {
            if (deleting.equals(connections.get(key(deleting)))) {
                drop(key(deleting));
            }
        });
    }

    /** Refuses to go on when the last test between the two did not succeed. */
    void requireSuccessful(String instanceArn, String endpointArn) {
        Connection last = connections.get(key(instanceArn, endpointArn));
        if (last == null || !last.status().equals("successful")) {
            throw Faults.invalidState("the connection between replication instance " + instanceArn + " and endpoint "
                    + endpointArn + " must have been tested successfully; use TestConnection first");
        }
    }

    /** Forgets the tests of an endpoint or an instance that is deleted. */
    void forget(String arn) {
        List<String> gone = connections.entrySet().stream()
                .filter(entry -> entry.getValue().endpointArn().equals(arn)
                        || entry.getValue().replicationInstanceArn().equals(arn))
                .map(Map.Entry::getKey)
                .toList();
        gone.forEach(this::drop);
    }

    private void keep(Connection connection) {
        connections.put(key(connection), connection);
        shelf.put(key(connection), connection);
    }

    private void drop(String key) {
        shelf.remove(key);
        connections.remove(key);
    }

    /** Connects, and returns why that failed if it did; called on any thread, not under the conductor. */
    Optional<String> tryOut(StoredEndpoint endpoint) {
        Optional<String> injected = faults.connectionFailure(endpoint.arn(), endpoint.identifier());
        if (injected.isPresent()) {
            return Optional.of("Test Endpoint failed: " + injected.get());
        }
        try {
            DatabaseAddress address = addresses.of(endpoint);
            Properties login = new Properties();
            login.setProperty("user", address.user());
            login.setProperty("password", address.password());
            login.setProperty("loginTimeout", LOGIN_TIMEOUT_SECONDS);
            DriverManager.getConnection(address.jdbcUrl(), login).close();
            return Optional.empty();
        } catch (ReplicationException e) {
            return Optional.of("Test Endpoint failed: " + e.getMessage());
        } catch (SQLException e) {
            return Optional.of("Test Endpoint failed: Application-Status: 1020912, Application-Message: Failed to"
                    + " connect, Application-Detailed-Message: SqlState: " + e.getSQLState() + " Message: "
                    + e.getMessage());
        }
    }

    private void finish(Connection testing, Optional<String> failure) {
        Connection done = testing.toBuilder()
                .status(failure.isPresent() ? "failed" : "successful")
                .lastFailureMessage(failure.orElse(null))
                .build();
        if (testing.equals(connections.get(key(testing)))) {
            keep(done);
        }
    }

    private static String key(Connection connection) {
        return key(connection.replicationInstanceArn(), connection.endpointArn());
    }

    private static String key(String instanceArn, String endpointArn) {
        return instanceArn + " " + endpointArn;
    }
}
