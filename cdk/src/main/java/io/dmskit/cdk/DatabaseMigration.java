package io.dmskit.cdk;

import io.dmskit.alarm.MigrationAlarms;
import io.dmskit.alarm.Subject;
import io.dmskit.document.InvalidDocumentException;
import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.endpoint.EndpointSide;
import io.dmskit.endpoint.Tls;
import io.dmskit.migration.Capacity;
import io.dmskit.migration.Migration;
import io.dmskit.migration.MigrationFile;
import io.dmskit.migration.ResourceNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Size;
import software.amazon.awscdk.services.ec2.Connections;
import software.amazon.awscdk.services.ec2.IConnectable;
import software.amazon.awscdk.services.ec2.IPeer;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.rds.IDatabaseInstance;
import software.amazon.awscdk.services.sns.ITopic;
import software.constructs.Construct;

/**
 * A whole migration, as its file says it: replication instance or serverless capacity, both endpoints, the task, alarms. Everything is called
 * as {@code dmskit apply} would call it, so that {@code dmskit start}, {@code status} and the others find it.
 *
 * <pre>{@code
 * DatabaseMigration bank = DatabaseMigration.Builder.create(this, "Bank")
 *         .file(Path.of("bank/migration.yaml"))
 *         .vpc(vpc)
 *         .build();
 * bank.getReplication().grantOperate(operators);
 * }</pre>
 *
 * <p>What the file leaves unprotected on purpose ({@code tls: none}, {@code multi-az: false}) is left so, with the file as the reason
 * that the checks at synth are told.
 */
public class DatabaseMigration extends Construct implements IConnectable {
    private final Migration migration;
    private final Optional<IReplicationInstance> instance;
    private final Endpoint source;
    private final Endpoint target;
    private final IReplication replication;
    private final Connections connections;
    private final Optional<MigrationMonitoring> monitoring;

    /** Creates the migration's resources; for those who extend it. */
    protected DatabaseMigration(Builder builder) {
        super(builder.scope, builder.id);
        migration = builder.requireMigration();
        ResourceNames names = ResourceNames.of(migration);
        source = endpoint(EndpointSide.SOURCE, migration.source(), names.sourceEndpoint());
        target = endpoint(EndpointSide.TARGET, migration.target(), names.targetEndpoint());
        if (migration.capacity() instanceof Capacity.Provisioned capacity) {
            IReplicationInstance runsOn =
                    builder.instance == null ? instance(builder, capacity, names) : builder.instance;
            instance = Optional.of(runsOn);
            connections = runsOn.getConnections();
            replication = task(builder, runsOn, names);
        } else {
            instance = Optional.empty();
            ServerlessReplication serverless = serverless(builder, (Capacity.Serverless) migration.capacity(), names);
            connections = serverless.getConnections();
            replication = serverless;
        }
        reach(new Reached(builder.sourcePeer, Optional.ofNullable(builder.sourcePort)), migration.source(), "source");
        reach(new Reached(builder.targetPeer, Optional.ofNullable(builder.targetPort)), migration.target(), "target");
        monitoring = builder.monitored ? Optional.of(monitoring(builder)) : Optional.empty();
        output("SourceEndpointArn", source.getEndpointArn());
        output("TargetEndpointArn", target.getEndpointArn());
        output("ReplicationArn", replication.getReplicationArn());
        monitoring.ifPresent(watched -> output("TopicArn", watched.getTopic().getTopicArn()));
    }

    /** Returns what the file says. */
    public Migration getMigration() {
        return migration;
    }

    /** Returns the instance it runs on; none if it is serverless. */
    public Optional<IReplicationInstance> getReplicationInstance() {
        return instance;
    }

    /** Returns where rows come from. */
    public Endpoint getSource() {
        return source;
    }

    /** Returns where rows go. */
    public Endpoint getTarget() {
        return target;
    }

    /** Returns the task or the serverless replication. */
    public IReplication getReplication() {
        return replication;
    }

    /** Returns its alarms, dashboard and rules; none if nobody wanted them. */
    public Optional<MigrationMonitoring> getMonitoring() {
        return monitoring;
    }

    /** Returns the connections of what reaches the databases. */
    @Override
    public Connections getConnections() {
        return connections;
    }

    private Endpoint endpoint(EndpointSide side, EndpointDefinition definition, String name) {
        Endpoint.Builder endpoint = Endpoint.Builder.create(this, side == EndpointSide.SOURCE ? "Source" : "Target")
                .definition(definition)
                .endpointIdentifier(name);
        if (definition.tls().equals(Tls.NONE) && !definition.engine().tlsModes().isEmpty()) {
            endpoint.acknowledge("DMS.9", "tls: none in the migration file");
        }
        return (side == EndpointSide.SOURCE ? endpoint.source() : endpoint.target()).build();
    }

