package io.dmskit.task;

import io.dmskit.endpoint.Engine;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.Endpoint;
import software.amazon.awssdk.services.databasemigration.model.Filter;

/**
 * What a start must know of the source.
 *
 * @param engine its engine
 * @param namesSlot whether it names a replication slot
 */
record SourceEndpoint(Engine engine, boolean namesSlot) {
    static Optional<SourceEndpoint> of(DatabaseMigrationClient client, String arn) {
        Filter byArn = Filter.builder().name("endpoint-arn").values(arn).build();
        return client.describeEndpoints(request -> request.filters(byArn)).endpoints().stream()
                .findFirst()
                .map(endpoint -> new SourceEndpoint(Engine.of(endpoint.engineName()), namesSlot(endpoint)));
    }

    private static boolean namesSlot(Endpoint endpoint) {
        boolean set = endpoint.postgreSQLSettings() != null
                && endpoint.postgreSQLSettings().slotName() != null;
        String attributes =
                Optional.ofNullable(endpoint.extraConnectionAttributes()).orElse("");
        return set || attributes.toLowerCase(Locale.ROOT).contains("slotname=");
    }
}
