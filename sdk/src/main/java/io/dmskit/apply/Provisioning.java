package io.dmskit.apply;

import io.dmskit.migration.Capacity;
import io.dmskit.migration.Migration;
import io.dmskit.migration.ResourceNames;
import io.dmskit.task.Deadline;
import io.dmskit.task.Poller;
import io.dmskit.task.ReplicationTaskHandle;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;

/** Plans, applies and deletes migrations over a client that somebody else closes. What each means stands at {@link io.dmskit.Dms}. */
public final class Provisioning {
    private final Resources resources;

    /** Works over this client; the poller paces every wait. */
    public Provisioning(DatabaseMigrationClient client, Poller poller) {
        this.resources = Resources.of(client, poller);
    }

    /** Returns what {@link #apply} would do. */
    public ApplyPlan plan(Migration migration) {
        ResourceNames names = ResourceNames.of(migration);
        Capacity.Provisioned capacity = provisioned(migration);
        return Planner.plan(migration, capacity, new Survey(resources, names).take());
    }

    /** Does what {@link #plan} says. */
    public ReplicationTaskHandle apply(
            Migration migration, ApplyOptions options, Duration timeout, Consumer<? super ApplyStep> listener) {
        return new Application(resources, migration, provisioned(migration), options, timeout, listener).run();
    }

    /** Returns the task of a migration, if it exists. */
    public Optional<ReplicationTaskHandle> task(Migration migration) {
        return resources
                .tasks()
                .find(ResourceNames.of(migration).replicationTask())
                .map(resources.tasks()::handle);
    }

    /** Returns what {@link #delete} would do. */
    public ApplyPlan planDeletion(Migration migration) {
        return new Removal(resources, ResourceNames.of(migration)).plan();
    }

    /** Does what {@link #planDeletion} says. */
    public void delete(Migration migration, Duration timeout, Consumer<? super ApplyStep> listener) {
        new Removal(resources, ResourceNames.of(migration)).run(Deadline.after(timeout, resources.time()), listener);
    }

    private static Capacity.Provisioned provisioned(Migration migration) {
        if (migration.capacity() instanceof Capacity.Provisioned provisioned) {
            return provisioned;
        }
        throw new IllegalArgumentException("migration " + migration.name()
                + " has serverless capacity, which cannot be applied yet: give it an instance");
    }
}
