package io.dmskit.monitoring.alert;

import static io.dmskit.monitoring.alert.Conditions.NOON;
import static io.dmskit.monitoring.alert.Conditions.condition;
import static io.dmskit.monitoring.judge.ConditionKind.SOURCE_LAG;
import static io.dmskit.monitoring.judge.ConditionSeverity.PAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sns.SnsClient;

/** The true clients against a server that answers as AWS does, and as AWS does on a bad day. */
class AwsSinksTest {
    private static final TopicArn TOPIC = new TopicArn("arn:aws:sns:eu-west-1:123456789012:ops");
    private static final TopicArn FIFO = new TopicArn(TOPIC + ".fifo");
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int MOST = 256 * 1024;
    private static final String SAID = "what the service said";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Alert ALERT = new Alert(
            Incident.of("i1", condition(SOURCE_LAG, PAGE)), 1, AlertChange.OPENED, PAGE, NOON, "text", "advice");

    private final Receiver receiver = new Receiver();
    private final StaticCredentialsProvider credentials =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "key"));
    private final SnsClient sns = SnsClient.builder()
            .endpointOverride(URI.create(receiver.address("/")))
            .region(TOPIC.region())
            .credentialsProvider(credentials)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    private final EventBridgeClient eventBridge = EventBridgeClient.builder()
            .endpointOverride(URI.create(receiver.address("/")))
            .region(Region.EU_WEST_1)
            .credentialsProvider(credentials)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();

    @AfterEach
    void close() {
        sns.close();
        eventBridge.close();
        receiver.close();
    }

    private Delivery publish(Alert alert) {
        return SnsSink.to(TOPIC, sns, LONG).send(alert);
    }

    private Delivery put(EventBus bus) {
        return EventBridgeSink.to(bus, eventBridge, LONG).send(ALERT);
    }

    private static Receiver.Answer body(int status, String body, Map<String, String> headers) {
        return exchange -> {
            headers.forEach(exchange.getResponseHeaders()::set);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    private static Receiver.Answer published() {
        return body(
                200,
                "<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>",
                Map.of());
    }

    private static Receiver.Answer snsRefuses(int status, String code, String message, Map<String, String> headers) {
        return body(
                status,
                "<ErrorResponse><Error><Type>Sender</Type><Code>" + code + "</Code><Message>" + message
                        + "</Message></Error></ErrorResponse>",
                headers);
    }

    private static Receiver.Answer eventBridgeSays(int status, String json) {
        return body(status, json, Map.of("Content-Type", "application/x-amz-json-1.1"));
    }

    private Map<String, String> form() {
        Map<String, String> form = new HashMap<>();
        Arrays.stream(receiver.bodies().get(0).split("&"))
                .map(pair -> pair.split("=", 2))
                .forEach(pair -> form.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        return form;
    }

    @Test
    void aTopicGetsTextForPeopleAndJsonForProgramsAndAttributesForFilters() throws IOException {
        receiver.answers(published());

        assertThat(publish(ALERT)).isEqualTo(new Delivery.Delivered());

        assertThat(form())
                .containsEntry("TopicArn", TOPIC.text())
                .containsEntry("Subject", "[PAGE] source-lag: bank-core")
                .containsEntry("MessageStructure", "json")
                .doesNotContainKeys("MessageGroupId", "MessageDeduplicationId")
                .containsValues("severity", "PAGE", "kind", "source-lag", "change", "opened", "incident", "i1");
        Map<?, ?> bodies = JSON.readValue(form().get("Message"), Map.class);
        assertThat(bodies).isEqualTo(Map.of("default", ALERT.toJson(), "email", ALERT.toText(), "sms", ALERT.title()));
    }

    @Test
    void aFifoTopicKeepsTheAlertsOfAnIncidentInOrderAndTakesEachOnce() {
        receiver.answers(published());

        assertThat(SnsSink.to(FIFO, sns, LONG).send(ALERT)).isEqualTo(new Delivery.Delivered());

        assertThat(form()).containsEntry("MessageGroupId", "i1").containsEntry("MessageDeduplicationId", ALERT.id());
    }

    @Test
    void subjectsAreShortLinesOfAscii() {
        assertThat(SnsSink.subject("[PAGE] stalled: b\u00e4nk \uD83D\uDE00\u2026"))
                .isEqualTo("[PAGE] stalled: b?nk ??");
        assertThat(SnsSink.subject("x".repeat(99))).isEqualTo("x".repeat(99));
        assertThat(SnsSink.subject("x".repeat(100))).isEqualTo("x".repeat(96) + "...");
    }

    /** SNS and EventBridge both take 256 KB. */
    @ParameterizedTest
    @ValueSource(strings = {"\uD83D\uDE00", "\"", "\\", "\n"})
    void theLongestAlertIsNotTooLong(String letter) {
        Alert longest = new Alert(
                ALERT.incident(), 1, AlertChange.OPENED, PAGE, NOON, letter.repeat(20_000), letter.repeat(20_000));

        assertThat(SnsSink.message(longest).getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(MOST);
        assertThat(longest.toJson().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(MOST);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    404 | NotFound              | answered 404 NotFound: there is no such topic
                    403 | AuthorizationError    | answered 403 AuthorizationError: the permission sns:Publish is missing
                    403 | InvalidClientTokenId  | answered 403 InvalidClientTokenId
                    400 | KMSAccessDenied       | answered 400 KMSAccessDenied: the permission to use the topic's key is missing
                    500 | InternalError         | answered 500 InternalError
                    """)
    void whatSnsMayMendIsTriedAgainLaterAndNotAtOnce(int status, String code, String reason) {
        receiver.answers(snsRefuses(status, code, SAID, Map.of()));

        assertThat(publish(ALERT)).isEqualTo(new Delivery.Failed(TOPIC + " " + reason));
        assertThat(receiver.bodies()).hasSize(1);
    }

    @Test
    void aTopicThatIsThrottledIsLeftAloneAsLongAsItAsks() {
        receiver.answers(snsRefuses(429, "Throttled", SAID, Map.of("Retry-After", "17")));

        assertThat(publish(ALERT))
                .isEqualTo(new Delivery.Failed(TOPIC + " answered 429 Throttled", Optional.of(Duration.ofSeconds(17))));
    }

    @ParameterizedTest
    @CsvSource({
        "InvalidParameter,Invalid parameter: Message too long,true",
        "InvalidParameterValue,Invalid parameter: Subject,true",
        "ParameterValueInvalid,The message attribute 'kind' must contain text,true",
        "InvalidParameter,Invalid parameter: TopicArn,false"
    })
    void whatIsWrongWithTheMessageItselfIsRejectedAndAWrongTopicIsNot(String code, String message, boolean rejected) {
        receiver.answers(snsRefuses(400, code, message, Map.of()));
        String reason = TOPIC + " answered 400 " + code;

        assertThat(publish(ALERT)).isEqualTo(rejected ? new Delivery.Rejected(reason) : new Delivery.Failed(reason));
    }

    @Test
    void whatCannotBeReachedOrIsSilentHasFailed() {
        receiver.answers(receiver.silence());
        Duration limit = Duration.ofMillis(300);

        assertThat(SnsSink.to(TOPIC, sns, limit).send(ALERT))
                .isEqualTo(new Delivery.Failed(TOPIC + " cannot be reached: ApiCallTimeoutException"));
        assertThat(EventBridgeSink.to(EventBus.DEFAULT, eventBridge, limit).send(ALERT))
                .isEqualTo(new Delivery.Failed("event bus default cannot be reached: ApiCallTimeoutException"));
        receiver.down();
        assertThat(publish(ALERT)).isEqualTo(new Delivery.Failed(TOPIC + " cannot be reached: ConnectException"));
        receiver.up();
    }

    @Test
    void saysThatThereAreNoCredentials() {
        try (SnsClient nobodys = SnsClient.builder()
                .endpointOverride(URI.create(receiver.address("/")))
                .region(TOPIC.region())
                .credentialsProvider(AwsCredentialsProviderChain.of(SystemPropertyCredentialsProvider.create()))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            assertThat(SnsSink.to(TOPIC, nobodys, LONG).send(ALERT))
                    .isEqualTo(new Delivery.Failed(TOPIC + " cannot be asked: there are no credentials of AWS here"));
        }
    }

    @Test
    void anInterruptEndsAnAttemptAndIsKept() {
        receiver.answers(receiver.silence());
        Thread.currentThread().interrupt();

        Delivery delivery = publish(ALERT);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(delivery).isEqualTo(new Delivery.Failed("interrupted"));
    }

    @Test
    void aBusGetsTheAlertAsTheDetailOfAnEventAboutItsSubject() throws IOException {
        receiver.answers(eventBridgeSays(200, "{\"FailedEntryCount\":0,\"Entries\":[{\"EventId\":\"1\"}]}"));

        assertThat(put(EventBus.DEFAULT)).isEqualTo(new Delivery.Delivered());

        assertThat(JSON.readTree(receiver.bodies().get(0)))
                .isEqualTo(JSON.valueToTree(Map.of(
                        "Entries",
                        List.of(Map.of(
                                "EventBusName",
                                "default",
                                "Source",
                                "dmskit",
                                "DetailType",
                                "dmskit Alert",
                                "Time",
                                (double) NOON.getEpochSecond(),
                                "Resources",
                                List.of(ALERT.incident().subjectArn()),
                                "Detail",
                                ALERT.toJson())))));
    }

    @ParameterizedTest
    @CsvSource({"MalformedDetail,true", "InvalidArgument,true", "InternalFailure,false", "ThrottlingException,false"})
    void anEventThatIsNotTakenIsNotDelivered(String code, boolean rejected) {
        receiver.answers(eventBridgeSays(
                200,
                "{\"FailedEntryCount\":1,\"Entries\":[{\"ErrorCode\":\"" + code + "\",\"ErrorMessage\":\"" + SAID
                        + "\"}]}"));
        String reason = "event bus default answered " + code;

        assertThat(put(EventBus.DEFAULT))
                .isEqualTo(rejected ? new Delivery.Rejected(reason) : new Delivery.Failed(reason));
    }

    @Test
    void aBusThatIsNotThereIsToldSinceEventBridgeWouldTakeTheEvent() {
        receiver.answers(
                eventBridgeSays(400, "{\"__type\":\"ResourceNotFoundException\",\"message\":\"" + SAID + "\"}"));

        assertThat(put(new EventBus("ops")))
                .isEqualTo(new Delivery.Failed(
                        "event bus ops answered 400 ResourceNotFoundException: there is no such event bus"));
        assertThat(receiver.bodies()).containsExactly("{\"Name\":\"ops\"}");
    }

    @Test
    void whoMayNotLookAtABusMayPutNevertheless() {
        receiver.answers(exchange -> {
            String operation = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
            (operation.endsWith("DescribeEventBus")
                            ? eventBridgeSays(400, "{\"__type\":\"AccessDeniedException\"}")
                            : eventBridgeSays(200, "{\"FailedEntryCount\":0,\"Entries\":[{\"EventId\":\"1\"}]}"))
                    .to(exchange);
        });
        EventBridgeSink sink = EventBridgeSink.to(new EventBus("ops"), eventBridge, LONG);

        assertThat(List.of(sink.send(ALERT), sink.send(ALERT))).containsOnly(new Delivery.Delivered());
        assertThat(receiver.bodies()).hasSize(3);
    }

    @Test
    void aTestMessageConcernsNoResource() throws IOException {
        receiver.answers(eventBridgeSays(200, "{\"FailedEntryCount\":0,\"Entries\":[{\"EventId\":\"1\"}]}"));
        Alert test = Alert.test("9", Instant.EPOCH).get(0);

        assertThat(EventBridgeSink.to(EventBus.DEFAULT, eventBridge, LONG).send(test))
                .isEqualTo(new Delivery.Delivered());

        assertThat(JSON.readTree(receiver.bodies().get(0)).at("/Entries/0").has("Resources"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ops",
                "arn:aws:sqs:eu-west-1:123456789012:ops",
                "arn:aws:sns:eu-west-1:123456789012:ops.fifo.fifo",
                "arn:aws:sns:eu-west-1:123456789012:ops:subscription",
                "arn:aws:sns:eu-west-1:1234:ops"
            })
    void whatIsNoTopicIsRefused(String text) {
        assertThatThrownBy(() -> new TopicArn(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no ARN of a topic");
    }

    @Test
    void arnsSayTheirRegion() {
        assertThat(new TopicArn("arn:aws-us-gov:sns:us-gov-west-1:123456789012:ops").region())
                .isEqualTo(Region.US_GOV_WEST_1);
        assertThat(FIFO.isFifo()).isTrue();
        assertThat(TOPIC.isFifo()).isFalse();
        assertThat(new EventBus("arn:aws:events:eu-west-1:123456789012:event-bus/ops").region())
                .contains(Region.EU_WEST_1);
        assertThat(EventBus.DEFAULT.region()).isEmpty();
        assertThatThrownBy(() -> new EventBus("two words")).hasMessageContaining("is no event bus");
    }
}
