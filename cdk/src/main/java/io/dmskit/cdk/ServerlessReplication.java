package io.dmskit.cdk;

import io.dmskit.migration.Capacity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Resource;
import software.amazon.awscdk.ResourceProps;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.dms.CfnReplicationConfig;
import software.amazon.awscdk.services.dms.CfnReplicationConfigProps;
import software.amazon.awscdk.services.ec2.Connections;
import software.amazon.awscdk.services.ec2.ConnectionsProps;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.kms.IKey;
import software.constructs.Construct;

/**
 * A serverless replication: DMS provides the capacity between a least and a most. With a standby in another zone, encrypted with a key
 * that rotates, its log on.
 *
 * <pre>{@code
 * ServerlessReplication.Builder.create(this, "Orders")
 *         .vpc(vpc)
 *         .capacity(new Capacity.Serverless(Optional.of(2), 16, true))
 *         .source(source)
 *         .target(target)
 *         .migrationType(MigrationType.FULL_LOAD_AND_CDC)
 *         .tableMappings(mappings)
 *         .build();
 * }</pre>
 *
 * <p>A position to start from cannot be deployed: it is an argument of each start.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-dms-replicationconfig.html">
 *     AWS::DMS::ReplicationConfig</a>
 */
public class ServerlessReplication extends Resource implements IServerlessReplication {
    private static final int LONGEST_IDENTIFIER = 63;

    private final CfnReplicationConfig resource;
    private final Connections connections;

    /** Creates the replication; for those who extend it. */
    protected ServerlessReplication(Builder builder) {
        super(builder.scope, builder.id);
        IReplicationSubnetGroup subnetGroup =
                builder.subnetGroup == null ? builder.ownSubnetGroup(this) : builder.subnetGroup;
        List<ISecurityGroup> groups = builder.securityGroups.isEmpty()
                ? List.of(ReplicationNetwork.securityGroup(this, "Serverless replication", builder.requireVpc()))
                : builder.securityGroups;
        connections = new Connections(
                ConnectionsProps.builder().securityGroups(groups).build());
        IKey key = builder.encryptionKey == null ? ReplicationNetwork.key(this) : builder.encryptionKey;
        Capacity.Serverless capacity = builder.capacity;
        IEndpoint source = builder.source();
        IEndpoint target = builder.target();
        String identifier = identifier(builder);
        CfnReplicationConfigProps props = CfnReplicationConfigProps.builder()
                .replicationConfigIdentifier(identifier)
                .replicationType(builder.migrationType())
                .sourceEndpointArn(source.getEndpointArn())
                .targetEndpointArn(target.getEndpointArn())
                .tableMappings(builder.mappings().map())
                .replicationSettings(
                        TaskJson.of(FullLogging.of(this, builder.settings)).map())
                .computeConfig(CfnReplicationConfig.ComputeConfigProperty.builder()
                        .minCapacityUnits(capacity.min().orElse(null))
                        .maxCapacityUnits(capacity.max())
                        .multiAz(capacity.multiAz())
                        .availabilityZone(builder.availabilityZone)
                        .preferredMaintenanceWindow(builder.preferredMaintenanceWindow)
                        .kmsKeyId(key.getKeyArn())
                        .replicationSubnetGroupId(subnetGroup.getReplicationSubnetGroupName())
                        .vpcSecurityGroupIds(groups.stream()
                                .map(ISecurityGroup::getSecurityGroupId)
                                .toList())
                        .build())
                .build();
        resource = new DefinedConfig(this, "Resource", props);
        resource.applyRemovalPolicy(builder.removalPolicy);
        builder.acknowledgeOn(resource);
        Tags.of(this).add("Name", getNode().getPath());
        ReplicationRun.attach(
                this, resource, identifier, builder.policies(), new ReplicationRun.Ends(null, source, target));
    }

    /** Returns a replication that is there already, whose security groups are left as they are. */
    public static IServerlessReplication fromReplicationConfigArn(
            Construct scope, String id, String arn, ISecurityGroup... securityGroups) {
        return new Imported(scope, id, arn, securityGroups);
    }

    @Override
    public String getReplicationConfigArn() {
        return resource.getRef();
    }

