package io.dmskit.local.dms;

import io.dmskit.local.DmskitLocal;
import io.dmskit.local.HandTimeline;
import io.dmskit.local.LocalClients;
import io.dmskit.task.Poller;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.Filter;
import software.amazon.awssdk.services.databasemigration.model.ReplicationEndpointTypeValue;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTask;

/** An endpoint whose time the test drives, with an instance, two endpoints that lead nowhere, and clients. */
final class Rig implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    static final String MAPPINGS = """
            {"rules":[{"rule-type":"selection","rule-id":"1","rule-name":"1","rule-action":"include",
             "object-locator":{"schema-name":"sales","table-name":"%"}}]}""";

    final HandTimeline time = new HandTimeline();
    final DmskitLocal local =
            DmskitLocal.builder().time(InstantSource.system(), time).start();
    final LocalClients clients = LocalClients.of(local.endpoint());
    final DatabaseMigrationClient dms = clients.dms();
    final String instance;
    final String source;
    final String target;

    Rig() {
        instance = dms.createReplicationInstance(create ->
                        create.replicationInstanceIdentifier("Main").replicationInstanceClass("dms.t3.medium"))
                .replicationInstance()
                .replicationInstanceArn();
        source = endpoint("source", ReplicationEndpointTypeValue.SOURCE);
        target = endpoint("target", ReplicationEndpointTypeValue.TARGET);
        time.pass();
    }

    private String endpoint(String name, ReplicationEndpointTypeValue type) {
        return dms.createEndpoint(create -> create.endpointIdentifier(name)
                        .endpointType(type)
                        .engineName("postgres")
                        .databaseName("nowhere")
                        .postgreSQLSettings(settings -> settings.secretsManagerSecretId("none/such")))
                .endpoint()
                .endpointArn();
    }

    /** Creates a task, which is still {@code creating}. */
    String task(String name, String type) {
        return dms.createReplicationTask(create -> create.replicationTaskIdentifier(name)
                        .migrationType(type)
                        .replicationInstanceArn(instance)
                        .sourceEndpointArn(source)
                        .targetEndpointArn(target)
                        .tableMappings(MAPPINGS))
                .replicationTask()
                .replicationTaskArn();
    }

    ReplicationTask describe(String arn) {
        return dms.describeReplicationTasks(tasks -> tasks.filters(byArn("replication-task-arn", arn)))
                .replicationTasks()
                .get(0);
    }

    String status(String arn) {
        return describe(arn).status();
    }

    /** Lets time pass until there is an answer: a step that waits for a connection is due a moment later than the test asks. */
    <T> T until(String what, Supplier<Optional<T>> answer) {
        return Poller.every(Duration.ofMillis(5))
                .until(
                        what,
                        () -> {
                            time.pass();
                            return answer.get();
                        },
                        PATIENCE);
    }

    static Filter byArn(String name, String arn) {
        return Filter.builder().name(name).values(arn).build();
    }

    @Override
    public void close() {
        clients.close();
        local.close();
    }
}
