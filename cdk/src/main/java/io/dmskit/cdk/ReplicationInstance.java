package io.dmskit.cdk;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Resource;
import software.amazon.awscdk.ResourceProps;
import software.amazon.awscdk.Size;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.dms.CfnReplicationInstance;
import software.amazon.awscdk.services.ec2.Connections;
import software.amazon.awscdk.services.ec2.ConnectionsProps;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.kms.IKey;
import software.constructs.Construct;

/**
 * A replication instance: private, with a standby in another zone, encrypted with a key that rotates, minor upgrades on.
 *
 * <pre>{@code
 * ReplicationInstance instance = ReplicationInstance.Builder.create(this, "Replication")
 *         .vpc(vpc)
 *         .instanceClass(ReplicationInstanceClass.R6I_LARGE)
 *         .allocatedStorage(Size.gibibytes(100))
 *         .build();
 * database.getConnections().allowDefaultPortFrom(instance);
 * }</pre>
 *
 * <p>Its security group lets it out to port 443, where AWS's services are, and to nothing else; what is allowed through
 * {@link #getConnections()} adds to that.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-dms-replicationinstance.html">
 *     AWS::DMS::ReplicationInstance</a>
 */
public class ReplicationInstance extends Resource implements IReplicationInstance {
    private final CfnReplicationInstance resource;
    private final Connections connections;
    private final IReplicationSubnetGroup subnetGroup;
    private final IKey encryptionKey;

    /** Creates the instance; for those who extend it. */
    protected ReplicationInstance(Builder builder) {
        super(builder.scope, builder.id, builder.resourceProps());
        subnetGroup = builder.subnetGroup == null ? builder.ownSubnetGroup(this) : builder.subnetGroup;
        List<ISecurityGroup> groups = builder.securityGroups.isEmpty()
                ? List.of(ReplicationNetwork.securityGroup(this, "Replication instance", builder.requireVpc()))
                : builder.securityGroups;
        connections = new Connections(
                ConnectionsProps.builder().securityGroups(groups).build());
        encryptionKey = builder.encryptionKey == null ? ReplicationNetwork.key(this) : builder.encryptionKey;
        resource = CfnReplicationInstance.Builder.create(this, "Resource")
                .replicationInstanceIdentifier(getPhysicalName())
                .replicationInstanceClass(builder.instanceClass.name())
                .engineVersion(builder.engineVersion == null ? null : builder.engineVersion.version())
                .allocatedStorage(builder.allocatedStorage.toGibibytes())
                .multiAz(builder.multiAz)
                .publiclyAccessible(builder.publiclyAccessible)
                .autoMinorVersionUpgrade(builder.autoMinorVersionUpgrade)
                .allowMajorVersionUpgrade(builder.allowMajorVersionUpgrade ? true : null)
                .availabilityZone(builder.availabilityZone)
                .preferredMaintenanceWindow(builder.preferredMaintenanceWindow)
                .kmsKeyId(encryptionKey.getKeyArn())
                .replicationSubnetGroupIdentifier(subnetGroup.getReplicationSubnetGroupName())
                .vpcSecurityGroupIds(
                        groups.stream().map(ISecurityGroup::getSecurityGroupId).toList())
                .build();
        resource.applyRemovalPolicy(builder.removalPolicy);
        builder.acknowledgeOn(resource);
        Tags.of(this).add("Name", getNode().getPath());
    }

    /** Returns an instance that is there already, whose security groups are left as they are. */
    public static IReplicationInstance fromReplicationInstanceAttributes(
            Construct scope, String id, String arn, String identifier, ISecurityGroup... securityGroups) {
        return new Imported(scope, id, arn, identifier, securityGroups);
    }

    @Override
    public String getReplicationInstanceArn() {
        return resource.getRef();
    }

    @Override
    public String getReplicationInstanceIdentifier() {
        String name = getPhysicalName();
        return Token.isUnresolved(name) ? resource.getAttrId() : name;
    }

    @Override
    public Connections getConnections() {
        return connections;
    }

    /** Returns the subnet group it runs in. */
    public IReplicationSubnetGroup getReplicationSubnetGroup() {
        return subnetGroup;
    }

    /** Returns the key its storage is encrypted with. */
    public IKey getEncryptionKey() {
        return encryptionKey;
    }

    private static final class Imported extends Resource implements IReplicationInstance {
        private final String arn;
        private final String identifier;
        private final Connections connections;

        private Imported(Construct scope, String id, String arn, String identifier, ISecurityGroup... securityGroups) {
            super(scope, id, ResourceProps.builder().environmentFromArn(arn).build());
            this.arn = arn;
            this.identifier = identifier;
            this.connections = new Connections(ConnectionsProps.builder()
                    .securityGroups(List.of(securityGroups))
                    .build());
        }