    private ReplicationInstance instance(Builder builder, Capacity.Provisioned capacity, ResourceNames names) {
        ReplicationInstance.Builder made = ReplicationInstance.Builder.create(this, "Instance")
                .vpc(Required.of(getNode().getPath(), "vpc", builder.vpc))
                .instanceClass(ReplicationInstanceClass.of(capacity.instanceClass()))
                .allocatedStorage(Size.gibibytes(capacity.storageGib()))
                .multiAz(capacity.multiAz())
                .replicationInstanceIdentifier(names.replicationInstance());
        if (builder.vpcSubnets != null) {
            made.vpcSubnets(builder.vpcSubnets);
        }
        if (!capacity.multiAz()) {
            made.acknowledge("DMS.13", "multi-az: false in the migration file");
        }
        return made.build();
    }

    private ReplicationTask task(Builder builder, IReplicationInstance runsOn, ResourceNames names) {
        ReplicationTask.Builder task = ReplicationTask.Builder.create(this, "Task")
                .replicationInstance(runsOn)
                .source(source)
                .target(target)
                .migrationType(migration.type())
                .tableMappings(migration.tableMappings())
                .taskSettings(migration.taskSettings())
                .replicationTaskIdentifier(names.replicationTask())
                .startPolicy(builder.startPolicy)
                .updatePolicy(builder.updatePolicy);
        migration.cdc().start().ifPresent(task::cdcStart);
        migration.cdc().stop().ifPresent(task::cdcStop);
        return task.build();
    }

    private ServerlessReplication serverless(Builder builder, Capacity.Serverless capacity, ResourceNames names) {
        ServerlessReplication.Builder serverless = ServerlessReplication.Builder.create(this, "Replication")
                .vpc(Required.of(getNode().getPath(), "vpc", builder.vpc))
                .capacity(capacity)
                .source(source)
                .target(target)
                .migrationType(migration.type())
                .tableMappings(migration.tableMappings())
                .taskSettings(migration.taskSettings())
                .replicationConfigIdentifier(names.replicationTask())
                .startPolicy(builder.startPolicy)
                .updatePolicy(builder.updatePolicy);
        if (builder.vpcSubnets != null) {
            serverless.vpcSubnets(builder.vpcSubnets);
        }
        return serverless.build();
    }

    private MigrationMonitoring monitoring(Builder builder) {
        ITopic[] topics = builder.topics.isEmpty()
                ? NamedTopics.of(this, migration.alarms().topics(), builder.topicsExist)
                : builder.topics.toArray(ITopic[]::new);
        tellOfSilence(builder);
        MigrationAlarms alarms = MigrationAlarms.of(migration);
        MigrationMonitoring.Builder watched = MigrationMonitoring.Builder.create(this, "Monitoring")
                .replication(replication, builder.instance == null ? alarms : alarms.about(Subject.REPLICATION))
                .endpoints(source, target)
                .topics(topics)
                .mustRun(builder.mustRun);
        if (builder.sourceInstance != null) {
            watched.sourceInstance(builder.sourceInstance);
        }
        return watched.build();
    }

    /** Started by the deployment, it could be watched for silence from the beginning; the default does not. */
    private void tellOfSilence(Builder builder) {
        if (builder.startPolicy == StartPolicy.ON_DEPLOY
                && !builder.mustRun
                && migration.type().replicates()) {
            Annotations.of(this)
                    .addInfoV2(
                            "dmskit:must-run",
                            "the deployment starts it, and no alarm tells that it is silent: say mustRun(true), or -c"
                                    + " must-run=true, once it runs");
        }
    }

    private void reach(Reached reached, EndpointDefinition definition, String side) {
        List<Integer> ports = reached.port().map(List::of).orElseGet(() -> EndpointPorts.of(definition));
        for (int port : ports) {
            connections.allowTo(reached.peer(), Port.tcp(port), side + " of migration " + migration.name());
        }
        if (ports.isEmpty() && !EndpointPorts.isService(definition)) {
            Annotations.of(this)
                    .addWarning("The port of the " + side
                            + " is not known, so the security group lets nothing out to it: say " + side
                            + "Port(...).");
        }
    }

    /**
     * Where an end of the migration is.
     *
     * @param peer its addresses
     * @param port its port, if it is not the engine's usual one
     */
    private record Reached(IPeer peer, Optional<Integer> port) {}

    private void output(String id, String value) {
        CfnOutput.Builder.create(this, id).value(value).build();
    }

