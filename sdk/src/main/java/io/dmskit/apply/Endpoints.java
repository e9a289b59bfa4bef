package io.dmskit.apply;

import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.task.Deadline;
import io.dmskit.task.Poller;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.CreateEndpointRequest;
import software.amazon.awssdk.services.databasemigration.model.Endpoint;
import software.amazon.awssdk.services.databasemigration.model.ModifyEndpointRequest;
import software.amazon.awssdk.services.databasemigration.model.ReplicationEndpointTypeValue;
import software.amazon.awssdk.services.databasemigration.model.Tag;

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
        return find(new String[] {identifier}).stream().findFirst();
    }

    List<Endpoint> find(String... identifiers) {
        return Lookup.all(
                () -> client.describeEndpoints(request -> request.filters(Lookup.by("endpoint-id", identifiers)))
                        .endpoints());
    }

    Endpoint create(
            String identifier, ReplicationEndpointTypeValue side, EndpointDefinition definition, List<Tag> tags) {
        CreateEndpointRequest.Builder request = CreateEndpointRequest.builder()
                .endpointIdentifier(identifier)
                .endpointType(side)
                .engineName(definition.engine().name())
                .tags(tags);
        EndpointRequest.of(definition).putInto(request);
        return client.createEndpoint(request.build()).endpoint();
    }

    void modify(String arn, EndpointDefinition wished) {
        modify(arn, wished.engine().name(), EndpointRequest.of(wished));
    }

    /** Gives back to an endpoint what {@link #modify} took: as it was found. */
    void restore(Endpoint found, EndpointDefinition wished) {
        modify(
                found.endpointArn(),
                found.engineName(),
                EndpointRequest.of(wished).asIn(found));
    }

    private void modify(String arn, String engine, EndpointRequest members) {
        ModifyEndpointRequest.Builder request =
                ModifyEndpointRequest.builder().endpointArn(arn).engineName(engine);
        members.putInto(request);
        client.modifyEndpoint(request.build());
    }

    void delete(String identifier, Deadline deadline) {
        find(identifier)
                .filter(found -> !deleting(found))
                .ifPresent(found -> LostAnswer.tolerant(
                        () -> client.deleteEndpoint(request -> request.endpointArn(found.endpointArn())),
                        () -> find(identifier).filter(there -> !deleting(there)).isEmpty()));
        awaitGone(identifier, deadline);
    }

    void awaitGone(String identifier, Deadline deadline) {
        poller.until(
                KIND.word() + " " + identifier + " to be deleted",
                () -> find(identifier),
                found -> found.isPresent() ? Optional.empty() : Optional.of(true),
                found -> "status " + found.map(Endpoint::status).orElse("absent"),
                deadline.left());
    }

    private static boolean deleting(Endpoint endpoint) {
        return "deleting".equals(endpoint.status());
    }
}
