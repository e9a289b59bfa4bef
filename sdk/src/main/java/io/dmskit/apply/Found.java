package io.dmskit.apply;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.databasemigration.model.Connection;
import software.amazon.awssdk.services.databasemigration.model.Endpoint;
import software.amazon.awssdk.services.databasemigration.model.ReplicationInstance;

/**
 * What the service has of a migration.
 *
 * @param instance the replication instance
 * @param source the source endpoint
 * @param target the target endpoint
 * @param work the replication task or serverless replication
 * @param connections last connection tests of the endpoints
 * @param tags tags by ARN
 * @param obstacles why there must be nothing more
 */
record Found(
        Optional<ReplicationInstance> instance,
        Optional<Endpoint> source,
        Optional<Endpoint> target,
        Optional<Work> work,
        List<Connection> connections,
        Map<String, Map<String, String>> tags,
        List<String> obstacles) {

    Optional<String> tag(String arn, String key) {
        return Optional.ofNullable(tags.getOrDefault(arn, Map.of()).get(key));
    }

    /** Returns how an interrupted apply meant to go on. */
    Optional<Restart> intendedRestart() {
        return source.flatMap(there -> tag(there.endpointArn(), Tags.RESTART)).flatMap(Restart::of);
    }

    /** Returns whether the endpoint was reached when it was tested last, and has not been modified since. */
    boolean reached(Endpoint endpoint) {
        return tag(endpoint.endpointArn(), Tags.UNTESTED).isEmpty()
                && connections.stream()
                        .filter(connection -> connection.endpointArn().equals(endpoint.endpointArn()))
                        .filter(connection -> instance.filter(there ->
                                        connection.replicationInstanceArn().equals(there.replicationInstanceArn()))
                                .isPresent())
                        .anyMatch(connection -> "successful".equals(connection.status()));
    }
}
