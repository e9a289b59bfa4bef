package io.dmskit;

import io.dmskit.migration.Capacity;
import io.dmskit.task.Deadline;
import io.dmskit.task.Poller;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.ReplicationInstance;

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
    ReplicationInstance create(String identifier, Capacity capacity) {
        return client.createReplicationInstance(request -> request.replicationInstanceIdentifier(identifier)
                        .replicationInstanceClass(capacity.instanceClass())
                        .allocatedStorage(capacity.storageGib())
                        .multiAZ(capacity.multiAz())
                        .publiclyAccessible(false))
                .replicationInstance();
    }

    void requireSame(ReplicationInstance found, Capacity wished) {
        new Difference()
                .of("class", found.replicationInstanceClass(), wished.instanceClass())
                .of("storage in GiB", found.allocatedStorage(), wished.storageGib())
                .of("multi-az", found.multiAZ(), wished.multiAz())
                .refuse(KIND, found.replicationInstanceIdentifier());
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
        find(identifier)
                .filter(found -> !"deleting".equals(found.replicationInstanceStatus()))
                .ifPresent(found -> client.deleteReplicationInstance(
                        request -> request.replicationInstanceArn(found.replicationInstanceArn())));
        poller.until(
                KIND.word() + " " + identifier + " to be deleted",
                () -> find(identifier),
                found -> found.isPresent() ? Optional.empty() : Optional.of(true),
                found -> "status "
                        + found.map(ReplicationInstance::replicationInstanceStatus)
                                .orElse("absent"),
                deadline.left());
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
