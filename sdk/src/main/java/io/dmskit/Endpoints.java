package io.dmskit;

import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.task.Deadline;
import io.dmskit.task.Poller;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.CreateEndpointRequest;
import software.amazon.awssdk.services.databasemigration.model.Endpoint;
import software.amazon.awssdk.services.databasemigration.model.ReplicationEndpointTypeValue;

/** Endpoints, by their names. */
final class Endpoints {
    private static final ApplyStep.Resource KIND = ApplyStep.Resource.ENDPOINT;

    private final DatabaseMigrationClient client;
    private final Poller poller;

    Endpoints(DatabaseMigrationClient client, Poller poller) {
        this.client = client;
        this.poller = poller;
    }

    Optional<Endpoint> find(String identifier) {
        return Lookup.first(
                () -> client.describeEndpoints(request -> request.filters(Lookup.by("endpoint-id", identifier)))
                        .endpoints());
    }

    /** Creates the endpoint and returns its ARN. */
    String create(String identifier, ReplicationEndpointTypeValue side, EndpointDefinition definition) {
        CreateEndpointRequest.Builder request = CreateEndpointRequest.builder()
                .endpointIdentifier(identifier)
                .endpointType(side)
                .engineName(definition.engine().name());
        EndpointMembers.of(definition).putInto(request);
        return client.createEndpoint(request.build()).endpoint().endpointArn();
    }

    void requireSame(Endpoint found, ReplicationEndpointTypeValue side, EndpointDefinition wished) {
        Difference difference = new Difference()
                .of("type", found.endpointTypeAsString().toLowerCase(Locale.ROOT), side.toString())
                .of("engine", found.engineName(), wished.engine().name());
        EndpointMembers.of(wished).compare(found, difference);
        difference.refuse(KIND, found.endpointIdentifier());
    }

    void delete(String identifier, Deadline deadline) {
        find(identifier)
                .filter(found -> !"deleting".equals(found.status()))
                .ifPresent(found -> client.deleteEndpoint(request -> request.endpointArn(found.endpointArn())));
        poller.until(
                KIND.word() + " " + identifier + " to be deleted",
                () -> find(identifier),
                found -> found.isPresent() ? Optional.empty() : Optional.of(true),
                found -> "status " + found.map(Endpoint::status).orElse("absent"),
                deadline.left());
    }
}
