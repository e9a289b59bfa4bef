package io.dmskit.apply;

import io.dmskit.migration.Migration;
import io.dmskit.migration.ResourceNames;
import io.dmskit.task.Deadline;
import io.dmskit.task.Poller;
import io.dmskit.task.ReplicationHandle;
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
        return Planner.plan(migration, new Survey(resources, names).take(migration.capacity()));
    }

    /** Does what {@link #plan} says. */
    public ReplicationHandle apply(
            Migration migration, ApplyOptions options, Duration timeout, Consumer<? super ApplyStep> listener) {
        return new Application(resources, migration, options, timeout, listener).run();
    }

    /** Returns the task or serverless replication of a migration, if it exists. */
    public Optional<ReplicationHandle> task(Migration migration) {
        Replications replications = resources.replications(migration.capacity());
        return replications.find(ResourceNames.of(migration).replicationTask()).map(replications::handle);
    }

    /** Returns what {@link #delete} would do. */
    public ApplyPlan planDeletion(Migration migration) {
        return removal(migration).plan();
    }

    /** Does what {@link #planDeletion} says. */
    public void delete(Migration migration, Duration timeout, Consumer<? super ApplyStep> listener) {
        removal(migration).run(Deadline.after(timeout, resources.time()), listener);
    }

    private Removal removal(Migration migration) {
        return new Removal(resources, ResourceNames.of(migration));
    }
}
