package io.dmskit.cdk;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Resource;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.dms.CfnReplicationSubnetGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SelectedSubnets;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.constructs.Construct;

/**
 * The subnets that replication instances run in. DMS makes it with the role {@code dms-vpc-role}: where a stack makes that too
 * ({@link DmsAccountRoles}), it is made first.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-dms-replicationsubnetgroup.html">
 *     AWS::DMS::ReplicationSubnetGroup</a>
 */
public class ReplicationSubnetGroup extends Resource implements IReplicationSubnetGroup {
    private final CfnReplicationSubnetGroup resource;

    /** Creates the group; for those who extend it. */
    protected ReplicationSubnetGroup(Builder builder) {
        super(builder.scope, builder.id);
        SelectedSubnets subnets = builder.selected();
        resource = CfnReplicationSubnetGroup.Builder.create(this, "Resource")
                .replicationSubnetGroupIdentifier(builder.identifier())
                .replicationSubnetGroupDescription(
                        builder.description == null
                                ? "Replication subnets of " + getNode().getPath()
                                : builder.description)
                .subnetIds(subnets.getSubnetIds())
                .build();
        resource.applyRemovalPolicy(builder.removalPolicy);
        DmsAccountRoles.before(this);
        builder.acknowledgeOn(resource);
        Tags.of(this).add("Name", getNode().getPath());
    }

    /** Returns a group that is there already. */
    public static IReplicationSubnetGroup fromReplicationSubnetGroupName(Construct scope, String id, String name) {
        return new Imported(scope, id, name);
    }

    @Override
    public String getReplicationSubnetGroupName() {
        return resource.getRef();
    }

    private static final class Imported extends Resource implements IReplicationSubnetGroup {
        private final String name;

        private Imported(Construct scope, String id, String name) {
            super(scope, id);
            this.name = name;
        }

        @Override
        public String getReplicationSubnetGroupName() {
            return name;
        }
    }

    /** Describes a group to be made. */
    public static final class Builder extends ResourceBuilder<Builder> {
        private @Nullable IVpc vpc;
        private SubnetSelection vpcSubnets = SubnetSelection.builder()
                .subnetType(SubnetType.PRIVATE_WITH_EGRESS)
                .build();
        private @Nullable String description;

        private Builder(Construct scope, String id) {
            super(scope, id);
        }

        /** Begins a group. */
        public static Builder create(Construct scope, String id) {
            return new Builder(scope, id);
        }

        /** The network; needed. */
        public Builder vpc(IVpc value) {
            vpc = value;
            return this;
        }

        /** Which of its subnets; default: the private ones with a way out. They must be in two zones at least. */
        public Builder vpcSubnets(SubnetSelection value) {
            vpcSubnets = value;
            return this;
        }

        /** What it is for; default: its place in the tree. */
        public Builder description(String value) {
            description = value;
            return this;
        }

        /**
         * Its identifier; default: CloudFormation makes one up.
         *
         * @throws IllegalArgumentException if DMS would refuse it
         */
        public Builder replicationSubnetGroupIdentifier(String value) {
            return identifier(DmsIdentifier.of("replication subnet group identifier", value));
        }

        /**
         * Makes the group.
         *
         * @throws IllegalArgumentException if there is no network, or its subnets are not in two zones
         */
        public ReplicationSubnetGroup build() {
            return new ReplicationSubnetGroup(this);
        }

        private SelectedSubnets selected() {
            SelectedSubnets subnets = required("vpc", vpc).selectSubnets(vpcSubnets);
            Set<String> zones = new TreeSet<>(subnets.getAvailabilityZones());
            if (!subnets.getIsPendingLookup() && zones.size() < 2) {
                throw new IllegalArgumentException(path() + ": its subnets are in " + zones.size()
                        + " availability zone" + (zones.size() == 1 ? "" : "s")
                        + "; DMS wants two at least, so select more with vpcSubnets(...)");
            }
            return subnets;
        }
    }
}
