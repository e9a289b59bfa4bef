package io.dmskit.apply;

import io.dmskit.migration.Capacity;
import io.dmskit.task.Deadline;
import io.dmskit.task.Poller;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.ReplicationInstance;
import software.amazon.awssdk.services.databasemigration.model.Tag;

/** Replication instances, by their names. */
final class ReplicationInstances {
    private static final ApplyStep.Resource KIND = ApplyStep.Resource.REPLICATION_INSTANCE;
    private static final Set<String> HOPELESS = Set.of(
            "failed",
            "deleting",
            "incompatible-credentials",
            "incompatible-network",
            "inaccessible-encryption-credentials");

    private final DatabaseMigrationClient client;
    private final Poller poller;

    ReplicationInstances(DatabaseMigrationClient client, Poller poller) {
        this.client = client;
        this.poller = poller;
    }

    Optional<ReplicationInstance> find(String identifier) {
        return Lookup.first(() -> client.describeReplicationInstances(
                        request -> request.filters(Lookup.by("replication-instance-id", identifier)))
                .replicationInstances());
    }

    /** Asks for the instance, which becomes available later. */
    ReplicationInstance create(String identifier, Capacity.Provisioned capacity, List<Tag> tags) {
        return client.createReplicationInstance(request -> request.replicationInstanceIdentifier(identifier)
                        .replicationInstanceClass(capacity.instanceClass())
                        .allocatedStorage(capacity.storageGib())
                        .multiAZ(capacity.multiAz())
                        .publiclyAccessible(false)
                        .tags(tags))
                .replicationInstance();
    }

    /** Changes the instance at once, not in its maintenance window; tasks that it interrupts go on by themselves. */
    void modify(String arn, String instanceClass, int storageGib, boolean multiAz) {
        client.modifyReplicationInstance(request -> request.replicationInstanceArn(arn)
                .replicationInstanceClass(instanceClass)
                .allocatedStorage(storageGib)
                .multiAZ(multiAz)
                .applyImmediately(true));
    }

    void awaitGone(String identifier, Deadline deadline) {
        poller.until(
                KIND.word() + " " + identifier + " to be deleted",
                () -> find(identifier),
                found -> found.isPresent() ? Optional.empty() : Optional.of(true),
                found -> "status "
                        + found.map(ReplicationInstance::replicationInstanceStatus)
                                .orElse("absent"),
                deadline.left());
    }

    /** Waits until the instance is available and returns its ARN. */
    String awaitAvailable(String identifier, Deadline deadline) {
        return poller.until(
                KIND.word() + " " + identifier + " to be available",
                () -> find(identifier),
                found -> found.flatMap(this::availableArn),
                found -> "status "
                        + found.map(ReplicationInstance::replicationInstanceStatus)
                                .orElse("absent"),
                deadline.left());
    }

    void delete(String identifier, Deadline deadline) {
        awaitDeletable(identifier, deadline);
        find(identifier)
                .filter(found -> !deleting(found))
                .ifPresent(found -> LostAnswer.tolerant(
                        () -> client.deleteReplicationInstance(
                                request -> request.replicationInstanceArn(found.replicationInstanceArn())),
                        () -> find(identifier).filter(there -> !deleting(there)).isEmpty()));
        awaitGone(identifier, deadline);
    }

    /** The service deletes an instance that is available, or that will never be; not one that it is at work with. */
    private void awaitDeletable(String identifier, Deadline deadline) {
        poller.until(
                KIND.word() + " " + identifier + " to be available, so that it can be deleted",
                () -> find(identifier),
                found -> Optional.of(true).filter(any -> found.map(ReplicationInstance::replicationInstanceStatus)
                        .filter(status -> !status.equals("available") && !status.equals("deleting"))
                        .filter(status -> !HOPELESS.contains(status))
                        .isEmpty()),
                found -> "status "
                        + found.map(ReplicationInstance::replicationInstanceStatus)
                                .orElse("absent"),
                deadline.left());
    }

    private static boolean deleting(ReplicationInstance instance) {
        return "deleting".equals(instance.replicationInstanceStatus());
    }

    private Optional<String> availableArn(ReplicationInstance found) {
        String status = found.replicationInstanceStatus();
        if (HOPELESS.contains(status)) {
            throw new ApplyException(
                    KIND,
                    found.replicationInstanceIdentifier(),
                    "is " + status + " and will not become available: delete it and apply again");
        }
        return "available".equals(status) ? Optional.of(found.replicationInstanceArn()) : Optional.empty();
    }
}
