package io.dmskit.apply;

import io.dmskit.migration.Capacity;
import io.dmskit.migration.ResourceNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.databasemigration.model.Connection;
import software.amazon.awssdk.services.databasemigration.model.Endpoint;
import software.amazon.awssdk.services.databasemigration.model.ReplicationInstance;

/**
 * Looks at what the service has of a migration, in at most six calls.
 *
 * @param resources where they are
 * @param names what they are called
 */
record Survey(Resources resources, ResourceNames names) {
    Found take(Capacity capacity) {
        return capacity instanceof Capacity.Serverless ? ofServerless() : ofProvisioned();
    }

    private Found ofProvisioned() {
        Optional<ReplicationInstance> instance = resources.instances().find(names.replicationInstance());
        List<Endpoint> endpoints = endpoints();
        Optional<Work> work = resources.tasks().find(names.replicationTask());
        List<Connection> connections = instance.isPresent() && !endpoints.isEmpty()
                ? resources.connections().of(arns(endpoints))
                : List.of();
        List<String> obstacles =
                resources.configs().config(names.replicationTask()).map(there -> otherKind("is serverless")).stream()
                        .toList();
        return found(instance, endpoints, work, connections, obstacles);
    }

    private Found ofServerless() {
        List<Endpoint> endpoints = endpoints();
        Optional<Work> work = resources.configs().find(names.replicationTask());
        List<String> obstacles = resources
                .tasks()
                .find(names.replicationTask())
                .map(there -> otherKind("has a task on a replication instance"))
                .stream()
                .toList();
        return found(Optional.empty(), endpoints, work, List.of(), obstacles);
    }

    private Found found(
            Optional<ReplicationInstance> instance,
            List<Endpoint> endpoints,
            Optional<Work> work,
            List<Connection> connections,
            List<String> obstacles) {
        Map<String, Map<String, String>> tags = resources.tags().on(arns(endpoints));
        return new Found(
                instance,
                named(endpoints, names.sourceEndpoint()),
                named(endpoints, names.targetEndpoint()),
                work,
                connections,
                tags,
                obstacles);
    }

    /** One kind cannot go on where the other stopped, and both at once would write every row twice. */
    private String otherKind(String is) {
        return "migration " + names.replicationTask() + " " + is + " in the service: delete it first";
    }

    private List<Endpoint> endpoints() {
        return resources.endpoints().find(names.sourceEndpoint(), names.targetEndpoint());
    }

    private static List<String> arns(List<Endpoint> endpoints) {
        return endpoints.stream().map(Endpoint::endpointArn).toList();
    }

    private static Optional<Endpoint> named(List<Endpoint> endpoints, String name) {
        return endpoints.stream()
                .filter(endpoint -> name.equalsIgnoreCase(endpoint.endpointIdentifier()))
                .findFirst();
    }
}
