package io.dmskit.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.sns.Topic;

class DmsEventSubscriptionTest {
    private final Stack stack = new Stack(
            new App(),
            "Test",
            StackProps.builder()
                    .env(Environment.builder()
                            .account("111122223333")
                            .region("eu-central-1")
                            .build())
                    .build());

    @Test
    void tellsTheTopicThatDmsMayUse() {
        Topic topic = Topic.Builder.create(stack, "Topic")
                .masterKey(Key.Builder.create(stack, "Key").build())
                .build();

        DmsEventSubscription subscription = begun().topic(topic)
                .sourceIds("bank-core")
                .eventCategories("failure", "state change")
                .enabled(false)
                .subscriptionName("Bank-Failures")
                .build();

        assertThat(subscription.getTopic()).isEqualTo(topic);
        Template template = Template.fromStack(stack);
        template.hasResource(
                "AWS::DMS::EventSubscription",
                Map.of(
                        "Properties",
                        Map.of(
                                "SubscriptionName",
                                "bank-failures",
                                "SourceType",
                                "replication-task",
                                "SourceIds",
                                List.of("bank-core"),
                                "EventCategories",
                                List.of("failure", "state change"),
                                "Enabled",
                                false,
                                "Tags",
                                List.of(Map.of("Key", "Name", "Value", "Test/Subscription"))),
                        "DependsOn",
                        Match.arrayWith(List.of(Match.stringLikeRegexp("TopicPolicy.*")))));
        template.hasResourceProperties(
                "AWS::SNS::TopicPolicy",
                statement(
                        Map.of(
                                "Action",
                                "sns:Publish",
                                "Effect",
                                "Allow",
                                "Principal",
                                Map.of("Service", "dms.amazonaws.com"),
                                "Condition",
                                Map.of(
                                        "StringEquals",
                                        Map.of("aws:SourceAccount", Map.of("Ref", "AWS::AccountId")),
                                        "ArnLike",
                                        Map.of("aws:SourceArn", Match.anyValue()))),
                        "PolicyDocument"));
        template.hasResourceProperties(
                "AWS::KMS::Key",
                statement(
                        Map.of(
                                "Action",
                                List.of("kms:Decrypt", "kms:GenerateDataKey*"),
                                "Effect",
                                "Allow",
                                "Principal",
                                Map.of("Service", "dms.amazonaws.com"),
                                "Condition",
                                Map.of("StringEquals", Map.of("aws:SourceAccount", Map.of("Ref", "AWS::AccountId")))),
                        "KeyPolicy"));
    }

    @Test
    void isAboutEverythingUnlessSaid() {
        begun().topic(Topic.Builder.create(stack, "Topic").build()).build();

        Template.fromStack(stack)
                .hasResourceProperties(
                        "AWS::DMS::EventSubscription",
                        Map.of(
                                "SourceType",
                                "replication-task",
                                "Enabled",
                                true,
                                "SourceIds",
                                Match.absent(),
                                "EventCategories",
                                Match.absent(),
                                "SubscriptionName",
                                Match.absent()));
    }

    @Test
    void refusesACategoryOfTheOtherSource() {
        DmsEventSubscription.Builder builder =
                begun().topic(Topic.Builder.create(stack, "Topic").build()).eventCategories("low storage");

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Test/Subscription: there are no events \"low storage\" of a replication-task; allowed:"
                        + " configuration change, creation, deletion, failure, state change");
    }

    @Test
    void knowsWhatAMistypedCategoryWasMeantToBe() {
        DmsEventSubscription.Builder builder =
                begun().topic(Topic.Builder.create(stack, "Topic").build()).eventCategories("failures");

        assertThatThrownBy(builder::build)
                .hasMessage("Test/Subscription: there are no events \"failures\" of a replication-task, did you mean"
                        + " \"failure\"?");
    }

    @Test
    void refusesAnArnAsSource() {
        assertThatThrownBy(() -> begun().sourceIds("arn:aws:dms:eu-central-1:111122223333:task:CPSTBQ7"))
                .hasMessageEndingWith("is an ARN: a subscription takes identifiers");
    }

    @Test
    void needsATopic() {
        assertThatThrownBy(begun()::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Test/Subscription: topic is missing; give topic(...)");
    }

    @Test
    void oneThatIsThereIsKnownByItsName() {
        IDmsEventSubscription there = DmsEventSubscription.fromSubscriptionName(stack, "There", "ops");

        assertThat(there.getSubscriptionName()).isEqualTo("ops");
        assertThat(there.getEventSubscriptionRef().getSubscriptionName()).isEqualTo("ops");
    }

    private DmsEventSubscription.Builder begun() {
        return DmsEventSubscription.Builder.create(stack, "Subscription").sourceType(DmsEventSource.REPLICATION_TASK);
    }

    private static Map<String, Object> statement(Map<String, Object> statement, String policy) {
        return Map.of(policy, Map.of("Statement", Match.arrayWith(List.of(Match.objectLike(statement)))));
    }
}
