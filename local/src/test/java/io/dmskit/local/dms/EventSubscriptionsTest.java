package io.dmskit.local.dms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.databasemigration.model.Event;
import software.amazon.awssdk.services.databasemigration.model.EventCategoryGroup;
import software.amazon.awssdk.services.databasemigration.model.EventSubscription;
import software.amazon.awssdk.services.databasemigration.model.ResourceNotFoundException;
import software.amazon.awssdk.services.databasemigration.model.SnsInvalidTopicException;
import software.amazon.awssdk.services.databasemigration.model.Tag;

class EventSubscriptionsTest {
    private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:ops";

    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void isCreatingThenActiveThenGone() {
        EventSubscription created = subscribe("ops");
        assertThat(created.status()).isEqualTo("creating");
        assertThat(created.enabled()).isTrue();

        rig.time.pass();
        assertThat(subscriptions()).singleElement().satisfies(subscription -> {
            assertThat(subscription.status()).isEqualTo("active");
            assertThat(subscription.sourceIdsList()).containsExactly("main");
            assertThat(subscription.eventCategoriesList()).containsExactly("failure", "creation");
        });
        assertThat(rig.dms
                        .listTagsForResource(list -> list.resourceArn("arn:aws:dms:us-east-1:000000000000:es:ops"))
                        .tagList())
                .hasSize(1);

        rig.dms.deleteEventSubscription(delete -> delete.subscriptionName("ops"));
        assertThat(subscriptions()).isEmpty();
    }

    @Test
    void isModifiedAsAsked() {
        subscribe("ops");
        rig.time.pass();

        rig.dms.modifyEventSubscription(modify -> modify.subscriptionName("ops")
                .sourceType("replication-instance")
                .eventCategories("deletion")
                .enabled(false));
        rig.time.pass();

        assertThat(subscriptions()).singleElement().satisfies(subscription -> {
            assertThat(subscription.enabled()).isFalse();
            assertThat(subscription.snsTopicArn()).isEqualTo(TOPIC);
            assertThat(subscription.eventCategoriesList()).containsExactly("deletion");
        });
    }

    @Test
    void keepsTheCategoriesThatAModificationDoesNotName() {
        subscribe("ops");
        rig.time.pass();

        rig.dms.modifyEventSubscription(modify -> modify.subscriptionName("ops").enabled(false));

        assertThat(subscriptions()).singleElement().satisfies(subscription -> assertThat(
                        subscription.eventCategoriesList())
                .containsExactly("failure", "creation"));

        rig.dms.modifyEventSubscription(modify -> modify.subscriptionName("ops")
                .sourceType("replication-instance")
                .eventCategories(List.of()));

        assertThat(subscriptions()).singleElement().satisfies(subscription -> assertThat(
                        subscription.eventCategoriesList())
                .isEmpty());
    }

    @Test
    void refusesWhatNobodyCouldTellOf() {
        assertThatThrownBy(() -> rig.dms.createEventSubscription(
                        create -> create.subscriptionName("ops").snsTopicArn("ops")))
                .isInstanceOf(SnsInvalidTopicException.class);
        assertThatThrownBy(() -> rig.dms.createEventSubscription(create -> create.subscriptionName("ops")
                        .snsTopicArn(TOPIC)
                        .sourceType("replication-task")
                        .eventCategories("low storage")))
                .hasMessageContaining("the parameter EventCategories is \"low storage\"; allowed are");
        assertThatThrownBy(() -> rig.dms.createEventSubscription(create -> create.subscriptionName("ops")
                        .snsTopicArn(TOPIC)
                        .sourceType("replication-task")
                        .sourceIds("nobody")))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThat(subscriptions()).isEmpty();
    }

    @Test
    void knowsTheCategoriesOfEachSource() {
        assertThat(rig.dms.describeEventCategories().eventCategoryGroupList())
                .extracting(EventCategoryGroup::sourceType)
                .containsExactly("replication-instance", "replication-task");
        assertThat(rig.dms
                        .describeEventCategories(ask -> ask.sourceType("replication-task"))
                        .eventCategoryGroupList()
                        .get(0)
                        .eventCategories())
                .contains("state change");
    }

    @Test
    void listsTheEventsOfInstancesAndTasks() {
        rig.task("bank", "cdc");
        rig.dms.modifyReplicationInstance(
                modify -> modify.replicationInstanceArn(rig.instance).allocatedStorage(80));
        rig.time.pass();

        assertThat(events("replication-instance", "main"))
                .extracting(event -> event.eventCategories().get(0))
                .containsExactly("creation", "creation", "configuration change", "configuration change");
        assertThat(events("replication-task", "bank"))
                .extracting(event -> event.eventCategories().get(0))
                .containsExactly("creation");
        assertThat(rig.dms
                        .describeEvents(ask -> ask.eventCategories("deletion"))
                        .events())
                .isEmpty();
        assertThat(rig.dms
                        .describeEvents(ask -> ask.startTime(Instant.now().minusSeconds(3600))
                                .endTime(Instant.now().minusSeconds(1800)))
                        .events())
                .isEmpty();
    }

    @Test
    void listsEventsPageByPage() {
        IntStream.range(0, 45).forEach(index -> rig.task("t" + index, "full-load"));

        assertThat(rig
                        .dms
                        .describeEventsPaginator(
                                ask -> ask.sourceType("replication-task").maxRecords(20))
                        .stream())
                .hasSize(3)
                .flatExtracting(page -> page.events())
                .extracting(Event::sourceIdentifier)
                .hasSize(45)
                .doesNotHaveDuplicates();
    }

    private EventSubscription subscribe(String name) {
        return rig.dms
                .createEventSubscription(create -> create.subscriptionName(name)
                        .snsTopicArn(TOPIC)
                        .sourceType("replication-instance")
                        .sourceIds("main")
                        .eventCategories("failure", "creation")
                        .tags(Tag.builder().key("team").value("core").build()))
                .eventSubscription();
    }

    private List<EventSubscription> subscriptions() {
        return rig.dms.describeEventSubscriptions().eventSubscriptionsList();
    }

    private List<Event> events(String type, String id) {
        return rig.dms
                .describeEvents(ask -> ask.sourceType(type).sourceIdentifier(id))
                .events();
    }
}
