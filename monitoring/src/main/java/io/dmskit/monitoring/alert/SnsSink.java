package io.dmskit.monitoring.alert;

import io.dmskit.document.JsonText;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/**
 * Messages to an SNS topic, which brings them to mailboxes, telephones, queues, functions and web servers. Who reads mail finds text, a text message
 * holds the title, everything else gets {@link Alert#toJson JSON}.
 *
 * <p>For filter policies each message has the attributes {@code severity} (such as {@code PAGE}), {@code kind} (such as {@code source-lag}),
 * {@code change} (such as {@code opened}) and {@code incident}. In a FIFO topic the messages of one incident are a group, and a message that is sent again within five
 * minutes is dropped by SNS.
 *
 * <p>It needs the permission {@code sns:Publish}, and with an encrypted topic {@code kms:GenerateDataKey} and {@code kms:Decrypt}. Borrows its client.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">Publish</a>
 */
public final class SnsSink implements AlertSink {
    /** AWS says "less than 100 characters" of ASCII; see Publish. */
    private static final int LONGEST_SUBJECT = 99;

    private static final String MORE = "...";
    private static final Set<String> REJECTIONS =
            Set.of("InvalidParameter", "InvalidParameterValue", "ParameterValueInvalid", "ValidationException");
    private static final Map<String, String> EXPLANATIONS = Map.of(
            "NotFound", "there is no such topic",
            "AuthorizationError", "the permission sns:Publish is missing",
            "KMSAccessDenied", "the permission to use the topic's key is missing");

    private final SnsClient client;
    private final TopicArn topic;
    private final AwsAttempt attempt;

    private SnsSink(SnsClient client, TopicArn topic, Duration limit) {
        this.client = client;
        this.topic = topic;
        this.attempt = new AwsAttempt(topic.toString(), limit, EXPLANATIONS);
    }

    /** Returns a sink that has five seconds for each alert. */
    public static SnsSink to(TopicArn topic, SnsClient client) {
        return to(topic, client, Duration.ofSeconds(5));
    }

    /**
     * Returns a sink.
     *
     * @param topic where it publishes
     * @param client of the topic's region; is borrowed
     * @param limit how long one attempt may take
     */
    public static SnsSink to(TopicArn topic, SnsClient client, Duration limit) {
        return new SnsSink(client, topic, limit);
    }

    @Override
    public Delivery send(Alert alert) {
        return attempt.make(
                () -> {
                    var unused = client.publish(request(alert));
                    return new Delivery.Delivered();
                },
                SnsSink::isOfTheMessage);
    }

    private PublishRequest request(Alert alert) {
        PublishRequest.Builder request = PublishRequest.builder()
                .topicArn(topic.text())
                .subject(subject(alert.title()))
                .messageStructure("json")
                .message(message(alert))
                .messageAttributes(attributes(alert))
                .overrideConfiguration(attempt.override());
        if (topic.isFifo()) {
            request.messageGroupId(alert.incident().id()).messageDeduplicationId(alert.id());
        }
        return request.build();
    }

    /** Returns one line of printable ASCII. */
    static String subject(String title) {
        String ascii = title.codePoints()
                .map(c -> c >= ' ' && c < 0x7F ? c : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return ascii.length() <= LONGEST_SUBJECT ? ascii : ascii.substring(0, LONGEST_SUBJECT - MORE.length()) + MORE;
    }

    /** At most 256 KB, as SNS has it, since texts of alerts are of bounded length. */
    static String message(Alert alert) {
        Map<String, Object> bodies = new LinkedHashMap<>();
        bodies.put("default", alert.toJson());
        bodies.put("email", alert.toText());
        bodies.put("sms", alert.title());
        return JsonText.compact(bodies);
    }

    private static Map<String, MessageAttributeValue> attributes(Alert alert) {
        return Map.of(
                "severity", text(alert.severity().name()),
                "kind", text(alert.incident().kind()),
                "change", text(alert.change().id()),
                "incident", text(alert.incident().id()));
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }

    /** A topic of another region is an invalid parameter too, and nothing that a message could be blamed for. */
    private static boolean isOfTheMessage(AwsServiceException e) {
        return REJECTIONS.contains(AwsAttempt.code(e))
                && !String.valueOf(e.getMessage()).contains("TopicArn");
    }

    /** Returns the topic's ARN. */
    @Override
    public String toString() {
        return topic.toString();
    }
}
