package io.dmskit.local.dms;

import io.dmskit.local.wire.ModelCodec;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import software.amazon.awssdk.services.databasemigration.model.CreateReplicationInstanceRequest;
import software.amazon.awssdk.services.databasemigration.model.CreateReplicationInstanceResponse;
import software.amazon.awssdk.services.databasemigration.model.DeleteReplicationInstanceRequest;
import software.amazon.awssdk.services.databasemigration.model.DeleteReplicationInstanceResponse;
import software.amazon.awssdk.services.databasemigration.model.DescribeReplicationInstancesRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeReplicationInstancesResponse;
import software.amazon.awssdk.services.databasemigration.model.ModifyReplicationInstanceRequest;
import software.amazon.awssdk.services.databasemigration.model.ModifyReplicationInstanceResponse;
import software.amazon.awssdk.services.databasemigration.model.RebootReplicationInstanceRequest;
import software.amazon.awssdk.services.databasemigration.model.RebootReplicationInstanceResponse;
import software.amazon.awssdk.services.databasemigration.model.ReplicationInstance;

/** Replication instances. Here an instance is a name that tasks run under. Used under the {@link Conductor} only. */
final class Instances {
    private static final int DEFAULT_STORAGE_GIB = 50;
    private static final int MAX_IDENTIFIER = 63;

    private final Account account;
    private final Conductor conductor;
    private final SubnetGroups subnetGroups;
    private final Tags tags;
    private final Events events;
    private final Quotas quotas;
    private final Predicate<String> hasTasks;
    private final Consumer<String> gone;
    private final Resources<ReplicationInstance> instances;

    /** Creates none; {@code hasTasks} tells whether tasks are on the instance of this ARN, {@code gone} hears of
     * those deleted. */
    Instances(
            Account account,
            Conductor conductor,
            SubnetGroups subnetGroups,
            Tags tags,
            Events events,
            Quotas quotas,
            Predicate<String> hasTasks,
            Consumer<String> gone) {
        this.account = account;
        this.conductor = conductor;
        this.subnetGroups = subnetGroups;
        this.tags = tags;
        this.events = events;
        this.quotas = quotas;
        this.hasTasks = hasTasks;
        this.gone = gone;
        instances = new Resources<>(
                "replication instance",
                ReplicationInstance::replicationInstanceIdentifier,
                ReplicationInstance::replicationInstanceArn,
                Filters.<ReplicationInstance>none()
                        .with("replication-instance-arn", ReplicationInstance::replicationInstanceArn)
                        .with("replication-instance-id", ReplicationInstance::replicationInstanceIdentifier)
                        .with("replication-instance-class", ReplicationInstance::replicationInstanceClass)
                        .with("engine-version", ReplicationInstance::engineVersion),
                conductor.shelf("replication-instance", ModelCodec.of(ReplicationInstance::builder)));
    }

    CreateReplicationInstanceResponse create(CreateReplicationInstanceRequest request) {
        String name = Faults.identifier(
                        "ReplicationInstanceIdentifier", request.replicationInstanceIdentifier(), MAX_IDENTIFIER)
                .toLowerCase(Locale.ROOT);
        ReplicationInstance defaults = ReplicationInstance.builder()
                .allocatedStorage(DEFAULT_STORAGE_GIB)
                .engineVersion(Offerings.NEWEST_VERSION)
                .availabilityZone(account.region() + "a")
                .preferredMaintenanceWindow("sun:06:00-sun:06:30")
                .multiAZ(false)
                .autoMinorVersionUpgrade(true)
                .publiclyAccessible(false)
                .networkType("IPV4")
                .build();
        ReplicationInstance instance = Members.carry(request, defaults).toBuilder()
                .replicationInstanceIdentifier(name)
                .replicationInstanceArn(account.newArn("rep", request.resourceIdentifier()))
                .replicationInstanceClass(Offerings.instanceClass(request.replicationInstanceClass()))
                .replicationSubnetGroup(subnetGroups.of(request.replicationSubnetGroupIdentifier()))
                .replicationInstancePrivateIpAddresses("127.0.0.1")
                .instanceCreateTime(conductor.time())
                .replicationInstanceStatus(InstanceStatus.CREATING.word())
                .build();
        quotas.requireStorage(checked(instance).allocatedStorage());
        instances.add(instance);
        tags.put(instance.replicationInstanceArn(), request.tags());
        announce(Transition.INSTANCE_CREATING, instance);
        availableAfter(Transition.INSTANCE_CREATING, instance);
        return CreateReplicationInstanceResponse.builder()
                .replicationInstance(instance)
                .build();
    }

