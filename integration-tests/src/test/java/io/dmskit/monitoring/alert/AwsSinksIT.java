package io.dmskit.monitoring.alert;

import static io.dmskit.monitoring.judge.ConditionSeverity.PAGE;
import static io.dmskit.monitoring.judge.ConditionSeverity.WARN;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dmskit.JavaProcess;
import io.dmskit.LocalAws;
import io.dmskit.localstack.LocalStack;
import io.dmskit.monitoring.judge.Condition;
import io.dmskit.monitoring.judge.ConditionKind;
import io.dmskit.monitoring.judge.ConditionSeverity;
import io.dmskit.task.Poller;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sns.SnsClient;

/** What SNS and EventBridge are told comes out at the other end, whatever happens in between. */
class AwsSinksIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Condition WARNED = condition(ConditionKind.SOURCE_LAG, WARN);
    private static final Condition PAGED = condition(ConditionKind.SOURCE_LAG, PAGE);

    private static LocalStack localStack;
    private static SnsClient sns;
    private static EventBridgeClient eventBridge;

    @BeforeAll
    static void start() throws InterruptedException {
        localStack = LocalStack.required();
        sns = localStack.client(SnsClient.builder());
        eventBridge = localStack.client(EventBridgeClient.builder());
    }

    @AfterAll
    static void close() {
        if (sns != null) {
            sns.close();
            eventBridge.close();
        }
    }

    private static Condition condition(ConditionKind kind, ConditionSeverity severity) {
        return new Condition(
                kind,
                severity,
                "arn:aws:dms:us-east-1:000000000000:task:BANK",
                "bank-core",
                Optional.empty(),
                Instant.EPOCH,
                "text",
                "advice",
                Optional.empty());
    }

    private static String name() {
        return "AwsSinksIT-" + UUID.randomUUID();
    }

    private static TopicArn topic() {
        return new TopicArn(sns.createTopic(topic -> topic.name(name())).topicArn());
    }

    private static TopicArn fifoTopic() {
        return new TopicArn(sns.createTopic(topic -> topic.name(name() + ".fifo")
                        .attributes(Map.of("FifoTopic", "true", "ContentBasedDeduplication", "false")))
                .topicArn());
    }

    @Test
    void subscribersOfATopicGetWhatTheirFilterPolicyLetsThrough(@TempDir Path folder) {
        TopicArn topic = topic();
        try (AlertQueue all = AlertQueue.standard(localStack).of(sns, topic);
                AlertQueue pages = AlertQueue.standard(localStack)
                        .of(
                                sns,
                                topic,
                                Map.of("FilterPolicy", "{\"severity\": [\"PAGE\"], \"kind\": [\"source-lag\"]}"));
                Alerting alerting = Alerting.in(folder.resolve("alerts.jsonl"))
                        .to("ops", SnsSink.to(topic, sns, LIMIT))
                        .open()) {
            List<Alert> warned = alerting.update(List.of(WARNED));
            List<Alert> paged = alerting.update(List.of(PAGED, condition(ConditionKind.STALLED, PAGE)));

            assertThat(all.alerts(3)).containsAll(warned).containsAll(paged).hasSize(3);
            assertThat(pages.alerts(1)).hasSize(1).isSubsetOf(paged);
        }
    }

    /** A LocalStack in a container does not reach this machine's loopback interface. */
    @Test
    void aWebServerThatSubscribesIsNotifiedInSnsEnvelope() throws Exception {
        assumeThat(Path.of("target", "localstack", "" + localStack.endpoint().getPort()))
                .isDirectory();
        TopicArn topic = topic();
        Alert alert = new Alert(Incident.of("i1", PAGED), 1, AlertChange.OPENED, PAGE, Instant.EPOCH, "text", "advice");
        try (WebSubscriber web = new WebSubscriber(sns)) {
            var unused = sns.subscribe(subscription ->
                    subscription.topicArn(topic.text()).protocol("http").endpoint(web.address()));
            assertThat(web.confirmed().poll(60, TimeUnit.SECONDS)).startsWith(topic.text());

            assertThat(SnsSink.to(topic, sns, LIMIT).send(alert)).isEqualTo(new Delivery.Delivered());

            JsonNode notification = requireNonNull(web.notifications().poll(60, TimeUnit.SECONDS));
            assertThat(notification.path("Subject").asText()).isEqualTo(alert.title());
            assertThat(Alert.parse(notification.path("Message").asText())).contains(alert);
            assertThat(notification.at("/MessageAttributes/severity/Value").asText())
                    .isEqualTo("PAGE");
        }
    }

    @Test
    void aFifoTopicHoldsEachAlertOnceAndInOrderThoughItIsSentAgain() {
        TopicArn topic = fifoTopic();
        Instant now = Instant.now();
        List<Alert> alerts = Alert.test(UUID.randomUUID().toString(), now);
        SnsSink sink = SnsSink.to(topic, sns, LIMIT);
        try (AlertQueue queue = AlertQueue.fifo(localStack).of(sns, topic)) {
            List<Delivery> deliveries = List.of(
                    sink.send(alerts.get(0)),
                    sink.send(alerts.get(0)),
                    sink.send(alerts.get(1)),
                    sink.send(alerts.get(1)));

            assertThat(deliveries).containsOnly(new Delivery.Delivered());
            assertThat(queue.alerts(2)).isEqualTo(alerts);
        }
    }

    @Test
    void aRuleFindsAlertsOnABusByWhatTheyAre() throws IOException {
        String bus = name();
        eventBridge.createEventBus(create -> create.name(bus));
        try (AlertQueue queue = AlertQueue.standard(localStack)) {
            eventBridge.putRule(rule -> rule.name(bus).eventBusName(bus).eventPattern("""
                            {"source": ["dmskit"], "detail-type": ["dmskit Alert"], "detail": {"severity": ["PAGE"]},
                             "resources": [{"prefix": "arn:aws:dms:"}]}
                            """));
            eventBridge.putTargets(targets -> targets.rule(bus)
                    .eventBusName(bus)
                    .targets(Target.builder().id("queue").arn(queue.arn()).build()));
            EventBridgeSink sink = EventBridgeSink.to(new EventBus(bus), eventBridge, LIMIT);
            Alert paged =
                    new Alert(Incident.of("i1", PAGED), 1, AlertChange.OPENED, PAGE, Instant.EPOCH, "text", "advice");
            Alert warned =
                    new Alert(Incident.of("i2", WARNED), 1, AlertChange.OPENED, WARN, Instant.EPOCH, "text", "advice");

            assertThat(List.of(sink.send(warned), sink.send(paged))).containsOnly(new Delivery.Delivered());

            List<String> events = queue.take(1);
            assertThat(events).hasSize(1);
            JsonNode event = JSON.readTree(events.get(0));
            assertThat(Alert.parse(event.path("detail").toString())).contains(paged);
            assertThat(event.path("resources").path(0).asText()).isEqualTo(PAGED.subjectArn());
        } finally {
            eventBridge.removeTargets(
                    targets -> targets.rule(bus).eventBusName(bus).ids("queue"));
            eventBridge.deleteRule(rule -> rule.name(bus).eventBusName(bus));
            eventBridge.deleteEventBus(delete -> delete.name(bus));
        }
    }

    @Test
    void aTopicOrBusThatIsMissingIsSaidToBe() {
        TopicArn topic = new TopicArn("arn:aws:sns:us-east-1:000000000000:" + name());
        String bus = name();
        Alert alert = Alert.test("9", Instant.EPOCH).get(0);

        assertThat(SnsSink.to(topic, sns, LIMIT).send(alert))
                .isEqualTo(new Delivery.Failed(topic + " answered 404 NotFound: there is no such topic"));
        assertThat(EventBridgeSink.to(new EventBus(bus), eventBridge, LIMIT).send(alert))
                .isEqualTo(new Delivery.Failed(
                        "event bus " + bus + " answered 400 ResourceNotFoundException: there is no such event bus"));
    }

    @Test
    void whatIsToldWhileATopicCannotBeReachedArrivesOnceItCan(@TempDir Path folder) throws IOException {
        TopicArn topic = topic();
        try (AlertQueue queue = AlertQueue.standard(localStack).of(sns, topic);
                SnsClient nobody = LocalAws.client(closedPort(), SnsClient.builder())) {
            AtomicReference<SnsSink> way = new AtomicReference<>(SnsSink.to(topic, nobody, LIMIT));
            try (Alerting alerting = Alerting.in(folder.resolve("alerts.jsonl"))
                    .to("ops", alert -> requireNonNull(way.get()).send(alert))
                    .backoff(Duration.ofMillis(1), Duration.ofMillis(20))
                    .open()) {
                List<Alert> warned = alerting.update(List.of(WARNED));
                List<Alert> paged = alerting.update(List.of(PAGED));
                SinkState down = alerting.sinks().get(0);
                assertThat(down.waiting()).isEqualTo(2);
                assertThat(down.reason()).contains(topic + " cannot be reached: ConnectException");

                way.set(SnsSink.to(topic, sns, LIMIT));
                List<Alert> over = alerting.update(List.of());
                deliverAll(alerting);

                assertThat(queue.alerts(3)).containsExactlyInAnyOrder(warned.get(0), paged.get(0), over.get(0));
            }
        }
    }

    private static URI closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
    }

    private static void deliverAll(Alerting alerting) {
        var unused = Poller.every(Duration.ofMillis(5))
                .until(
                        "everything to be delivered",
                        () -> {
                            alerting.deliver();
                            return Optional.of(alerting)
                                    .filter(told -> told.nextAttempt().isEmpty());
                        },
                        LIMIT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"KEPT", "PUBLISHED"})
    void aFifoTopicHoldsAnIncidentOnceWhereverAKillStrikes(String point, @TempDir Path folder) throws Exception {
        TopicArn topic = fifoTopic();
        String outbox = folder.resolve("alerts.jsonl").toString();
        String endpoint = localStack.endpoint().toString();
        try (AlertQueue queue = AlertQueue.fifo(localStack).of(sns, topic)) {
            try (JavaProcess monitor = JavaProcess.of(Teller.class, outbox, endpoint, topic.text(), point)
                    .start()) {
                String unused = monitor.await(point, said -> Optional.of(said).filter(text -> text.contains(point)));
                monitor.kill();
            }
            assertThat(JavaProcess.of(Teller.class, outbox, endpoint, topic.text(), "NOWHERE")
                            .run()
                            .exitCode())
                    .isZero();

            List<Alert> alerts = queue.alerts(2);
            assertThat(alerts).extracting(Alert::change).containsExactly(AlertChange.OPENED, AlertChange.RESOLVED);
            assertThat(alerts)
                    .extracting(alert -> alert.incident().id())
                    .containsOnly(alerts.get(0).incident().id());
        }
    }

    /** Tells a topic of one condition and that it is over, and stands still where it is to be killed. */
    static final class Teller {
        private Teller() {}

        public static void main(String[] arguments) {
            SnsClient client = LocalAws.client(URI.create(arguments[1]), SnsClient.builder());
            SnsSink sink = SnsSink.to(new TopicArn(arguments[2]), client, LIMIT);
            AlertSink stopping = alert -> {
                stopAt("KEPT", arguments[3]);
                Delivery delivery = sink.send(alert);
                stopAt("PUBLISHED", arguments[3]);
                return delivery;
            };
            try (Alerting alerting =
                    Alerting.in(Path.of(arguments[0])).to("ops", stopping).open()) {
                var opened = alerting.update(List.of(PAGED));
                var resolved = alerting.update(List.of());
                System.out.println(opened.size() + resolved.size());
            }
            System.exit(0);
        }

        private static void stopAt(String point, String wanted) {
            if (!point.equals(wanted)) {
                return;
            }
            System.out.println(point);
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
