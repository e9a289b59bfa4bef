package io.dmskit.monitoring.alert;

import static io.dmskit.monitoring.alert.Conditions.NOON;
import static io.dmskit.monitoring.alert.Conditions.condition;
import static io.dmskit.monitoring.alert.Receiver.status;
import static io.dmskit.monitoring.judge.ConditionKind.SOURCE_LAG;
import static io.dmskit.monitoring.judge.ConditionSeverity.PAGE;
import static io.dmskit.monitoring.judge.ConditionSeverity.WARN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dmskit.monitoring.judge.Condition;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSinksTest {
    private static final String SECRET = "T0SECRET-key";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Condition LAG = condition(SOURCE_LAG, PAGE);
    private static final Alert ALERT = new Alert(
            Incident.of("i1", LAG), 1, AlertChange.OPENED, PAGE, NOON, "<!channel> a & b\nsecond", "look at it");

    private final Receiver receiver = new Receiver();

    @AfterEach
    void close() {
        receiver.close();
    }

    private WebhookSink webhook(Duration limit) {
        return WebhookSink.to(receiver.address("/services/" + SECRET + "?token=" + SECRET), HttpPost.client(), limit);
    }

    private WebhookSink webhook() {
        return webhook(Duration.ofSeconds(30));
    }

    private PagerDutySink pager() {
        return PagerDutySink.of(SECRET, receiver.address("/v2/enqueue"), HttpPost.client(), Duration.ofSeconds(30));
    }

    @Test
    void aWebhookGetsAMessageInWhichNothingFromOutsideIsMarkup() throws Exception {
        assertThat(webhook().send(ALERT)).isEqualTo(new Delivery.Delivered());

        JsonNode message = JSON.readTree(receiver.bodies().get(0));
        assertThat(message.path("text").asText()).isEqualTo("[PAGE] source-lag: bank-core");
        JsonNode details = message.path("attachments").path(0);
        assertThat(details.path("text").asText())
                .contains("&lt;!channel&gt; a &amp; b\nsecond", "To do: look at it")
                .doesNotContain("<");
        assertThat(details.path("color").asText()).isEqualTo("#c81e1e");
        assertThat(receiver.paths()).containsExactly("/services/" + SECRET + "?token=" + SECRET);
    }

    @Test
    void pagerDutyGetsATriggerAndAResolveOfOneKey() throws Exception {
        receiver.answers(status(202));
        assertThat(pager().send(ALERT)).isEqualTo(new Delivery.Delivered());
        assertThat(pager().send(ALERT.resolved(NOON))).isEqualTo(new Delivery.Delivered());

        JsonNode trigger = JSON.readTree(receiver.bodies().get(0));
        assertThat(trigger.path("routing_key").asText()).isEqualTo(SECRET);
        assertThat(trigger.path("event_action").asText()).isEqualTo("trigger");
        assertThat(trigger.path("dedup_key").asText()).isEqualTo("i1");
        JsonNode payload = trigger.path("payload");
        assertThat(payload.path("summary").asText())
                .isEqualTo("[PAGE] source-lag: bank-core: <!channel> a & b / second");
        assertThat(payload.path("source").asText()).isEqualTo("bank-core");
        assertThat(payload.path("severity").asText()).isEqualTo("critical");
        assertThat(payload.path("timestamp").asText()).isEqualTo("2026-11-27T12:00:00Z");
        JsonNode resolve = JSON.readTree(receiver.bodies().get(1));
        assertThat(resolve.path("event_action").asText()).isEqualTo("resolve");
        assertThat(resolve.path("dedup_key").asText()).isEqualTo("i1");
    }

    @Test
    void aSummaryIsNoLongerThanPagerDutyTakes() throws Exception {
        receiver.answers(status(202));
        var unused =
                pager().send(new Alert(ALERT.incident(), 1, AlertChange.OPENED, WARN, NOON, "x".repeat(5000), "look"));

        assertThat(JSON.readTree(receiver.bodies().get(0))
                        .path("payload")
                        .path("summary")
                        .asText())
                .hasSize(1024);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 401, 403, 404, 408, 429, 500, 503})
    void whatTheOtherSideMayMendIsTriedAgain(int status) {
        receiver.answers(status(status, Map.of("Location", receiver.address("/elsewhere"))));

        assertThat(webhook().send(ALERT)).isEqualTo(new Delivery.Failed("127.0.0.1 answered " + status));
        assertThat(receiver.paths()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 415, 422})
    void whatIsWrongWithTheAlertItselfIsRejected(int status) {
        receiver.answers(status(status));

        assertThat(webhook().send(ALERT)).isEqualTo(new Delivery.Rejected("127.0.0.1 answered " + status));
    }

    @Test
    void hearsHowLongItIsToWait() {
        receiver.answers(status(429, Map.of("Retry-After", "30")));
        assertThat(webhook().send(ALERT))
                .isEqualTo(new Delivery.Failed("127.0.0.1 answered 429", Optional.of(Duration.ofSeconds(30))));

        receiver.answers(status(503, Map.of("Retry-After", "soon")));
        assertThat(webhook().send(ALERT)).isEqualTo(new Delivery.Failed("127.0.0.1 answered 503"));
    }

    @Test
    void doesNotWaitForOneThatSaysNothing() {
        receiver.answers(receiver.silence());

        assertThat(webhook(Duration.ofMillis(300)).send(ALERT)).isInstanceOf(Delivery.Failed.class);
    }

    @Test
    void doesNotWaitForAnAnswerThatDoesNotEnd() {
        receiver.answers(receiver.endless());

        assertThat(webhook(Duration.ofSeconds(2)).send(ALERT))
                .isEqualTo(new Delivery.Failed("127.0.0.1 did not answer within PT2S"));
    }

    @Test
    void anInterruptEndsTheWaitAndIsKept() {
        receiver.answers(receiver.silence());
        Thread.currentThread().interrupt();

        assertThat(webhook().send(ALERT)).isEqualTo(new Delivery.Failed("interrupted"));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void whatWasToldWhileItFailedHungAndWasDownArrivesOnceItIsBack(@TempDir Path folder) throws Exception {
        HandClock clock = new HandClock();
        List<Receiver.Answer> faults =
                List.of(status(500), status(429, Map.of("Retry-After", "7")), receiver.silence(), receiver.endless());
        try (Alerting alerting = Alerting.in(folder.resolve("alerts.jsonl"))
                .to("hook", webhook(Duration.ofSeconds(2)))
                .clock(clock)
                .open()) {
            for (Receiver.Answer fault : faults) {
                receiver.answers(fault);
                alerting.update(List.of(LAG));
                alerting.update(List.of());
                clock.pass(Duration.ofMinutes(1));
            }
            receiver.down();
            alerting.update(List.of(LAG));
            alerting.update(List.of());
            clock.pass(Duration.ofMinutes(1));
            int before = receiver.bodies().size();
            receiver.answers(status(200));
            receiver.up();
            alerting.deliver();

            assertThat(alerting.nextAttempt()).isEmpty();
            List<String> titles = new ArrayList<>();
            for (String body : receiver.bodies().subList(before, before + 10)) {
                titles.add(JSON.readTree(body).path("text").asText());
            }
            assertThat(receiver.bodies()).hasSize(before + 10);
            assertThat(titles.stream().filter(title -> title.startsWith("[PAGE]")))
                    .hasSize(5);
            assertThat(titles.stream().filter(title -> title.startsWith("[resolved]")))
                    .hasSize(5);
        }
    }

    @Test
    void noSecretIsEverShown(@TempDir Path folder) throws Exception {
        List<String> shown = new ArrayList<>();
        HandClock clock = new HandClock();
        List<Receiver.Answer> answers = List.of(
                receiver.echo(400),
                receiver.echo(403),
                receiver.echo(500),
                status(301, Map.of("Location", "/" + SECRET)),
                receiver.silence(),
                exchange -> {
                    throw new IllegalStateException("hangs up");
                });
        WebhookSink hook = webhook(Duration.ofMillis(300));
        PagerDutySink pager =
                PagerDutySink.of(SECRET, receiver.address("/" + SECRET), HttpPost.client(), Duration.ofMillis(300));
        shown.add(hook + " " + pager);
        Path file = folder.resolve("alerts.jsonl");
        try (Alerting alerting = Alerting.in(file)
                .to("hook", hook)
                .to("pager", pager)
                .clock(clock)
                .open()) {
            for (Receiver.Answer answer : answers) {
                receiver.answers(answer);
                alerting.update(List.of(LAG));
                alerting.update(List.of());
                clock.pass(Duration.ofMinutes(15));
                shown.add(alerting.sinks().toString() + alerting.deadLetters() + alerting.openIncidents());
            }
            receiver.down();
            alerting.deliver();
            shown.add(alerting.sinks().toString());
        }
        shown.add(Files.readString(file));
        for (String address : List.of(
                "https://hooks.example.com/" + SECRET + " x", "ftp://host/" + SECRET, "https:" + SECRET, SECRET, "")) {
            shown.add(thrown(() -> WebhookSink.to(address)));
            shown.add(thrown(() -> PagerDutySink.of(SECRET, address, HttpPost.client(), Duration.ofSeconds(1))));
        }

        assertThat(shown).allSatisfy(text -> assertThat(text).isNotEmpty().doesNotContain(SECRET));
        assertThat(shown.get(0)).isEqualTo("webhook at 127.0.0.1 events at 127.0.0.1");
    }

    @Test
    void aKeyOfNothingIsRefused() {
        assertThatThrownBy(() -> PagerDutySink.of(" ")).isInstanceOf(IllegalArgumentException.class);
    }

    private static String thrown(Runnable work) {
        try {
            work.run();
            throw new AssertionError("should not work");
        } catch (IllegalArgumentException e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            return trace.toString();
        }
    }
}