    DescribeReplicationInstancesResponse describe(DescribeReplicationInstancesRequest request) {
        Page<ReplicationInstance> page = instances.page(request.filters(), request.maxRecords(), request.marker());
        return DescribeReplicationInstancesResponse.builder()
                .replicationInstances(page.items())
                .marker(page.marker())
                .build();
    }

    ModifyReplicationInstanceResponse modify(ModifyReplicationInstanceRequest request) {
        ReplicationInstance before = get(request.replicationInstanceArn());
        ReplicationInstance wanted = checked(Members.carry(request, before).toBuilder()
                .replicationInstanceIdentifier(renamed(before, request))
                .build());
        quotas.requireStorage(wanted.allocatedStorage() - before.allocatedStorage());
        boolean upgrade = !wanted.engineVersion().equals(before.engineVersion());
        if (Offerings.isOlder(wanted.engineVersion(), before.engineVersion())) {
            throw Faults.invalidCombination("replication instance " + before.replicationInstanceArn()
                    + " has engine version " + before.engineVersion() + " and cannot go back to "
                    + wanted.engineVersion());
        }
        ReplicationInstance changed = become(wanted, upgrade ? InstanceStatus.UPGRADING : InstanceStatus.MODIFYING);
        Transition transition = upgrade ? Transition.INSTANCE_UPGRADING : Transition.INSTANCE_MODIFYING;
        announce(transition, changed);
        availableAfter(transition, changed);
        return ModifyReplicationInstanceResponse.builder()
                .replicationInstance(changed)
                .build();
    }

    RebootReplicationInstanceResponse reboot(RebootReplicationInstanceRequest request) {
        ReplicationInstance instance = get(request.replicationInstanceArn());
        boolean failover =
                Boolean.TRUE.equals(request.forceFailover()) || Boolean.TRUE.equals(request.forcePlannedFailover());
        if (failover && !Boolean.TRUE.equals(instance.multiAZ())) {
            throw Faults.invalidCombination("replication instance " + instance.replicationInstanceArn()
                    + " is not Multi-AZ, so there is nothing to fail over to; leave out ForceFailover and"
                    + " ForcePlannedFailover");
        }
        ReplicationInstance rebooting = become(instance, InstanceStatus.REBOOTING);
        if (failover) {
            events.ofInstance(rebooting, "failover", "Replication instance fails over to its standby.");
        }
        announce(Transition.INSTANCE_REBOOTING, rebooting);
        availableAfter(Transition.INSTANCE_REBOOTING, rebooting);
        return RebootReplicationInstanceResponse.builder()
                .replicationInstance(rebooting)
                .build();
    }

    DeleteReplicationInstanceResponse delete(DeleteReplicationInstanceRequest request) {
        ReplicationInstance instance = get(request.replicationInstanceArn());
        String arn = instance.replicationInstanceArn();
        if (hasTasks.test(arn)) {
            throw Faults.invalidState("replication instance " + arn + " has replication tasks; delete them first");
        }
        ReplicationInstance deleting = become(instance, InstanceStatus.DELETING);
        announce(Transition.INSTANCE_DELETING, deleting);
        removeLater(deleting);
        return DeleteReplicationInstanceResponse.builder()
                .replicationInstance(deleting)
                .build();
    }

    private void removeLater(ReplicationInstance deleting) {
        String arn = deleting.replicationInstanceArn();
        conductor.later(Transition.INSTANCE_DELETING, () -> {
            events.ofInstance(deleting, "deletion", "Replication instance has been deleted.");
            instances.remove(arn);
            gone.accept(arn);
        });
    }

    /** Lets what was on its way in an earlier process go on to its end. */
    void goOn() {
        for (ReplicationInstance instance : instances.all()) {
            switch (InstanceStatus.of(instance.replicationInstanceStatus())) {
                case CREATING -> availableAfter(Transition.INSTANCE_CREATING, instance);
                case MODIFYING -> availableAfter(Transition.INSTANCE_MODIFYING, instance);
                case UPGRADING -> availableAfter(Transition.INSTANCE_UPGRADING, instance);
                case REBOOTING -> availableAfter(Transition.INSTANCE_REBOOTING, instance);
                case DELETING -> removeLater(instance);
                case STORAGE_FULL -> become(instance, InstanceStatus.AVAILABLE); // nobody remembers who filled it
                case AVAILABLE -> {
                    // Stays as it is.
                }
            }
        }
    }

    /** Returns an instance that can take work. */
    ReplicationInstance available(String arn) {
        ReplicationInstance instance = get(arn);
        whyNotAvailable(arn).ifPresent(obstacle -> {
            throw Faults.invalidState(obstacle);
        });
        return instance;
    }