    @Override
    public Connections getConnections() {
        return connections;
    }

    /** CloudFormation makes up no identifier here, so it comes from the place in the tree. */
    private String identifier(Builder builder) {
        return builder.identifier() == null ? DmsIdentifier.fromPlace(this, LONGEST_IDENTIFIER) : builder.identifier();
    }

    private static final class Imported extends Resource implements IServerlessReplication {
        private final String arn;
        private final Connections connections;

        private Imported(Construct scope, String id, String arn, ISecurityGroup... securityGroups) {
            super(scope, id, ResourceProps.builder().environmentFromArn(arn).build());
            this.arn = arn;
            this.connections = new Connections(ConnectionsProps.builder()
                    .securityGroups(List.of(securityGroups))
                    .build());
        }

        @Override
        public String getReplicationConfigArn() {
            return arn;
        }

        @Override
        public Connections getConnections() {
            return connections;
        }
    }

    /** Describes a replication to be made. */
    public static final class Builder extends ReplicationBuilder<Builder> {
        private @Nullable IVpc vpc;
        private @Nullable SubnetSelection vpcSubnets;
        private @Nullable IReplicationSubnetGroup subnetGroup;
        private final List<ISecurityGroup> securityGroups = new ArrayList<>();
        private Capacity.Serverless capacity = new Capacity.Serverless(Optional.empty(), 16, true);
        private @Nullable String availabilityZone;
        private @Nullable String preferredMaintenanceWindow;
        private @Nullable IKey encryptionKey;

        private Builder(Construct scope, String id) {
            super(scope, id);
        }

        /** Begins a replication. */
        public static Builder create(Construct scope, String id) {
            return new Builder(scope, id);
        }

        /** The network; needed unless both a subnet group and security groups are given. */
        public Builder vpc(IVpc value) {
            vpc = value;
            return this;
        }

        /** Subnets of the subnet group that is made; default: the private ones, in two zones at least. */
        public Builder vpcSubnets(SubnetSelection value) {
            vpcSubnets = value;
            return this;
        }

        /** A subnet group to use; default: one is made. */
        public Builder replicationSubnetGroup(IReplicationSubnetGroup value) {
            subnetGroup = value;
            return this;
        }

        /** Security groups to use; default: one is made, which lets out to port 443 only. */
        public Builder securityGroups(ISecurityGroup... values) {
            securityGroups.addAll(Stream.of(values).toList());
            return this;
        }

        /** Least and most capacity, and whether there is a standby; default: what DMS thinks right, 16 units at most, with a standby. */
        public Builder capacity(Capacity.Serverless value) {
            capacity = value;
            return this;
        }

        /** The zone of a replication without standby; default: DMS chooses. */
        public Builder availabilityZone(String value) {
            availabilityZone = value;
            return this;
        }

        /** The weekly window for maintenance, UTC, {@code sun:03:00-sun:04:00}; default: DMS chooses. */
        public Builder preferredMaintenanceWindow(String value) {
            preferredMaintenanceWindow = ReplicationNetwork.maintenanceWindow(value);
            return this;
        }

        /** The key for its storage; default: one is made, which rotates and stays when the stack goes. */
        public Builder encryptionKey(IKey value) {
            encryptionKey = value;
            return this;
        }

        /**
         * Its identifier; default: made of its place in the tree.
         *
         * @throws IllegalArgumentException if DMS would refuse it
         */
        public Builder replicationConfigIdentifier(String value) {
            return identifier(DmsIdentifier.of("replication config identifier", value));
        }

        /**
         * Makes the replication.
         *
         * @throws IllegalArgumentException if something is missing or too large
         */
        public ServerlessReplication build() {
            ReplicationNetwork.requireOneZoneOrStandby(path(), availabilityZone, capacity.multiAz());
            return new ServerlessReplication(this);
        }

        private IVpc requireVpc() {
            return required("vpc", vpc);
        }

        private IReplicationSubnetGroup ownSubnetGroup(Construct replication) {
            return ReplicationNetwork.subnetGroup(replication, requireVpc(), vpcSubnets);
        }
    }
}
