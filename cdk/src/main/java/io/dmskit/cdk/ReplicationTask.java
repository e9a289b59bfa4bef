package io.dmskit.cdk;

import io.dmskit.position.CdcStart;
import io.dmskit.position.CdcStartTime;
import io.dmskit.position.CdcStopPosition;
import io.dmskit.settings.TaskSettings;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Resource;
import software.amazon.awscdk.ResourceProps;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.dms.CfnReplicationTask;
import software.amazon.awscdk.services.dms.CfnReplicationTaskProps;
import software.constructs.Construct;

/**
 * A replication task. Its mappings and settings are the sdk's values; its log is on.
 *
 * <pre>{@code
 * ReplicationTask task = ReplicationTask.Builder.create(this, "Orders")
 *         .replicationInstance(instance)
 *         .source(source)
 *         .target(target)
 *         .migrationType(MigrationType.FULL_LOAD_AND_CDC)
 *         .tableMappings(TableMappings.of(tables("sales", "%").include()))
 *         .startPolicy(StartPolicy.ON_DEPLOY)
 *         .updatePolicy(UpdatePolicy.STOP_AND_RESUME)
 *         .build();
 * }</pre>
 *
 * <p>A change of migration type, instance or endpoints makes a new task, which loads everything again.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-dms-replicationtask.html">
 *     AWS::DMS::ReplicationTask</a>
 */
public class ReplicationTask extends Resource implements IReplicationTask {
    private static final int LONGEST_MADE_UP = 63;

    private final CfnReplicationTask resource;
    private final IReplicationInstance instance;

    /** Creates the task; for those who extend it. */
    protected ReplicationTask(Builder builder) {
        super(builder.scope, builder.id, builder.resourceProps());
        instance = builder.required("replicationInstance", builder.instance);
        TaskSettings settings = FullLogging.of(this, builder.settings);
        IEndpoint source = builder.source();
        IEndpoint target = builder.target();
        ReplicationRun.Policies policies = builder.policies();
        String identifier = identifier(builder, policies);
        CfnReplicationTaskProps props = CfnReplicationTaskProps.builder()
                .replicationTaskIdentifier(identifier)
                .migrationType(builder.migrationType())
                .replicationInstanceArn(instance.getReplicationInstanceArn())
                .sourceEndpointArn(source.getEndpointArn())
                .targetEndpointArn(target.getEndpointArn())
                .tableMappings(builder.mappings().text())
                .replicationTaskSettings(TaskJson.of(settings).text())
                .cdcStartPosition(
                        builder.start == null || builder.start instanceof CdcStartTime
                                ? null
                                : builder.start.toString())
                .cdcStartTime(
                        builder.start instanceof CdcStartTime time ? time.time().getEpochSecond() : null)
                .cdcStopPosition(builder.stop == null ? null : builder.stop.toString())
                .build();
        resource = new DefinedTask(this, "Resource", props);
        resource.applyRemovalPolicy(builder.removalPolicy);
        builder.acknowledgeOn(resource);
        Tags.of(this).add("Name", getNode().getPath());
        ReplicationRun.attach(this, resource, identifier, policies, new ReplicationRun.Ends(instance, source, target));
    }

    /** A deployment that stops a task knows it by a name that is known before there is a task. */
    private String identifier(Builder builder, ReplicationRun.Policies policies) {
        return builder.identifier() == null && policies.ask()
                ? DmsIdentifier.fromPlace(this, LONGEST_MADE_UP)
                : getPhysicalName();
    }

    /** Returns a task that is there already. */
    public static IReplicationTask fromReplicationTaskAttributes(
            Construct scope, String id, String arn, IReplicationInstance instance) {
        return new Imported(scope, id, arn, instance);
    }

    @Override
    public String getReplicationTaskArn() {
        return resource.getRef();
    }

    @Override
    public IReplicationInstance getReplicationInstance() {
        return instance;
    }

    private static final class Imported extends Resource implements IReplicationTask {
        private final String arn;
        private final IReplicationInstance instance;

        private Imported(Construct scope, String id, String arn, IReplicationInstance instance) {
            super(scope, id, ResourceProps.builder().environmentFromArn(arn).build());
            this.arn = arn;
            this.instance = instance;
        }

        @Override
        public String getReplicationTaskArn() {
            return arn;
        }

        @Override
        public IReplicationInstance getReplicationInstance() {
            return instance;
        }
    }

    /** Describes a task to be made. */
    public static final class Builder extends ReplicationBuilder<Builder> {
        private @Nullable IReplicationInstance instance;
        private @Nullable CdcStart start;
        private @Nullable CdcStopPosition stop;

        private Builder(Construct scope, String id) {
            super(scope, id);
        }

        /** Begins a task. */
        public static Builder create(Construct scope, String id) {
            return new Builder(scope, id);
        }

        /** The instance it runs on; needed. A change makes a new task. */
        public Builder replicationInstance(IReplicationInstance value) {
            instance = value;
            return this;
        }

        /** Where its changes start; default: where it starts. */
        public Builder cdcStart(CdcStart value) {
            start = value;
            return this;
        }

        /** Where its changes stop; default: nowhere. */
        public Builder cdcStop(CdcStopPosition value) {
            stop = value;
            return this;
        }

        /**
         * Its identifier; default: CloudFormation makes one up, so that the task can be replaced. One that deployments start or stop
         * gets one made of its place in the tree, since they know it by that; it is not replaced in silence, but CloudFormation
         * fails because the name is taken.
         *
         * @throws IllegalArgumentException if DMS would refuse it
         */
        public Builder replicationTaskIdentifier(String value) {
            return identifier(DmsIdentifier.of("replication task identifier", value));
        }

        /**
         * Makes the task.
         *
         * @throws IllegalArgumentException if something is missing or too large
         */
        public ReplicationTask build() {
            return new ReplicationTask(this);
        }
    }
}
