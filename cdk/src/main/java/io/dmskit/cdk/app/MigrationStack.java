package io.dmskit.cdk.app;

import io.dmskit.cdk.DatabaseMigration;
import io.dmskit.cdk.DmsAccountRoles;
import io.dmskit.cdk.IReplicationInstance;
import io.dmskit.cdk.ReplicationInstance;
import io.dmskit.migration.Capacity;
import io.dmskit.migration.Migration;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.ec2.FlowLogDestination;
import software.amazon.awscdk.services.ec2.FlowLogOptions;
import software.amazon.awscdk.services.ec2.IPeer;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SecurityGroupImportOptions;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcLookupOptions;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.rds.DatabaseInstance;
import software.amazon.awscdk.services.rds.DatabaseInstanceAttributes;
import software.amazon.awscdk.services.rds.IDatabaseInstance;
import software.constructs.IConstruct;

/** Everything that the migrations of some files need: the network and the account's roles once, then each migration by its name. */
final class MigrationStack extends Stack {
    private static final int ZONES = 2;
    private static final int SUBNET_MASK = 24;
    private static final int POSTGRES = 5432;

    private final Choices choices;

    MigrationStack(App app, String name, Choices choices, List<Migration> migrations) {
        super(
                app,
                name,
                StackProps.builder()
                        .description("Database migrations on AWS DMS: "
                                + String.join(
                                        ", ",
                                        migrations.stream().map(Migration::name).toList()))
                        .env(environment(choices))
                        .build());
        this.choices = choices;
        if (!choices.rolesExist()) {
            DmsAccountRoles.Builder.create(this, "AccountRoles").build();
        }
        Optional<IReplicationInstance> instance = choices.instance().map(this::existing);
        boolean needsNetwork = instance.isEmpty()
                || migrations.stream().anyMatch(migration -> migration.capacity() instanceof Capacity.Serverless);
        Optional<IVpc> vpc = needsNetwork ? Optional.of(network()) : Optional.empty();
        migrations.forEach(migration -> make(migration, vpc, instance));
    }

    private void make(Migration migration, Optional<IVpc> vpc, Optional<IReplicationInstance> instance) {
        DatabaseMigration.Builder made = DatabaseMigration.Builder.create(this, migration.name())
                .migration(migration)
                .sourcePeer(peer(choices.source()))
                .targetPeer(peer(choices.target()))
                .startPolicy(choices.start())
                .updatePolicy(choices.update())
                .monitored(choices.alarms())
                .topicsExist(choices.topicsExist())
                .mustRun(choices.mustRun());
        choices.source().port().ifPresent(made::sourcePort);
        choices.target().port().ifPresent(made::targetPort);
        choices.sourceInstance().map(this::database).ifPresent(made::sourceInstance);
        vpc.ifPresent(made::vpc);
        instance.ifPresent(made::replicationInstance);
        made.build();
    }

    /** Metrics are kept under the identifier; nothing else of it is needed. */
    private IDatabaseInstance database(String identifier) {
        String id = "SourceDatabase-" + identifier;
        IConstruct there = getNode().tryFindChild(id);
        return there == null
                ? DatabaseInstance.fromDatabaseInstanceAttributes(
                        this,
                        id,
                        DatabaseInstanceAttributes.builder()
                                .instanceIdentifier(identifier)
                                .instanceEndpointAddress(identifier)
                                .port(POSTGRES)
                                .securityGroups(List.of())
                                .build())
                : (IDatabaseInstance) there;
    }

    private static IPeer peer(Choices.Place place) {
        return place.cidr().map(Peer::ipv4).orElseGet(Peer::anyIpv4);
    }

    /** Agnostic unless chosen, so that the template can be made without an account and serves any. */
    private static Environment environment(Choices choices) {
        return Environment.builder()
                .account(choices.account().orElse(null))
                .region(choices.region().orElse(null))
                .build();
    }

    private IVpc network() {
        return choices.vpc().map(this::lookedUp).orElseGet(this::ownVpc);
    }

    private IVpc lookedUp(String id) {
        return Vpc.fromLookup(
                this, "Network", VpcLookupOptions.builder().vpcId(id).build());
    }

    private IVpc ownVpc() {
        Vpc vpc = Vpc.Builder.create(this, "Network")
                .maxAzs(ZONES)
                .natGateways(1)
                .restrictDefaultSecurityGroup(false)
                .subnetConfiguration(List.of(
                        subnets("public", SubnetType.PUBLIC), subnets("replication", SubnetType.PRIVATE_WITH_EGRESS)))
                .build();
        LogGroup flows = LogGroup.Builder.create(this, "FlowLogs")
                .retention(RetentionDays.ONE_MONTH)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        vpc.addFlowLog(
                "FlowLog",
                FlowLogOptions.builder()
                        .destination(FlowLogDestination.toCloudWatchLogs(flows))
                        .build());
        return vpc;
    }

    private static SubnetConfiguration subnets(String name, SubnetType type) {
        return SubnetConfiguration.builder()
                .name(name)
                .subnetType(type)
                .cidrMask(SUBNET_MASK)
                .mapPublicIpOnLaunch(type == SubnetType.PUBLIC ? false : null)
                .build();
    }

    private IReplicationInstance existing(Choices.Instance there) {
        ISecurityGroup[] groups = there.securityGroups().stream()
                .map(id -> SecurityGroup.fromSecurityGroupId(
                        this,
                        "Group-" + id,
                        id,
                        SecurityGroupImportOptions.builder().mutable(false).build()))
                .toArray(ISecurityGroup[]::new);
        return ReplicationInstance.fromReplicationInstanceAttributes(
                this, "Instance", there.arn(), there.identifier(), groups);
    }
}
