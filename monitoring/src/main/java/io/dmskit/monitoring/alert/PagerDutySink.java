package io.dmskit.monitoring.alert;

import io.dmskit.document.JsonText;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Events as PagerDuty's Events API v2 takes them. An incident's id is its {@code dedup_key}, so that an alert that arrives again changes
 * nothing, one that worsens changes the incident that is there, and one that is over resolves it. The routing key is a secret, and is
 * never shown.
 *
 * @see <a href="https://developer.pagerduty.com/docs/events-api-v2-overview">Events API v2</a>
 */
public final class PagerDutySink implements AlertSink {
    /** Where PagerDuty takes events of accounts in its usual region. */
    public static final String ADDRESS = "https://events.pagerduty.com/v2/enqueue";

    private static final String WHAT = "the Events API";
    private static final int LONGEST_SUMMARY = 1024;

    private final String routingKey;
    private final HttpPost post;

    private PagerDutySink(String routingKey, HttpPost post) {
        if (routingKey.isBlank()) {
            throw new IllegalArgumentException("the routing key is blank");
        }
        this.routingKey = routingKey;
        this.post = post;
    }

    /** Returns a sink at PagerDuty itself, with a client of its own, which has five seconds for each alert. */
    public static PagerDutySink of(String routingKey) {
        return of(routingKey, ADDRESS, Duration.ofSeconds(5));
    }

    /**
     * Returns a sink with a client of its own.
     *
     * @param routingKey the integration's key
     * @param address where events go: PagerDuty's in another region, or what speaks the same
     * @param limit how long one attempt may take
     * @throws IllegalArgumentException if that is no address; the message holds neither it nor the key
     */
    public static PagerDutySink of(String routingKey, String address, Duration limit) {
        return of(routingKey, address, HttpPost.client(), limit);
    }

    /**
     * Returns a sink.
     *
     * @param routingKey the integration's key
     * @param address where events go: PagerDuty's in another region, or what speaks the same
     * @param client is borrowed
     * @param limit how long one attempt may take
     * @throws IllegalArgumentException if that is no address; the message holds neither it nor the key
     */
    public static PagerDutySink of(String routingKey, String address, HttpClient client, Duration limit) {
        return new PagerDutySink(routingKey, HttpPost.to(address, WHAT, client, limit));
    }

    @Override
    public Delivery send(Alert alert) {
        return post.send(event(alert));
    }

    private String event(Alert alert) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("routing_key", routingKey);
        event.put("event_action", alert.isResolved() ? "resolve" : "trigger");
        event.put("dedup_key", alert.incident().id());
        if (!alert.isResolved()) {
            event.put("client", "dmskit");
            event.put("payload", payload(alert));
        }
        return JsonText.compact(event);
    }

    private static Map<String, Object> payload(Alert alert) {
        Incident incident = alert.incident();
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("summary", PlainText.cut(alert.title() + ": " + PlainText.oneLine(alert.text()), LONGEST_SUMMARY));
        payload.put("source", incident.subjectName());
        payload.put("severity", severity(alert));
        payload.put("timestamp", alert.at());
        payload.put("class", incident.kind());
        incident.table().ifPresent(table -> payload.put("component", table));
        payload.put("custom_details", AlertDocument.fields(alert));
        return payload;
    }

    private static String severity(Alert alert) {
        return switch (alert.severity()) {
            case PAGE -> "critical";
            case WARN -> "warning";
            case INFO -> "info";
        };
    }

    /** Returns the host alone. */
    @Override
    public String toString() {
        return "events at " + post;
    }
}