        @Override
        public String getReplicationInstanceArn() {
            return arn;
        }

        @Override
        public String getReplicationInstanceIdentifier() {
            return identifier;
        }

        @Override
        public Connections getConnections() {
            return connections;
        }
    }

    /** Describes an instance to be made. */
    public static final class Builder extends ResourceBuilder<Builder> {
        private static final int LEAST_STORAGE = 5;
        private static final int MOST_STORAGE = 6144;

        private @Nullable IVpc vpc;
        private @Nullable SubnetSelection vpcSubnets;
        private @Nullable IReplicationSubnetGroup subnetGroup;
        private final List<ISecurityGroup> securityGroups = new ArrayList<>();
        private ReplicationInstanceClass instanceClass = ReplicationInstanceClass.R6I_LARGE;
        private @Nullable DmsEngineVersion engineVersion;
        private Size allocatedStorage = Size.gibibytes(100);
        private boolean multiAz = true;
        private boolean publiclyAccessible;
        private boolean autoMinorVersionUpgrade = true;
        private boolean allowMajorVersionUpgrade;
        private @Nullable String availabilityZone;
        private @Nullable String preferredMaintenanceWindow;
        private @Nullable IKey encryptionKey;

        private Builder(Construct scope, String id) {
            super(scope, id);
        }

        /** Begins an instance. */
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

        /** The class; default {@code dms.r6i.large}. */
        public Builder instanceClass(ReplicationInstanceClass value) {
            instanceClass = value;
            return this;
        }

        /** The version of the engine; default: what DMS gives. */
        public Builder engineVersion(DmsEngineVersion value) {
            engineVersion = value;
            return this;
        }

        /**
         * Storage, 5 to 6144 GiB; default 100.
         *
         * @throws IllegalArgumentException if it is another size
         */
        public Builder allocatedStorage(Size value) {
            int gib = value.toGibibytes().intValue();
            if (gib < LEAST_STORAGE || gib > MOST_STORAGE) {
                throw new IllegalArgumentException("allocated storage is " + gib + " GiB: it must be " + LEAST_STORAGE
                        + " to " + MOST_STORAGE + " GiB");
            }
            allocatedStorage = value;
            return this;
        }

        /** Whether there is a standby in another zone; default true. */
        public Builder multiAz(boolean value) {
            multiAz = value;
            return this;
        }

        /** Whether it has an address on the Internet; default false. A change makes a new instance. */
        public Builder publiclyAccessible(boolean value) {
            publiclyAccessible = value;
            return this;
        }

        /** Whether minor versions of the engine come by themselves, in the maintenance window; default true. */
        public Builder autoMinorVersionUpgrade(boolean value) {
            autoMinorVersionUpgrade = value;
            return this;
        }

        /** Whether a change of the engine version may be a major one; default false. */
        public Builder allowMajorVersionUpgrade(boolean value) {
            allowMajorVersionUpgrade = value;
            return this;
        }

        /** The zone of an instance without standby; default: DMS chooses. */
        public Builder availabilityZone(String value) {
            availabilityZone = value;
            return this;
        }

        /**
         * The weekly window for maintenance, UTC, {@code sun:03:00-sun:04:00}; default: DMS chooses.
         *
         * @throws IllegalArgumentException if it has another form
         */
        public Builder preferredMaintenanceWindow(String value) {
            preferredMaintenanceWindow = ReplicationNetwork.maintenanceWindow(value);
            return this;
        }

        /** The key for its storage; default: one is made, which rotates and stays when the stack goes. A change makes a new instance. */
        public Builder encryptionKey(IKey value) {
            encryptionKey = value;
            return this;
        }

        /**
         * Its identifier; default: CloudFormation makes one up, so that the instance can be replaced.
         *
         * @throws IllegalArgumentException if DMS would refuse it
         */
        public Builder replicationInstanceIdentifier(String value) {
            return identifier(DmsIdentifier.instance(value));
        }

        /**
         * Makes the instance.
         *
         * @throws IllegalArgumentException if there is no network to put it into, or a zone is asked for and a standby too
         */
        public ReplicationInstance build() {
            ReplicationNetwork.requireOneZoneOrStandby(path(), availabilityZone, multiAz);
            return new ReplicationInstance(this);
        }

        private IReplicationSubnetGroup ownSubnetGroup(Construct instance) {
            return ReplicationNetwork.subnetGroup(instance, requireVpc(), vpcSubnets);
        }

        private IVpc requireVpc() {
            return required("vpc", vpc);
        }
    }
}