    /** Describes a migration to be made. */
    public static final class Builder {
        private final Construct scope;
        private final String id;
        private @Nullable Migration migration;
        private @Nullable IVpc vpc;
        private @Nullable SubnetSelection vpcSubnets;
        private @Nullable IReplicationInstance instance;
        private IPeer sourcePeer = Peer.anyIpv4();
        private IPeer targetPeer = Peer.anyIpv4();
        private @Nullable Integer sourcePort;
        private @Nullable Integer targetPort;
        private StartPolicy startPolicy = StartPolicy.NEVER;
        private UpdatePolicy updatePolicy = UpdatePolicy.REFUSE;
        private final List<ITopic> topics = new ArrayList<>();
        private @Nullable IDatabaseInstance sourceInstance;
        private boolean topicsExist;
        private boolean monitored = true;
        private boolean mustRun;

        private Builder(Construct scope, String id) {
            this.scope = scope;
            this.id = id;
        }

        /** Begins a migration. */
        public static Builder create(Construct scope, String id) {
            return new Builder(scope, id);
        }

        /** The migration; needed, or a file. */
        public Builder migration(Migration value) {
            migration = value;
            return this;
        }

        /**
         * The migration of a file that holds one.
         *
         * @throws InvalidDocumentException with every error of the file and of the documents it names
         * @throws IllegalArgumentException if the file holds several
         */
        public Builder file(Path file) {
            List<Migration> read = MigrationFile.read(file);
            if (read.size() != 1) {
                throw new IllegalArgumentException(file + " holds " + read.size()
                        + " migrations: make a construct of each, with MigrationFile.read and migration(...)");
            }
            migration = read.get(0);
            return this;
        }

        /** The network; needed unless an instance is given. */
        public Builder vpc(IVpc value) {
            vpc = value;
            return this;
        }

        /** Subnets to run in; default: the private ones. */
        public Builder vpcSubnets(SubnetSelection value) {
            vpcSubnets = value;
            return this;
        }

        /**
         * An instance to run on; default: one is made as the file says. Its class and storage are its own and not those of the file, and
         * other migrations may run on it: so its alarms are not among this migration's. Watch it once, with
         * {@link MigrationMonitoring.Builder#replicationInstance}.
         */
        public Builder replicationInstance(IReplicationInstance value) {
            instance = value;
            return this;
        }

        /** Where the source is, for the security group; default: anywhere, on its port. */
        public Builder sourcePeer(IPeer value) {
            sourcePeer = value;
            return this;
        }

        /** Where the target is, for the security group; default: anywhere, on its port. */
        public Builder targetPeer(IPeer value) {
            targetPeer = value;
            return this;
        }

        /** The source's port, for the security group; default: the engine's usual one, or what the settings say. */
        public Builder sourcePort(int value) {
            sourcePort = value;
            return this;
        }

        /** The target's port, for the security group; default: the engine's usual one, or what the settings say. */
        public Builder targetPort(int value) {
            targetPort = value;
            return this;
        }

        /** Whether the deployment starts it; default never. */
        public Builder startPolicy(StartPolicy value) {
            startPolicy = value;
            return this;
        }

        /** What a deployment that changes it does while it runs; default: DMS refuses. */
        public Builder updatePolicy(UpdatePolicy value) {
            updatePolicy = value;
            return this;
        }

        /** Whether there are alarms, a dashboard and rules for events; default true. */
        public Builder monitored(boolean value) {
            monitored = value;
            return this;
        }

        /** The source, if it is RDS for PostgreSQL: its replication slots are watched too, which keep its log until it is read. */
        public Builder sourceInstance(IDatabaseInstance value) {
            sourceInstance = value;
            return this;
        }

        /** Topics to tell, at most five; default: those that the file names, or one that is made if it names none. */
        public Builder topics(ITopic... values) {
            topics.addAll(List.of(values));
            return this;
        }

        /** Whether the topics that the file names are there already; default false: they are made, once in a stack. */
        public Builder topicsExist(boolean value) {
            topicsExist = value;
            return this;
        }

        /**
         * Whether silence is a failure; default false, since a migration is deployed before it is started. Say true once it runs: until
         * then nobody tells of a failure whose event is lost.
         */
        public Builder mustRun(boolean value) {
            mustRun = value;
            return this;
        }

        /**
         * Makes the migration's resources.
         *
         * @throws IllegalArgumentException if something is missing
         */
        public DatabaseMigration build() {
            return new DatabaseMigration(this);
        }

        private Migration requireMigration() {
            return Required.of(scope.getNode().getPath() + "/" + id, "migration", migration);
        }
    }
}
