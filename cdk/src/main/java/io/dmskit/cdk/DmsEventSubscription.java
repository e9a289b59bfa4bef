package io.dmskit.cdk;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Resource;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.dms.CfnEventSubscription;
import software.amazon.awscdk.services.sns.ITopic;
import software.constructs.Construct;

/**
 * DMS's own way of telling a topic what happens. AWS advises to use EventBridge instead, as {@link MigrationMonitoring} does: this is
 * for what listens to such messages already. It does not know serverless replications.
 *
 * <pre>{@code
 * DmsEventSubscription.Builder.create(this, "Failures")
 *         .topic(topic)
 *         .sourceType(DmsEventSource.REPLICATION_TASK)
 *         .eventCategories("failure", "state change")
 *         .build();
 * }</pre>
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-dms-eventsubscription.html">
 *     AWS::DMS::EventSubscription</a>
 */
public class DmsEventSubscription extends Resource implements IDmsEventSubscription {
    private final CfnEventSubscription resource;
    private final ITopic topic;

    /** Creates the subscription; for those who extend it. */
    protected DmsEventSubscription(Builder builder) {
        super(builder.scope, builder.id, builder.resourceProps());
        topic = builder.required("topic", builder.topic);
        DmsEventSource source = builder.required("sourceType", builder.sourceType);
        List<String> categories = builder.eventCategories.stream()
                .map(category -> source.category(builder.path(), category))
                .toList();
        AlarmTopic.allowDms(topic);
        resource = CfnEventSubscription.Builder.create(this, "Resource")
                .subscriptionName(getPhysicalName())
                .snsTopicArn(topic.getTopicArn())
                .sourceType(source.word())
                .sourceIds(builder.sourceIds.isEmpty() ? null : builder.sourceIds)
                .eventCategories(categories.isEmpty() ? null : categories)
                .enabled(builder.enabled)
                .build();
        // Creating it publishes a message, which the policies must allow by then.
        resource.getNode().addDependency(topic);
        builder.acknowledgeOn(resource);
        Tags.of(this).add("Name", getNode().getPath());
    }

    /** Returns a subscription that is there already. */
    public static IDmsEventSubscription fromSubscriptionName(Construct scope, String id, String name) {
        return new Imported(scope, id, name);
    }

    @Override
    public String getSubscriptionName() {
        return resource.getRef();
    }

    /** Returns the topic that is told. */
    public ITopic getTopic() {
        return topic;
    }

    private static final class Imported extends Resource implements IDmsEventSubscription {
        private final String name;

        private Imported(Construct scope, String id, String name) {
            super(scope, id);
            this.name = name;
        }

        @Override
        public String getSubscriptionName() {
            return name;
        }
    }

    /** Describes a subscription to be made. */
    public static final class Builder extends ResourceBuilder<Builder> {
        private @Nullable ITopic topic;
        private @Nullable DmsEventSource sourceType;
        private final List<String> sourceIds = new ArrayList<>();
        private final List<String> eventCategories = new ArrayList<>();
        private boolean enabled = true;

        private Builder(Construct scope, String id) {
            super(scope, id);
        }

        /** Begins a subscription. */
        public static Builder create(Construct scope, String id) {
            return new Builder(scope, id);
        }

        /** The topic that is told; needed. Its policy and that of its key are added to if they are of this app. */
        public Builder topic(ITopic value) {
            topic = value;
            return this;
        }

        /** Whether it is about tasks or instances; needed. */
        public Builder sourceType(DmsEventSource value) {
            sourceType = value;
            return this;
        }

        /**
         * Identifiers of tasks or instances; default: all of the account. A change makes a new subscription.
         *
         * @throws IllegalArgumentException if one is an ARN
         */
        public Builder sourceIds(String... values) {
            for (String value : values) {
                if (value.startsWith("arn:")) {
                    throw new IllegalArgumentException(
                            path() + ": \"" + value + "\" is an ARN: a subscription takes identifiers");
                }
            }
            sourceIds.addAll(List.of(values));
            return this;
        }

        /** Categories of events, such as {@code failure}; default: all that there are of the source. */
        public Builder eventCategories(String... values) {
            eventCategories.addAll(List.of(values));
            return this;
        }

        /** Whether it tells; default true. */
        public Builder enabled(boolean value) {
            enabled = value;
            return this;
        }

        /**
         * Its name; default: CloudFormation makes one up. A change makes a new subscription.
         *
         * @throws IllegalArgumentException if DMS would refuse it
         */
        public Builder subscriptionName(String value) {
            return identifier(DmsIdentifier.of("subscription name", value));
        }

        /**
         * Makes the subscription.
         *
         * @throws IllegalArgumentException if something is missing, or a category is none of the source's
         */
        public DmsEventSubscription build() {
            return new DmsEventSubscription(this);
        }
    }
}
