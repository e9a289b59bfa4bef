package io.dmskit.local.dms;

import io.dmskit.local.wire.Fault;
import io.dmskit.local.wire.ModelCodec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.databasemigration.model.CreateEventSubscriptionRequest;
import software.amazon.awssdk.services.databasemigration.model.CreateEventSubscriptionResponse;
import software.amazon.awssdk.services.databasemigration.model.DeleteEventSubscriptionRequest;
import software.amazon.awssdk.services.databasemigration.model.DeleteEventSubscriptionResponse;
import software.amazon.awssdk.services.databasemigration.model.DescribeEventCategoriesRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeEventCategoriesResponse;
import software.amazon.awssdk.services.databasemigration.model.DescribeEventSubscriptionsRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeEventSubscriptionsResponse;
import software.amazon.awssdk.services.databasemigration.model.EventCategoryGroup;
import software.amazon.awssdk.services.databasemigration.model.EventSubscription;
import software.amazon.awssdk.services.databasemigration.model.ModifyEventSubscriptionRequest;
import software.amazon.awssdk.services.databasemigration.model.ModifyEventSubscriptionResponse;

/**
 * Subscriptions to events. They are kept and shown; nothing is delivered to their topics, since there is no SNS here. Used under the
 * {@link Conductor} only.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/dms/latest/APIReference/API_CreateEventSubscription.html">CreateEventSubscription</a>
 */
final class EventSubscriptions {
    private static final int MAX_IDENTIFIER = 255;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Account account;
    private final Conductor conductor;
    private final Tags tags;
    private final BiPredicate<EventSource, String> known;
    private final Resources<EventSubscription> subscriptions;

    /** Creates those that are kept; {@code known} tells whether there is a source of this kind and identifier. */
    EventSubscriptions(Account account, Conductor conductor, Tags tags, BiPredicate<EventSource, String> known) {
        this.account = account;
        this.conductor = conductor;
        this.tags = tags;
        this.known = known;
        subscriptions = new Resources<>(
                "event subscription",
                EventSubscription::custSubscriptionId,
                this::arn,
                Filters.<EventSubscription>none()
                        .with("event-subscription-arn", this::arn)
                        .with("event-subscription-id", EventSubscription::custSubscriptionId),
                conductor.shelf("event-subscription", ModelCodec.of(EventSubscription::builder)));
    }

    CreateEventSubscriptionResponse create(CreateEventSubscriptionRequest request) {
        EventSubscription subscription = checked(EventSubscription.builder()
                .customerAwsId(account.id())
                .custSubscriptionId(Faults.identifier("SubscriptionName", request.subscriptionName(), MAX_IDENTIFIER))
                .snsTopicArn(request.snsTopicArn())
                .sourceType(request.sourceType())
                .sourceIdsList(request.sourceIds())
                .eventCategoriesList(request.eventCategories())
                .enabled(!Boolean.FALSE.equals(request.enabled()))
                .subscriptionCreationTime(text(conductor.time()))
                .status("creating")
                .build());
        subscriptions.add(subscription);
        tags.put(arn(subscription), request.tags());
        becomeActiveLater(subscription);
        return CreateEventSubscriptionResponse.builder()
                .eventSubscription(subscription)
                .build();
    }

    DescribeEventSubscriptionsResponse describe(DescribeEventSubscriptionsRequest request) {
        if (request.subscriptionName() != null) {
            return DescribeEventSubscriptionsResponse.builder()
                    .eventSubscriptionsList(named(request.subscriptionName()))
                    .build();
        }
        Page<EventSubscription> page = subscriptions.page(request.filters(), request.maxRecords(), request.marker());
        return DescribeEventSubscriptionsResponse.builder()
                .eventSubscriptionsList(page.items())
                .marker(page.marker())
                .build();
    }

    ModifyEventSubscriptionResponse modify(ModifyEventSubscriptionRequest request) {
        EventSubscription before = named(request.subscriptionName());
        EventSubscription changed = checked(Members.carry(
                request,
                before.toBuilder()
                        .eventCategoriesList(
                                request.hasEventCategories() ? request.eventCategories() : before.eventCategoriesList())
                        .status("modifying")
                        .build()));
        subscriptions.replace(changed);
        becomeActiveLater(changed);
        return ModifyEventSubscriptionResponse.builder()
                .eventSubscription(changed)
                .build();
    }

    DeleteEventSubscriptionResponse delete(DeleteEventSubscriptionRequest request) {
        EventSubscription gone = named(request.subscriptionName());
        subscriptions.remove(arn(gone));
        tags.forget(arn(gone));
        return DeleteEventSubscriptionResponse.builder()
                .eventSubscription(gone.toBuilder().status("deleting").build())
                .build();
    }

    /** Lets what was on its way in an earlier process go on to its end. */
    void goOn() {
        subscriptions.all().stream()
                .filter(subscription -> !subscription.status().equals("active"))
                .forEach(this::becomeActiveLater);
    }

    static DescribeEventCategoriesResponse categories(DescribeEventCategoriesRequest request) {
        Stream<EventSource> asked = request.sourceType() == null
                ? EventSource.subscribable().stream()
                : Stream.of(EventSource.subscribable(request.sourceType()));
        return DescribeEventCategoriesResponse.builder()
                .eventCategoryGroupList(asked.map(source -> EventCategoryGroup.builder()
                                .sourceType(source.word())
                                .eventCategories(source.categories())
                                .build())
                        .toList())
                .build();
    }

    boolean exists(String subscriptionArn) {
        return subscriptions.find(subscriptionArn).isPresent();
    }

    int count() {
        return subscriptions.all().size();
    }

    private EventSubscription named(@Nullable String name) {
        return subscriptions.get("SubscriptionName", account.arn("es", Faults.required("SubscriptionName", name)));
    }

    private void becomeActiveLater(EventSubscription subscription) {
        conductor.later(Transition.SUBSCRIPTION_CHANGING, () -> subscriptions
                .find(arn(subscription))
                .ifPresent(current -> subscriptions.replace(
                        current.toBuilder().status("active").build())));
    }

    private EventSubscription checked(EventSubscription subscription) {
        String topic = Faults.required("SnsTopicArn", subscription.snsTopicArn());
        if (!topic.matches("arn:[a-z-]+:sns:[^:]+:\\d{12}:.+")) {
            throw new Fault(
                    "SNSInvalidTopicFault",
                    "the parameter SnsTopicArn is \"" + topic + "\"; it must be the ARN of an SNS topic");
        }
        List<String> ids = subscription.sourceIdsList();
        if (subscription.sourceType() == null) {
            if (!ids.isEmpty() || !subscription.eventCategoriesList().isEmpty()) {
                throw Faults.invalidCombination("SourceIds and EventCategories go with a SourceType; give it");
            }
            return subscription;
        }
        EventSource source = EventSource.subscribable(subscription.sourceType());
        subscription
                .eventCategoriesList()
                .forEach(category -> Faults.oneOf("EventCategories", category, source.categories()));
        ids.stream().filter(id -> !known.test(source, id)).findFirst().ifPresent(id -> {
            throw Faults.notFound("no " + source.word() + " found with identifier " + id);
        });
        return subscription;
    }

    private String arn(EventSubscription subscription) {
        return account.arn("es", subscription.custSubscriptionId());
    }

    private static String text(Instant time) {
        return TIME.format(time);
    }
}
