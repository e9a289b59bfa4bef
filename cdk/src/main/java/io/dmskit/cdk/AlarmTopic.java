package io.dmskit.cdk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/**
 * Topics that AWS tells: who may publish to them, and use their keys. A service that may do the one and not the other publishes
 * nothing, and nobody hears of it.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services">Event sources and
 *     encrypted topics</a>
 */
final class AlarmTopic {
    private static final String DMS = "dms.amazonaws.com";
    private static final String EVENTS = "events.amazonaws.com";
    private static final String CLOUDWATCH = "cloudwatch.amazonaws.com";

    private AlarmTopic() {}

    /** Makes a topic that takes nothing unencrypted, neither on the way nor at rest; without a name CloudFormation makes one up. */
    static Topic make(Construct scope, IKey key, @Nullable String name) {
        return Topic.Builder.create(scope, "Topic")
                .topicName(name)
                .masterKey(key)
                .enforceSsl(true)
                .build();
    }

    static Key key(Construct scope) {
        return Key.Builder.create(scope, "Key")
                .description("Messages of " + scope.getNode().getPath())
                .enableKeyRotation(true)
                .removalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
                .build();
    }

    /** Lets alarms of this account publish. */
    static void allowAlarms(ITopic topic) {
        publish(topic, "CloudWatchAlarms", new ServicePrincipal(CLOUDWATCH), from("cloudwatch", "alarm:*"));
        use(topic, CLOUDWATCH, Map.of());
    }

    /** Lets EventBridge use the key; a rule's target lets it publish. It does not say for whom, so a condition would keep it out. */
    static void allowEvents(ITopic topic) {
        use(topic, EVENTS, Map.of());
    }

    /** Lets DMS publish for resources of this account. */
    static void allowDms(ITopic topic) {
        publish(topic, "Dms", new ServicePrincipal(DMS), from("dms", "*"));
        use(topic, DMS, sameAccount());
    }

    private static void publish(ITopic topic, String sid, IPrincipal principal, Map<String, Object> conditions) {
        topic.addToResourcePolicy(PolicyStatement.Builder.create()
                .sid(sid)
                .principals(List.of(principal))
                .actions(List.of("sns:Publish"))
                .resources(List.of(topic.getTopicArn()))
                .conditions(conditions)
                .build());
    }

    /** The key's policy belongs to the key, so its only resource is the key itself. */
    private static void use(ITopic topic, String service, Map<String, Object> conditions) {
        IKey key = topic.getMasterKey();
        if (key != null) {
            key.addToResourcePolicy(
                    PolicyStatement.Builder.create()
                            .principals(List.of(new ServicePrincipal(service)))
                            .actions(List.of("kms:Decrypt", "kms:GenerateDataKey*"))
                            .resources(List.of("*"))
                            .conditions(conditions)
                            .build(),
                    true);
        }
    }

    private static Map<String, Object> from(String service, String resource) {
        Map<String, Object> conditions = new LinkedHashMap<>(sameAccount());
        conditions.put(
                "ArnLike",
                Map.of(
                        "aws:SourceArn",
                        "arn:" + Aws.PARTITION + ":" + service + ":" + Aws.REGION + ":" + Aws.ACCOUNT_ID + ":"
                                + resource));
        return conditions;
    }

    private static Map<String, Object> sameAccount() {
        return Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID));
    }
}
