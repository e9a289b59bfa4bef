package io.dmskit.apply;

import io.dmskit.apply.ApplyStep.Action;
import io.dmskit.document.Change;
import io.dmskit.migration.Capacity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.databasemigration.model.ReplicationInstance;

/**
 * What has to be done with a replication instance.
 *
 * @param name its name
 * @param wished what it should be
 * @param found what is there
 */
record InstancePlan(String name, Capacity.Provisioned wished, Optional<ReplicationInstance> found) {
    private static final Set<String> HOPELESS =
            Set.of("failed", "incompatible-credentials", "incompatible-network", "inaccessible-encryption-credentials");

    PlannedStep step(boolean runs) {
        if (created()) {
            return step(Action.CREATE);
        }
        List<Change> changes = changes();
        boolean classChanges =
                changes.stream().anyMatch(change -> change.subject().equals("class"));
        return changes.isEmpty()
                ? step(Action.REUSE)
                : step(Action.MODIFY).with(changes).interrupting(runs && classChanges);
    }

    boolean created() {
        return found.filter(there -> !status(there).equals("deleting")).isEmpty();
    }

    boolean modified() {
        return !created() && !changes().isEmpty();
    }

    /** Whether it has to be awaited after the endpoints are provided: it takes minutes, they take none. */
    boolean awaited() {
        return created() || (!modified() && !found.map(InstancePlan::status).equals(Optional.of("available")));
    }

    Optional<String> obstacle() {
        if (created()) {
            return Optional.empty();
        }
        ReplicationInstance there = found.orElseThrow();
        if (HOPELESS.contains(status(there))) {
            return Optional.of("replication instance " + name + " is " + status(there)
                    + " and will not become available: delete it and apply again");
        }
        int storage = Optional.ofNullable(there.allocatedStorage()).orElse(0);
        if (wished.storageGib() < storage) {
            return Optional.of("replication instance " + name + " has " + storage
                    + " GiB of storage, which can only grow, and not " + wished.storageGib() + ": give storage-gib "
                    + storage + " or delete the migration first");
        }
        return Optional.empty();
    }

    private List<Change> changes() {
        ReplicationInstance there = found.orElseThrow();
        List<Change> changes = new ArrayList<>();
        add(changes, "class", there.replicationInstanceClass(), wished.instanceClass());
        add(changes, "storage in GiB", there.allocatedStorage(), wished.storageGib());
        add(changes, "multi-az", there.multiAZ(), wished.multiAz());
        return changes;
    }

    private static void add(List<Change> changes, String subject, @Nullable Object before, Object after) {
        if (!after.equals(before)) {
            changes.add(new Change(
                    subject, Optional.ofNullable(before).map(String::valueOf), Optional.of(String.valueOf(after))));
        }
    }

    private static String status(ReplicationInstance instance) {
        return String.valueOf(instance.replicationInstanceStatus());
    }

    private PlannedStep step(Action action) {
        return new PlannedStep(new ApplyStep(action, ApplyStep.Resource.REPLICATION_INSTANCE, name));
    }
}
