package io.dmskit.monitoring.alarm;

import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.endpoint.Engine;
import io.dmskit.mapping.TableMappings;
import io.dmskit.migration.Capacity;
import io.dmskit.migration.CutoverPolicy;
import io.dmskit.migration.Migration;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.TaskSettings;
import io.dmskit.task.Poller;
import io.dmskit.task.TaskSnapshot;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.ReplicationEndpointTypeValue;

/** A task that is never started: alarms need no more of it than its name, its ARN and its instance. */
public final class TaskWithoutDatabases {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Poller OFTEN = Poller.every(Duration.ofMillis(100));
    private static final TableMappings MAPPINGS = TableMappings.parse("table-mappings.json", """
            {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "1", "rule-action": "include",
              "object-locator": {"schema-name": "shop", "table-name": "%"}}]}""");

    private final DatabaseMigrationClient client;
    private final String name;
    private final String instance;
    private final String source;
    private final String target;

    /** Creates what the task needs, all under its name. */
    public TaskWithoutDatabases(DatabaseMigrationClient client, String name) {
        this.client = client;
        this.name = name;
        instance = client.createReplicationInstance(request ->
                        request.replicationInstanceIdentifier(name).replicationInstanceClass("dms.t3.medium"))
                .replicationInstance()
                .replicationInstanceArn();
        OFTEN.until(
                "the instance",
                () -> Optional.of(client.describeReplicationInstances()
                                .replicationInstances()
                                .get(0)
                                .replicationInstanceStatus())
                        .filter("available"::equals),
                LIMIT);
        source = endpoint(ReplicationEndpointTypeValue.SOURCE);
        target = endpoint(ReplicationEndpointTypeValue.TARGET);
    }

    /** Returns the migration that the task is of. */
    public static Migration migration(String name) {
        return new Migration(
                name,
                MigrationType.CDC,
                EndpointDefinition.database(Engine.POSTGRES, "old", "old"),
                EndpointDefinition.database(Engine.POSTGRES, "new", "new"),
                MAPPINGS,
                TaskSettings.DEFAULTS,
                new Capacity.Provisioned("dms.t3.medium", 50, false),
                CutoverPolicy.DEFAULT,
                Optional.empty());
    }

    /** Creates the task. */
    public TaskSnapshot create() {
        return TaskSnapshot.of(client.createReplicationTask(request -> request.replicationTaskIdentifier(name)
                        .replicationInstanceArn(instance)
                        .sourceEndpointArn(source)
                        .targetEndpointArn(target)
                        .migrationType("cdc")
                        .tableMappings(MAPPINGS.toJson()))
                .replicationTask());
    }

    /** Deletes the task and creates it again, under another ARN. */
    public TaskSnapshot createAgain() {
        String arn = client.describeReplicationTasks().replicationTasks().get(0).replicationTaskArn();
        OFTEN.until(
                "the task to be ready",
                () -> Optional.of(client.describeReplicationTasks()
                                .replicationTasks()
                                .get(0)
                                .status())
                        .filter("ready"::equals),
                LIMIT);
        client.deleteReplicationTask(request -> request.replicationTaskArn(arn));
        OFTEN.until(
                "the task to be gone",
                () -> Optional.of(client.describeReplicationTasks().replicationTasks())
                        .filter(java.util.List::isEmpty),
                LIMIT);
        return create();
    }

    private String endpoint(ReplicationEndpointTypeValue type) {
        return client.createEndpoint(request -> request.endpointIdentifier(name + "-" + type)
                        .endpointType(type)
                        .engineName("postgres")
                        .serverName("127.0.0.1")
                        .port(5432)
                        .databaseName("bank")
                        .username("bank")
                        .password("bank"))
                .endpoint()
                .endpointArn();
    }
}
