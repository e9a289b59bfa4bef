package io.dmskit.cdk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Lazy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.customresources.Provider;
import software.amazon.awscdk.services.iam.CfnPolicy;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.Policy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.constructs.Construct;

/**
 * What starts and stops the replications of a stack: one function for all of them. It may start and stop those that carry the tag
 * that {@link ReplicationRun} gives them, and nothing else.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsdatabasemigrationservice.html">Actions of
 *     DMS, their resources and conditions</a>
 */
final class ReplicationRunProvider extends Construct {
    private static final String ID = "DmskitReplicationRun";
    private static final List<String> PROGRAM =
            List.of("index.mjs", "connections.mjs", "patience.mjs", "replications.mjs");
    private static final String TAG_CONDITION = "aws:ResourceTag/" + ReplicationRun.TAG;

    // CloudFormation gives a custom resource one hour. The function tests connections in its share, the rest is for
    // waiting.
    private static final Duration TESTS = Duration.minutes(12);
    private static final Duration WAIT = Duration.minutes(45);
    private static final Duration LOOK = Duration.seconds(10);

    private final Role role;
    private final Policy policy;
    private final Provider provider;
    private final Map<ReplicationRun.Kind, SortedSet<String>> identifiers = new TreeMap<>();

    private ReplicationRunProvider(Stack stack) {
        super(stack, ID);
        role = HandlerFunction.role(this, "Starts and stops the replications of AWS DMS in this stack");
        Code code = HandlerFunction.code("replication-run", PROGRAM);
        Function onEvent = HandlerFunction.create(this, "OnEvent", role, code, "index.onEvent", TESTS);
        Function isComplete =
                HandlerFunction.create(this, "IsComplete", role, code, "index.isComplete", Duration.minutes(2));
        provider = Provider.Builder.create(this, "Provider")
                .onEventHandler(onEvent)
                .isCompleteHandler(isComplete)
                .queryInterval(LOOK)
                .totalTimeout(WAIT)
                .build();
        HandlerFunction.acknowledgeFramework(provider);
        policy = Policy.Builder.create(this, "StartAndStop").build();
        policy.attachToRole(role);
    }

    /** Returns the one of a stack. */
    static ReplicationRunProvider of(Stack stack) {
        return stack.getNode().tryFindChild(ID) instanceof ReplicationRunProvider there
                ? there
                : new ReplicationRunProvider(stack);
    }

    String serviceToken() {
        return provider.getServiceToken();
    }

    Role role() {
        return role;
    }

    /** What must be there before a custom resource can do its work. */
    Policy policy() {
        return policy;
    }

    /** Allows to start and stop one more replication. */
    void allow(ReplicationRun.Kind kind, String identifier) {
        SortedSet<String> known = identifiers.get(kind);
        if (known != null) {
            known.add(identifier);
            return;
        }
        SortedSet<String> these = new TreeSet<>(List.of(identifier));
        identifiers.put(kind, these);
        String resources =
                "arn:" + Aws.PARTITION + ":dms:" + Aws.REGION + ":" + Aws.ACCOUNT_ID + ":" + kind.arnPart() + ":*";
        policy.addStatements(
                statement(kind.operations(), resources, these),
                PolicyStatement.Builder.create()
                        .effect(Effect.ALLOW)
                        .actions(List.of("dms:ListTagsForResource"))
                        .resources(List.of(resources))
                        .build(),
                PolicyStatement.Builder.create()
                        .effect(Effect.ALLOW)
                        .actions(kind.descriptions())
                        .resources(List.of("*"))
                        .build());
        if (identifiers.size() == 1) {
            Nag.suppress(
                    (CfnPolicy) policy.getNode().getDefaultChild(),
                    "AwsSolutions-IAM5",
                    "DMS knows no narrower resource for Describe*; starting and stopping is held by a condition to the replications"
                            + " of this stack, whose ARNs are not known before they are made");
        }
    }

    private static PolicyStatement statement(List<String> actions, String resources, SortedSet<String> identifiers) {
        Map<String, Object> tagged = new LinkedHashMap<>();
        tagged.put(TAG_CONDITION, Lazy.uncachedList(context -> new ArrayList<>(identifiers)));
        Map<String, Object> conditions = new LinkedHashMap<>();
        conditions.put("StringEquals", tagged);
        return PolicyStatement.Builder.create()
                .effect(Effect.ALLOW)
                .actions(actions)
                .resources(List.of(resources))
                .conditions(conditions)
                .build();
    }

    /** Makes a custom resource of it, among the stack's own parts. */
    CfnResource resource(Construct scope, String id, String type, Map<String, Object> properties) {
        Map<String, Object> all = new TreeMap<>(properties);
        all.put("ServiceToken", serviceToken());
        CfnResource resource =
                CfnResource.Builder.create(scope, id).type(type).properties(all).build();
        resource.getNode().addDependency(policy);
        return resource;
    }
}
