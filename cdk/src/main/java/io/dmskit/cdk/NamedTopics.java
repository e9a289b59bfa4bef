package io.dmskit.cdk;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;
import software.constructs.IConstruct;

/**
 * The topics that a migration file names: one named by its ARN is there already; one with a plain name is made once in a stack, or is
 * there already in this account and region.
 */
final class NamedTopics {
    private NamedTopics() {}

    static ITopic[] of(Construct scope, List<String> names, boolean exist) {
        List<ITopic> topics = new ArrayList<>();
        for (String name : names) {
            topics.add(of(Stack.of(scope), name, exist));
        }
        return topics.toArray(ITopic[]::new);
    }

    private static ITopic of(Stack stack, String name, boolean exist) {
        String id = "Topic-" + name;
        IConstruct made = stack.getNode().tryFindChild(id);
        if (made instanceof ITopic topic) {
            return topic;
        }
        if (made != null) {
            return (ITopic) made.getNode().findChild("Topic");
        }
        if (name.startsWith("arn:")) {
            return Topic.fromTopicArn(stack, id, name);
        }
        return exist ? Topic.fromTopicArn(stack, id, arn(stack, name)) : make(new Construct(stack, id), name);
    }

    private static ITopic make(Construct scope, String name) {
        return AlarmTopic.make(scope, AlarmTopic.key(scope), name);
    }

    private static String arn(Stack stack, String name) {
        return stack.formatArn(ArnComponents.builder()
                .service("sns")
                .resource(name)
                .arnFormat(ArnFormat.NO_RESOURCE_NAME)
                .build());
    }
}
