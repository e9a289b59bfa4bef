package io.dmskit;

import static io.dmskit.ApplyStep.Resource.ENDPOINT;
import static io.dmskit.ApplyStep.Resource.REPLICATION_INSTANCE;
import static io.dmskit.ApplyStep.Resource.REPLICATION_TASK;

import io.dmskit.ApplyStep.Action;
import io.dmskit.ApplyStep.Resource;
import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.migration.Migration;
import io.dmskit.migration.ResourceNames;
import io.dmskit.task.Deadline;
import io.dmskit.task.ReplicationTaskHandle;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.http.HttpStatusCode;
import software.amazon.awssdk.services.databasemigration.model.DatabaseMigrationException;
import software.amazon.awssdk.services.databasemigration.model.Endpoint;
import software.amazon.awssdk.services.databasemigration.model.ReplicationEndpointTypeValue;
import software.amazon.awssdk.services.databasemigration.model.ReplicationInstance;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTask;

/** Brings one migration into the service; remembers what it created, so that a failure leaves nothing behind. */
final class Application {
    /** Removing a replication instance takes AWS up to ten minutes. */
    private static final Duration UNDOING = Duration.ofMinutes(15);

    private final Resources resources;
    private final Migration migration;
    private final ResourceNames names;
    private final Deadline deadline;
    private final Consumer<? super ApplyStep> listener;
    private final Deque<Created> created = new ArrayDeque<>();

    Application(Resources resources, Migration migration, Duration timeout, Consumer<? super ApplyStep> listener) {
        this.resources = resources;
        this.migration = migration;
        this.names = ResourceNames.of(migration);
        this.deadline = resources.deadline(timeout);
        this.listener = listener;
    }

    ReplicationTaskHandle run() {
        try {
            return apply();
        } catch (RuntimeException | Error e) {
            undo(e);
            throw e;
        }
    }

    private ReplicationTaskHandle apply() {
        provideInstance();
        String source =
                provideEndpoint(names.sourceEndpoint(), ReplicationEndpointTypeValue.SOURCE, migration.source());
        String target =
                provideEndpoint(names.targetEndpoint(), ReplicationEndpointTypeValue.TARGET, migration.target());
        tell(Action.AWAIT, REPLICATION_INSTANCE, names.replicationInstance());
        String instance = resources.instances().awaitAvailable(names.replicationInstance(), deadline);
        testConnections(instance, source, target);
        ReplicationTaskHandle task = provideTask(new ReplicationTasks.Parts(instance, source, target));
        resources.tasks().awaitReady(task, deadline);
        return task;
    }

    private void provideInstance() {
        String name = names.replicationInstance();
        Optional<ReplicationInstance> found = resources.instances().find(name);
        if (found.isPresent()) {
            tell(Action.REUSE, REPLICATION_INSTANCE, name);
            resources.instances().requireSame(found.get(), migration.capacity());
            return;
        }
        create(REPLICATION_INSTANCE, name, () -> resources.instances().create(name, migration.capacity()));
    }

    private String provideEndpoint(String name, ReplicationEndpointTypeValue side, EndpointDefinition definition) {
        Optional<Endpoint> found = resources.endpoints().find(name);
        if (found.isPresent()) {
            tell(Action.REUSE, ENDPOINT, name);
            resources.endpoints().requireSame(found.get(), side, definition);
            return found.get().endpointArn();
        }
        return create(ENDPOINT, name, () -> resources.endpoints().create(name, side, definition));
    }

    private void testConnections(String instance, String source, String target) {
        Connections connections = resources.connections();
        tell(Action.TEST_CONNECTION, ENDPOINT, names.sourceEndpoint());
        connections.test(instance, source);
        tell(Action.TEST_CONNECTION, ENDPOINT, names.targetEndpoint());
        connections.test(instance, target);
        connections.awaitSuccess(names.sourceEndpoint(), instance, source, deadline);
        connections.awaitSuccess(names.targetEndpoint(), instance, target, deadline);
    }

    private ReplicationTaskHandle provideTask(ReplicationTasks.Parts parts) {
        String name = names.replicationTask();
        Optional<ReplicationTask> found = resources.tasks().find(name);
        if (found.isPresent()) {
            tell(Action.REUSE, REPLICATION_TASK, name);
            resources.tasks().requireSame(found.get(), migration, parts);
            return resources.tasks().handle(found.get());
        }
        return resources
                .tasks()
                .handle(create(REPLICATION_TASK, name, () -> resources.tasks().create(name, migration, parts)));
    }

    /**
     * Creates a resource. A refusal has created nothing; after a lost connection or an interrupt nobody knows, so that what may be
     * there is looked for when the rest is undone.
     */
    private <T> T create(Resource resource, String name, Supplier<T> creation) {
        tell(Action.CREATE, resource, name);
        created.push(new Created(resource, name));
        try {
            return creation.get();
        } catch (DatabaseMigrationException e) {
            if (e.statusCode() < HttpStatusCode.INTERNAL_SERVER_ERROR) {
                created.pop();
            }
            throw e;
        }
    }

    /** Removes what was created, last first. Works after an interrupt too, whose flag is set again at the end. */
    private void undo(Throwable failure) {
        boolean interrupted = Thread.interrupted();
        Deadline undone = resources.deadline(UNDOING);
        while (!created.isEmpty()) {
            Created last = created.pop();
            try {
                tell(Action.DELETE, last.resource(), last.identifier());
                resources.delete(last.resource(), last.identifier(), undone);
            } catch (RuntimeException e) {
                failure.addSuppressed(e);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(Action action, Resource resource, String identifier) {
        listener.accept(new ApplyStep(action, resource, identifier));
    }

    private record Created(Resource resource, String identifier) {}
}