    /** Returns why the instance of this ARN cannot take work, if it cannot. */
    Optional<String> whyNotAvailable(String arn) {
        String status = instances
                .find(arn)
                .map(ReplicationInstance::replicationInstanceStatus)
                .orElse("gone");
        return status.equals(InstanceStatus.AVAILABLE.word())
                ? Optional.empty()
                : Optional.of("replication instance " + arn + " is " + status + "; it must be available");
    }

    ReplicationInstance get(String arn) {
        return instances.get("ReplicationInstanceArn", arn);
    }

    /** Returns the instance of this ARN or identifier. */
    ReplicationInstance named(String name) {
        return instances.named(name);
    }

    void storageIsFull(ReplicationInstance instance) {
        become(instance, InstanceStatus.STORAGE_FULL);
    }

    /** There is storage again, if the instance is still there and still waits for it. */
    void storageIsFree(String name) {
        instances.all().stream()
                .filter(instance -> instance.replicationInstanceArn().equals(name)
                        || instance.replicationInstanceIdentifier().equalsIgnoreCase(name))
                .filter(instance -> instance.replicationInstanceStatus().equals(InstanceStatus.STORAGE_FULL.word()))
                .forEach(instance -> become(instance, InstanceStatus.AVAILABLE));
    }

    /** It goes away for as long as somebody else says. */
    void reboots(ReplicationInstance instance) {
        become(instance, InstanceStatus.REBOOTING);
    }

    void isBack(ReplicationInstance instance) {
        become(instance, InstanceStatus.AVAILABLE);
    }

    boolean exists(String arn) {
        return instances.find(arn).isPresent();
    }

    boolean anyIn(String subnetGroup) {
        return instances.all().stream().anyMatch(instance -> instance.replicationSubnetGroup()
                .replicationSubnetGroupIdentifier()
                .equals(subnetGroup));
    }

    List<ReplicationInstance> all() {
        return instances.all();
    }

    boolean isNamed(String identifier) {
        return instances.all().stream()
                .anyMatch(instance -> instance.replicationInstanceIdentifier().equals(identifier));
    }

    long storage() {
        return instances.all().stream()
                .mapToLong(ReplicationInstance::allocatedStorage)
                .sum();
    }

    int count() {
        return instances.all().size();
    }

    private String renamed(ReplicationInstance before, ModifyReplicationInstanceRequest request) {
        String asked = request.replicationInstanceIdentifier();
        if (asked == null || asked.equalsIgnoreCase(before.replicationInstanceIdentifier())) {
            return before.replicationInstanceIdentifier();
        }
        instances.refuseTaken(Faults.identifier("ReplicationInstanceIdentifier", asked, MAX_IDENTIFIER));
        return asked.toLowerCase(Locale.ROOT);
    }

    private void availableAfter(Transition transition, ReplicationInstance busy) {
        conductor.later(transition, () -> {
            ReplicationInstance available = become(get(busy.replicationInstanceArn()), InstanceStatus.AVAILABLE);
            announce(transition, available);
        });
    }

    /** Notes the status of an instance as an event in the category of the transition that it begins or ends. */
    private void announce(Transition transition, ReplicationInstance instance) {
        String category =
                switch (transition) {
                    case INSTANCE_CREATING -> "creation";
                    case INSTANCE_DELETING -> "deletion";
                    case INSTANCE_MODIFYING -> "configuration change";
                    default -> "maintenance";
                };
        events.ofInstance(instance, category, "Replication instance is " + instance.replicationInstanceStatus() + ".");
    }

    /** The only place where the status changes. */
    private ReplicationInstance become(ReplicationInstance instance, InstanceStatus next) {
        InstanceStatus status = InstanceStatus.of(instance.replicationInstanceStatus());
        if (!status.canBecome(next)) {
            throw Faults.invalidState("replication instance " + instance.replicationInstanceArn() + " is "
                    + status.word() + " and cannot be " + next.word());
        }
        ReplicationInstance changed =
                instance.toBuilder().replicationInstanceStatus(next.word()).build();
        instances.replace(changed);
        return changed;
    }

    /**
     * Storage is 5 to 6144 GiB.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/dms/latest/APIReference/API_CreateReplicationInstance.html">CreateReplicationInstance</a>
     */
    private static ReplicationInstance checked(ReplicationInstance instance) {
        int storage = instance.allocatedStorage();
        if (storage < 5 || storage > 6144) {
            throw Faults.invalidValue("the parameter AllocatedStorage is " + storage + "; allowed are 5 to 6144 GiB");
        }
        Offerings.instanceClass(instance.replicationInstanceClass());
        Offerings.version(instance.engineVersion());
        return instance;
    }
}
