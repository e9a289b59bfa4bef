package io.dmskit.cdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnDeletionPolicy;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.IResolvable;
import software.amazon.awscdk.Lazy;
import software.amazon.awscdk.Names;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Tags;
import software.constructs.Construct;

/**
 * What a deployment does to the run of a replication, beyond what CloudFormation does: two custom resources around it.
 *
 * <p>One comes before the replication and those of its endpoints that are in the same stack. It holds a fingerprint of what the
 * template says of them, and the values of what it refers to, so that CloudFormation updates it, and first, when and only when that
 * changes; then it stops what runs. It
 * may not refer to the replication, which waits for it, and so knows it by its identifier. The other comes after them, starts what
 * was just made, resumes what was stopped, and stops what is about to be deleted.
 */
final class ReplicationRun {
    /** The tag of replications that the deployments of a stack may start and stop; its value is the name of the stack. */
    static final String TAG = "dmskit:stack";

    private static final String STOP = "Custom::DmsReplicationStop";
    private static final String START = "Custom::DmsReplicationStart";

    private final Kind kind;
    private final CfnResource resource;
    private final String identifier;
    private final Policies policies;
    private final Ends ends;
    private final ReplicationRunProvider provider;

    /** The two kinds of replications, as the function knows them. */
    enum Kind {
        TASK("task"),
        SERVERLESS("serverless");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** What makes a new replication when it changes, in it or in its endpoints. */
        private List<String> replacing() {
            return this == TASK
                    ? List.of(
                            "migrationType",
                            "replicationInstanceArn",
                            "sourceEndpointArn",
                            "targetEndpointArn",
                            "resourceIdentifier",
                            "kmsKeyId")
                    : List.of("resourceIdentifier");
        }
    }

    /** What a deployment is to do. */
    record Policies(StartPolicy start, UpdatePolicy update) {
        boolean ask() {
            return start != StartPolicy.NEVER || update != UpdatePolicy.REFUSE;
        }
    }

    /**
     * What a replication moves rows between.
     *
     * @param instance what it runs on; nothing for a serverless replication, which tests its connections itself
     */
    record Ends(@Nullable IReplicationInstance instance, IEndpoint source, IEndpoint target) {
        private Stream<IEndpoint> endpoints() {
            return Stream.of(source, target);
        }

        private List<String> endpointArns() {
            return endpoints().map(IEndpoint::getEndpointArn).toList();
        }

        /** Those that this stack makes; what another stack makes is deployed before this one. */
        private List<CfnResource> madeIn(Stack stack) {
            return endpoints()
                    .filter(endpoint -> Stack.of(endpoint).equals(stack))
                    .map(endpoint -> endpoint.getNode().getDefaultChild())
                    .filter(CfnResource.class::isInstance)
                    .map(CfnResource.class::cast)
                    .toList();
        }
    }

    private ReplicationRun(Kind kind, CfnResource resource, String identifier, Policies policies, Ends ends) {
        this.kind = kind;
        this.resource = resource;
        this.identifier = identifier;
        this.policies = policies;
        this.ends = ends;
        this.provider = ReplicationRunProvider.of(Stack.of(resource));
    }

    /** Makes a replication's runs a deployment's affair, if its policies ask for that. */
    static void attach(
            IReplication replication, CfnResource resource, String identifier, Policies policies, Ends ends) {
        if (!policies.ask()) {
            return;
        }
        Kind kind = replication instanceof IServerlessReplication ? Kind.SERVERLESS : Kind.TASK;
        ReplicationRun run = new ReplicationRun(kind, resource, identifier, policies, ends);
        Tags.of(resource).add(TAG, Aws.STACK_NAME);
        run.start((Construct) replication, policies.update() == UpdatePolicy.STOP_AND_RESUME ? run.stop() : null);
    }

    private CfnResource stop() {
        Map<String, Object> properties = new TreeMap<>();
        properties.put("Kind", kind.word);
        properties.put("Replication", identifier);
        properties.put("Fingerprint", Lazy.uncachedString(context -> Definition.hash(stack(), definitions())));
        properties.put(
                "Identity",
                Lazy.uncachedString(context -> Definition.hash(
                        stack(),
                        definitions().stream()
                                .map(definition -> definition.only(kind.replacing()))
                                .toList())));
        properties.put("References", references());
        // Not below the replication: what somebody makes the replication wait for may wait for this.
        CfnResource stop = provider.resource(provider, "Stop" + Names.uniqueId(resource), STOP, properties);
        Stream.concat(Stream.of(resource), ends.madeIn(stack()).stream())
                .forEach(later -> later.addResourceDependency(stop));
        return stop;
    }

    private void start(Construct replication, @Nullable CfnResource stop) {
        Map<String, Object> properties = new TreeMap<>();
        properties.put("Kind", kind.word);
        properties.put("ReplicationArn", resource.getRef());
        properties.put("Start", policies.start().name());
        properties.put("OnDelete", Lazy.uncachedString(context -> stays() ? "leave" : "stop"));
        if (stop != null) {
            properties.put("Fingerprint", Lazy.uncachedString(context -> Definition.hash(stack(), definitions())));
            properties.put("References", references());
            properties.put("WasRunning", stop.getAtt("WasRunning").toString());
        }
        if (ends.instance() != null) {
            properties.put("ReplicationInstanceArn", ends.instance().getReplicationInstanceArn());
            properties.put("EndpointArns", ends.endpointArns());
        }
        CfnResource start = provider.resource(replication, "Start", START, properties);
        start.addResourceDependency(resource);
        // With the roles below them, which DMS takes on while it tests.
        ends.endpoints().forEach(endpoint -> start.getNode().addDependency(endpoint));
        if (ends.instance() != null) {
            List<String> arns = new ArrayList<>(ends.endpointArns());
            arns.add(ends.instance().getReplicationInstanceArn());
            start.getNode().addDependency(provider.allowTests(replication, arns));
        }
    }

    // One that goes when its creation is rolled back has to be stopped for that.
    private boolean stays() {
        return resource.getCfnOptions().getDeletionPolicy() == CfnDeletionPolicy.RETAIN;
    }

    private IResolvable references() {
        return Lazy.uncachedAny(context -> References.in(stack(), definitions()));
    }

    private List<Definition> definitions() {
        return Stream.concat(Stream.of(resource), ends.madeIn(stack()).stream())
                .filter(Definition.Known.class::isInstance)
                .map(known -> ((Definition.Known) known).definition())
                .toList();
    }

    private Stack stack() {
        return Stack.of(resource);
    }
}
