package io.dmskit.monitoring.alert;

import io.dmskit.document.JsonText;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An incoming webhook as Slack has them, and Mattermost and Rocket.Chat after it. Its address is a secret, and is never shown.
 *
 * @see <a href="https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks">Incoming webhooks</a>
 */
public final class WebhookSink implements AlertSink {
    private static final String WHAT = "a webhook";

    private final HttpPost post;

    private WebhookSink(HttpPost post) {
        this.post = post;
    }

    /** Returns a sink with a client of its own, which has five seconds for each alert. */
    public static WebhookSink to(String address) {
        return to(address, Duration.ofSeconds(5));
    }

    /**
     * Returns a sink with a client of its own.
     *
     * @param address the whole address, secret parts included
     * @param limit how long one attempt may take
     * @throws IllegalArgumentException if that is no address; the message does not hold it
     */
    public static WebhookSink to(String address, Duration limit) {
        return to(address, HttpPost.client(), limit);
    }

    /**
     * Returns a sink.
     *
     * @param address the whole address, secret parts included
     * @param client is borrowed
     * @param limit how long one attempt may take
     * @throws IllegalArgumentException if that is no address; the message does not hold it
     */
    public static WebhookSink to(String address, HttpClient client, Duration limit) {
        return new WebhookSink(HttpPost.to(address, WHAT, client, limit));
    }

    @Override
    public Delivery send(Alert alert) {
        return post.send(message(alert));
    }

    static String message(Alert alert) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("color", color(alert));
        details.put("fallback", escape(alert.title()));
        details.put("text", escape(alert.toText()));
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("text", escape(alert.title()));
        message.put("attachments", List.of(details));
        return JsonText.compact(message);
    }

    /** What comes from outside must neither call a channel nor be a link. */
    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String color(Alert alert) {
        if (alert.isResolved()) {
            return "#2eb67d";
        }
        return switch (alert.severity()) {
            case PAGE -> "#c81e1e";
            case WARN -> "#ecb22e";
            case INFO -> "#808080";
        };
    }

    /** Returns the host alone. */
    @Override
    public String toString() {
        return "webhook at " + post;
    }
}
