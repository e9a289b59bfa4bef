package io.dmskit.apply;

import io.dmskit.migration.ResourceNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.databasemigration.model.Connection;
import software.amazon.awssdk.services.databasemigration.model.Endpoint;
import software.amazon.awssdk.services.databasemigration.model.ReplicationInstance;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTask;

/**
 * Looks at what the service has of a migration, in five calls.
 *
 * @param resources where they are
 * @param names what they are called
 */
record Survey(Resources resources, ResourceNames names) {
    Found take() {
        Optional<ReplicationInstance> instance = resources.instances().find(names.replicationInstance());
        List<Endpoint> endpoints = resources.endpoints().find(names.sourceEndpoint(), names.targetEndpoint());
        Optional<Endpoint> source = named(endpoints, names.sourceEndpoint());
        Optional<Endpoint> target = named(endpoints, names.targetEndpoint());
        Optional<ReplicationTask> task = resources.tasks().find(names.replicationTask());
        List<String> endpointArns =
                endpoints.stream().map(Endpoint::endpointArn).toList();
        List<Connection> connections = instance.isPresent() && !endpoints.isEmpty()
                ? resources.connections().of(endpointArns)
                : List.of();
        List<String> arns = Stream.concat(
                        instance.map(ReplicationInstance::replicationInstanceArn).stream(), endpointArns.stream())
                .toList();
        Map<String, Map<String, String>> tags = resources.tags().on(arns);
        return new Found(instance, source, target, task, connections, tags);
    }

    private static Optional<Endpoint> named(List<Endpoint> endpoints, String name) {
        return endpoints.stream()
                .filter(endpoint -> name.equalsIgnoreCase(endpoint.endpointIdentifier()))
                .findFirst();
    }
}
