package io.dmskit.cdk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Duration;
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
 * with the name of the stack, load tables of theirs, and nothing else.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsdatabasemigrationservice.html">Actions of
 *     DMS, their resources and conditions</a>
 */
final class ReplicationRunProvider extends Construct {
    private static final String ID = "DmskitReplicationRun";
    private static final List<String> PROGRAM =
            List.of("index.mjs", "connections.mjs", "patience.mjs", "replications.mjs");
    private static final List<String> REPLICATIONS = List.of(any("task"), any("replication-config"));

    // CloudFormation gives a custom resource one hour. The function tests connections in its share, the rest is for
    // waiting.
    private static final Duration TESTS = Duration.minutes(12);
    private static final Duration WAIT = Duration.minutes(45);
    private static final Duration LOOK = Duration.seconds(10);

    // The policies of a role have 10,240 characters; one replication takes up to 400 of them with its ARNs.
    private static final int MOST_TESTED = 20;

    private final Role role;
    private final Policy policy;
    private final Provider provider;
    private int tested;

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
        policy = startAndStop();
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

    /**
     * Allows to test connections.
     *
     * @param holder of the policy: the one that all replications share must not wait for the endpoints of one
     * @throws IllegalArgumentException if the role has no room for more
     */
    Policy allowTests(Construct holder, List<String> arns) {
        if (++tested > MOST_TESTED) {
            throw new IllegalArgumentException(holder.getNode().getPath() + ": a stack has room for " + MOST_TESTED
                    + " replication tasks with a start or update policy, since their permissions are one role's; put this one"
                    + " into another stack");
        }
        Policy tests = Policy.Builder.create(holder, "TestConnections")
                .statements(List.of(statement(List.of("dms:TestConnection"), arns, Map.of())))
                .build();
        tests.attachToRole(role);
        return tests;
    }

    /**
     * What all replications of a stack share, whichever there are: one that a deployment takes away is stopped and deleted at its
     * end, when a policy that named it would name it no more.
     */
    private Policy startAndStop() {
        Policy shared = Policy.Builder.create(this, "StartAndStop")
                .statements(List.of(
                        statement(
                                List.of(
                                        "dms:StartReplicationTask",
                                        "dms:StopReplicationTask",
                                        "dms:StartReplication",
                                        "dms:StopReplication"),
                                REPLICATIONS,
                                ofThisStack()),
                        statement(
                                List.of(
                                        "dms:DescribeTableStatistics",
                                        "dms:ReloadTables",
                                        "dms:DescribeReplicationTableStatistics",
                                        "dms:ReloadReplicationTables"),
                                REPLICATIONS,
                                ofThisStack()),
                        statement(List.of("dms:ListTagsForResource"), REPLICATIONS, Map.of()),
                        statement(
                                List.of(
                                        "dms:DescribeReplicationTasks",
                                        "dms:DescribeReplications",
                                        "dms:DescribeConnections"),
                                List.of("*"),
                                Map.of())))
                .build();
        shared.attachToRole(role);
        Nag.suppress(
                (CfnPolicy) shared.getNode().getDefaultChild(),
                "AwsSolutions-IAM5",
                "DMS knows no narrower resource for Describe*; starting, stopping and loading is held by a condition to the"
                        + " replications of this stack, whose ARNs are not known before they are made");
        return shared;
    }

    private static Map<String, Object> ofThisStack() {
        Map<String, Object> conditions = new LinkedHashMap<>();
        conditions.put("StringEquals", Map.of("aws:ResourceTag/" + ReplicationRun.TAG, Aws.STACK_NAME));
        return conditions;
    }

    private static PolicyStatement statement(
            List<String> actions, List<String> resources, Map<String, Object> conditions) {
        return PolicyStatement.Builder.create()
                .effect(Effect.ALLOW)
                .actions(actions)
                .resources(resources)
                .conditions(conditions)
                .build();
    }

    private static String any(String type) {
        return "arn:" + Aws.PARTITION + ":dms:" + Aws.REGION + ":" + Aws.ACCOUNT_ID + ":" + type + ":*";
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
