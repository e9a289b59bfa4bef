package io.dmskit.monitoring.alert;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;

/**
 * Events on a bus of EventBridge, for rules to match: source {@value #SOURCE}, detail type {@value #DETAIL_TYPE}, the alert's {@link Alert#toJson JSON}
 * as detail, and the ARN of what it is about as resource.
 *
 * <p>It needs the permission {@code events:PutEvents}. EventBridge takes events for a bus that is not there and drops them, so a sink looks before its
 * first event whether a bus of this name is there, if it has the permission {@code events:DescribeEventBus}. A bus that is given by its ARN may be another
 * account's, which nobody may describe, and is taken to be there. Borrows its client.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html">PutEvents</a>
 */
public final class EventBridgeSink implements AlertSink {
    /** The source of all events. */
    public static final String SOURCE = "dmskit";

    /** The detail type of all events. */
    public static final String DETAIL_TYPE = "dmskit Alert";

    private static final Set<String> REJECTIONS = Set.of("MalformedDetail", "InvalidArgument", "ValidationException");
    private static final String ACCESS_DENIED = "AccessDeniedException";
    private static final Map<String, String> EXPLANATIONS = Map.of(
            "ResourceNotFoundException",
            "there is no such event bus",
            ACCESS_DENIED,
            "the permission events:PutEvents is missing",
            "NotAuthorizedForSourceException",
            "the bus takes no events of source " + SOURCE);

    private final EventBridgeClient client;
    private final EventBus bus;
    private final AwsAttempt attempt;
    private volatile boolean busIsThere;

    private EventBridgeSink(EventBridgeClient client, EventBus bus, Duration limit) {
        this.client = client;
        this.bus = bus;
        this.attempt = new AwsAttempt("event bus " + bus, limit, EXPLANATIONS);
        this.busIsThere = bus.equals(EventBus.DEFAULT) || bus.region().isPresent();
    }

    /** Returns a sink that has five seconds for each alert. */
    public static EventBridgeSink to(EventBus bus, EventBridgeClient client) {
        return to(bus, client, Duration.ofSeconds(5));
    }

    /**
     * Returns a sink.
     *
     * @param bus where it puts events
     * @param client of the bus's region; is borrowed
     * @param limit how long one attempt may take, and how long the look that comes before the first
     */
    public static EventBridgeSink to(EventBus bus, EventBridgeClient client, Duration limit) {
        return new EventBridgeSink(client, bus, limit);
    }

    @Override
    public Delivery send(Alert alert) {
        return attempt.make(() -> put(alert), e -> REJECTIONS.contains(AwsAttempt.code(e)));
    }

    private Delivery put(Alert alert) {
        if (!busIsThere) {
            look();
        }
        List<PutEventsResultEntry> entries = client.putEvents(PutEventsRequest.builder()
                        .entries(event(alert))
                        .overrideConfiguration(attempt.override())
                        .build())
                .entries();
        return entries.stream()
                .flatMap(entry -> Optional.ofNullable(entry.errorCode()).stream())
                .findFirst()
                .map(this::refused)
                .orElseGet(Delivery.Delivered::new);
    }

    /**
     * Looks whether the bus is there.
     *
     * @throws ResourceNotFoundException if not
     */
    private void look() {
        try {
            var unused = client.describeEventBus(DescribeEventBusRequest.builder()
                    .name(bus.text())
                    .overrideConfiguration(attempt.override())
                    .build());
        } catch (AwsServiceException e) {
            // Whoever may not look may put nevertheless.
            if (!AwsAttempt.code(e).equals(ACCESS_DENIED)) {
                throw e;
            }
        }
        busIsThere = true;
    }

    private PutEventsRequestEntry event(Alert alert) {
        PutEventsRequestEntry.Builder event = PutEventsRequestEntry.builder()
                .eventBusName(bus.text())
                .source(SOURCE)
                .detailType(DETAIL_TYPE)
                .time(alert.at())
                .detail(alert.toJson());
        if (!alert.incident().subjectArn().isEmpty()) {
            event.resources(alert.incident().subjectArn());
        }
        return event.build();
    }

    private Delivery refused(String code) {
        String reason = attempt.answered(code, code);
        return REJECTIONS.contains(code) ? new Delivery.Rejected(reason) : new Delivery.Failed(reason);
    }

    /** Returns the bus, by its name or ARN. */
    @Override
    public String toString() {
        return "event bus " + bus;
    }
}
