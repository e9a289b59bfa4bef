package io.dmskit.local.dms;

import io.dmskit.local.wire.ModelCodec;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.databasemigration.model.AvailabilityZone;
import software.amazon.awssdk.services.databasemigration.model.CreateReplicationSubnetGroupRequest;
import software.amazon.awssdk.services.databasemigration.model.CreateReplicationSubnetGroupResponse;
import software.amazon.awssdk.services.databasemigration.model.DeleteReplicationSubnetGroupRequest;
import software.amazon.awssdk.services.databasemigration.model.DeleteReplicationSubnetGroupResponse;
import software.amazon.awssdk.services.databasemigration.model.DescribeReplicationSubnetGroupsRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeReplicationSubnetGroupsResponse;
import software.amazon.awssdk.services.databasemigration.model.ModifyReplicationSubnetGroupRequest;
import software.amazon.awssdk.services.databasemigration.model.ModifyReplicationSubnetGroupResponse;
import software.amazon.awssdk.services.databasemigration.model.ReplicationSubnetGroup;
import software.amazon.awssdk.services.databasemigration.model.Subnet;

/** Subnet groups: remembered, since a local instance has no network. Used under the {@link Conductor} only. */
final class SubnetGroups {
    private final Account account;
    private final Tags tags;
    private final Predicate<String> used;
    private final Resources<ReplicationSubnetGroup> groups;

    /** Creates none; {@code used} tells whether an instance or a replication is in the group of this identifier. */
    SubnetGroups(Account account, Conductor conductor, Tags tags, Predicate<String> used) {
        this.account = account;
        this.tags = tags;
        this.used = used;
        groups = new Resources<>(
                "replication subnet group",
                ReplicationSubnetGroup::replicationSubnetGroupIdentifier,
                this::arn,
                Filters.<ReplicationSubnetGroup>none()
                        .with("replication-subnet-group-id", ReplicationSubnetGroup::replicationSubnetGroupIdentifier),
                conductor.shelf("replication-subnet-group", ModelCodec.of(ReplicationSubnetGroup::builder)));
    }

    CreateReplicationSubnetGroupResponse create(CreateReplicationSubnetGroupRequest request) {
        String name = checked(
                Faults.required("ReplicationSubnetGroupIdentifier", request.replicationSubnetGroupIdentifier()));
        ReplicationSubnetGroup group = group(
                name,
                Faults.required("ReplicationSubnetGroupDescription", request.replicationSubnetGroupDescription()),
                subnets(request.subnetIds()));
        groups.add(group);
        tags.put(arn(group), request.tags());
        return CreateReplicationSubnetGroupResponse.builder()
                .replicationSubnetGroup(group)
                .build();
    }

    DescribeReplicationSubnetGroupsResponse describe(DescribeReplicationSubnetGroupsRequest request) {
        Page<ReplicationSubnetGroup> page = groups.page(request.filters(), request.maxRecords(), request.marker());
        return DescribeReplicationSubnetGroupsResponse.builder()
                .replicationSubnetGroups(page.items())
                .marker(page.marker())
                .build();
    }

    ModifyReplicationSubnetGroupResponse modify(ModifyReplicationSubnetGroupRequest request) {
        ReplicationSubnetGroup before =
                named(Faults.required("ReplicationSubnetGroupIdentifier", request.replicationSubnetGroupIdentifier()));
        String description = request.replicationSubnetGroupDescription();
        ReplicationSubnetGroup changed = group(
                before.replicationSubnetGroupIdentifier(),
                description == null ? before.replicationSubnetGroupDescription() : description,
                subnets(request.subnetIds()));
        groups.replace(changed);
        return ModifyReplicationSubnetGroupResponse.builder()
                .replicationSubnetGroup(changed)
                .build();
    }

    private static List<String> subnets(List<String> given) {
        if (given.isEmpty()) {
            throw Faults.invalidValue("the parameter SubnetIds must name at least one subnet");
        }
        return given;
    }

    DeleteReplicationSubnetGroupResponse delete(DeleteReplicationSubnetGroupRequest request) {
        ReplicationSubnetGroup group =
                named(Faults.required("ReplicationSubnetGroupIdentifier", request.replicationSubnetGroupIdentifier()));
        if (used.test(group.replicationSubnetGroupIdentifier())) {
            throw Faults.invalidState("replication subnet group " + group.replicationSubnetGroupIdentifier()
                    + " is used by replication instances or replication configs; delete them first");
        }
        groups.remove(arn(group));
        tags.forget(arn(group));
        return DeleteReplicationSubnetGroupResponse.builder().build();
    }

    /**
     * Returns a name in lower case, in which it is stored.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/dms/latest/APIReference/API_CreateReplicationSubnetGroup.html">CreateReplicationSubnetGroup</a>
     */
    private static String checked(String name) {
        if (!name.matches("[A-Za-z0-9 ._-]{1,255}") || name.equalsIgnoreCase("default")) {
            throw Faults.invalidValue("the parameter ReplicationSubnetGroupIdentifier is \"" + name
                    + "\"; it has 1 to 255 ASCII letters, digits, periods, spaces, underscores and hyphens, and is not"
                    + " \"default\"");
        }
        return name.toLowerCase(Locale.ROOT);
    }

    /** Returns the group an instance is in: the one of this name, or the default one when none is given. */
    ReplicationSubnetGroup of(@Nullable String name) {
        return name == null
                ? group("default", "default", List.of("subnet-local-a", "subnet-local-b"))
                : named(name.toLowerCase(Locale.ROOT));
    }

    int count() {
        return groups.all().size();
    }

    boolean exists(String groupArn) {
        return groups.find(groupArn).isPresent();
    }

    private ReplicationSubnetGroup named(String name) {
        return groups.get("ReplicationSubnetGroupIdentifier", account.arn("subgrp", name.toLowerCase(Locale.ROOT)));
    }

    private String arn(ReplicationSubnetGroup group) {
        return account.arn("subgrp", group.replicationSubnetGroupIdentifier());
    }

    private ReplicationSubnetGroup group(String name, String description, List<String> subnets) {
        return ReplicationSubnetGroup.builder()
                .replicationSubnetGroupIdentifier(name)
                .replicationSubnetGroupDescription(description)
                .vpcId("vpc-local")
                .subnetGroupStatus("Complete")
                .supportedNetworkTypes("IPV4")
                .subnets(IntStream.range(0, subnets.size())
                        .mapToObj(index -> subnet(subnets.get(index), index))
                        .toList())
                .build();
    }

    private Subnet subnet(String id, int index) {
        AvailabilityZone zone = AvailabilityZone.builder()
                .name(account.region() + "abcdef".charAt(index % 6))
                .build();
        return Subnet.builder()
                .subnetIdentifier(id)
                .subnetAvailabilityZone(zone)
                .subnetStatus("Active")
                .build();
    }
}
