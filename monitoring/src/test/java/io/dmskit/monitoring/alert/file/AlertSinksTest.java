package io.dmskit.monitoring.alert.file;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.document.Findings;
import io.dmskit.document.InvalidDocumentException;
import io.dmskit.monitoring.alert.Alert;
import io.dmskit.monitoring.alert.AlertSink;
import io.dmskit.monitoring.alert.Delivery;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;

class AlertSinksTest {
    private static final Alert TEST = Alert.test("9", Instant.EPOCH).get(0);

    private final Map<String, String> variables = new HashMap<>();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path folder;

    @BeforeEach
    void in(@TempDir Path newFolder) {
        folder = newFolder;
    }

    @Test
    void opensEverySinkWithSecretsThatStandElsewhere() throws IOException {
        variables.put("KEY", "R0UTING");
        Files.writeString(folder.resolve("address"), "http://127.0.0.1:1/services/T0P\n");

        Map<String, AlertSink> sinks = read("""
                sinks:
                  pager: { pagerduty: { routing-key: { env: KEY } }, from: page }
                  europe: { pagerduty: { routing-key: { env: KEY }, address: "http://127.0.0.1:2/v2/enqueue" } }
                  chat: { webhook: { address: { file: address } }, from: warn, timeout: 2s }
                  ops: { sns: { topic: "arn:aws:sns:eu-west-1:123456789012:ops.fifo" } }
                  bus: { event-bridge: { bus: "arn:aws:events:eu-west-1:123456789012:event-bus/ops" } }
                  usual-bus: { event-bridge: { bus: default } }
                  hook: { command: [/usr/local/bin/tell, --loud], timeout: 30s }
                  log: { log: stderr }
                """).open(environment());

        assertThat(sinks.keySet()).containsExactly("pager", "europe", "chat", "ops", "bus", "usual-bus", "hook", "log");
        assertThat(sinks.values())
                .extracting(AlertSink::toString)
                .containsExactly(
                        "events at events.pagerduty.com",
                        "events at 127.0.0.1",
                        "webhook at 127.0.0.1",
                        "arn:aws:sns:eu-west-1:123456789012:ops.fifo",
                        "event bus arn:aws:events:eu-west-1:123456789012:event-bus/ops",
                        "event bus default",
                        "command /usr/local/bin/tell",
                        "log");
    }

    @Test
    void saysEverythingThatIsWrongWhereItStands() {
        assertProblems(
                """
                sinks:
                  pager: { pagerdutty: { routing-key: { env: KEY } }, from: page }
                  both: { log: stderr, command: [tell] }
                  urgent: { log: stdin, from: urgent }
                  ops: { sns: { topic: ops, region: eu-west-1 } }
                  bus: { event-bridge: {} }
                  hook: { command: [], timeout: 6m }
                  chat: { webhook: {}, timeout: 5 }
                  file: { log: { file: a, stream: stderr, format: xml }, timeout: 5s }
                  two words: { log: stderr }
                  nothing:
                  neither: { from: page }
                  log: { log: stderr }
                  log: { log: stderr }
                sinkz: {}
                """,
                "2:12: unknown key sinks.pager.pagerdutty, did you mean \"pagerduty\"?",
                "3:9: sinks.both is command and log at once: give each a name of its own",
                "4:18: sinks.urgent.log is \"stdin\"; allowed: stderr, stdout",
                "4:31: sinks.urgent.from is \"urgent\"; allowed: info, warn, page",
                "5:24: sinks.ops.sns.topic: \"ops\" is no ARN of a topic: it must be such as"
                        + " arn:aws:sns:eu-west-1:123456789012:ops",
                "5:29: unknown key sinks.ops.sns.region; allowed: topic",
                "6:24: sinks.bus.event-bridge.bus is missing",
                "7:20: sinks.hook.command is empty: it needs a program",
                "7:33: sinks.hook.timeout is 6m: it must be longer than nothing, and at most 5m",
                "8:20: sinks.chat.webhook.address is missing",
                "8:33: sinks.chat.timeout is \"5\": it needs a unit, such as 5s; allowed: ms, s, m, h, d",
                "9:16: sinks.file.log must have only one of file and stream",
                "9:51: sinks.file.log.format is \"xml\"; allowed: text, json",
                "9:67: sinks.file.timeout has no use: a log is written and not waited for",
                "10:3: the sink's name is \"two words\": it must have 1 to 64 letters, digits, hyphens and underscores, and"
                        + " begin with a letter or digit",
                "11:3: sinks.nothing is empty: it must be one of pagerduty, webhook, sns, event-bridge, command, log",
                "12:12: sinks.neither does not say what it is: it must be one of pagerduty, webhook, sns, event-bridge, command, log",
                "14:3: sinks.log is given twice",
                "15:1: unknown key sinkz, did you mean \"sinks\"?");
    }

    @Test
    void refusesASecretThatIsWrittenOutAndDoesNotRepeatIt() {
        String how =
                ": say where it is, as { env: NAME }, { file: PATH } or { secret: NAME } of Secrets Manager, which may"
                        + " have a key";

        assertProblems(
                """
                sinks:
                  pager: { pagerduty: { routing-key: R0UTING } }
                  chat: { webhook: { address: "https://hooks.example.com/T0P" } }
                  other: { webhook: { address: { T0P: x } } }
                  third: { webhook: { address: { env: A, key: b } } }
                  fifth: { webhook: { address: { env: "https://hooks.example.com/T0P" } } }
                  fourth: { webhook: "https://hooks.example.com/T0P" }
                """,
                "2:38: sinks.pager.pagerduty.routing-key is written out, and a secret does not belong into a file"
                        + how,
                "3:31: sinks.chat.webhook.address is written out, and a secret does not belong into a file" + how,
                "4:32: sinks.other.webhook.address cannot be read" + how,
                "5:32: sinks.third.webhook.address cannot be read" + how,
                "6:32: sinks.fifth.webhook.address cannot be read" + how,
                "7:22: sinks.fourth.webhook is a string: it must hold keys, such as { a: b }");
    }

    @Test
    void saysAllSecretsThatCannotBeHadAndNoneThatCanBe() throws IOException {
        variables.put("BLANK", " ");
        variables.put("WRONG", "T0P");
        AlertSinks sinks = read("""
                sinks:
                  unset: { webhook: { address: { env: UNSET } } }
                  blank: { webhook: { address: { env: BLANK } } }
                  wrong: { webhook: { address: { env: WRONG } } }
                  absent: { webhook: { address: { file: absent } } }
                  managed: { webhook: { address: { secret: ops/chat } } }
                """);

        assertThatThrownBy(() -> sinks.open(environment())).satisfies(e -> assertThat(texts(e))
                .containsExactly(
                        "2:32: the environment variable UNSET is not set",
                        "3:32: the environment variable BLANK is blank",
                        "4:10: sinks.wrong: a webhook needs an address that begins with https:// and a host",
                        "5:33: the file " + folder.resolve("absent") + " cannot be read: NoSuchFileException",
                        "6:34: the secret ops/chat cannot be read: SdkClientException"));
    }

    @Test
    void fetchesTheSecretsOfChosenSinksAlone() {
        AlertSinks sinks = read("""
                sinks:
                  chat: { webhook: { address: { env: UNSET } } }
                  log: { log: { stream: stderr, format: json } }
                """);

        Map<String, AlertSink> opened = sinks.only(List.of("log")).open(environment());

        assertThat(opened.keySet()).containsExactly("log");
        assertThat(requireNonNull(opened.get("log")).send(TEST)).isEqualTo(new Delivery.Delivered());
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo(TEST.toJson() + "\n");
    }

    @Test
    void opensSinksInTheRegionsOfTheirArnsWithoutAskingAnybody() {
        AlertSinks sinks = read("""
                sinks:
                  ops: { sns: { topic: "arn:aws:sns:eu-west-1:123456789012:ops" } }
                  bus: { event-bridge: { bus: "arn:aws:events:eu-west-1:123456789012:event-bus/ops" } }
                """);

        try (AwsEnvironment aws = AwsEnvironment.create()) {
            assertThat(sinks.open(aws)).containsOnlyKeys("ops", "bus");
        }
    }

    @Test
    void endsALineThatAKillHasCutShort() throws IOException {
        Path log = folder.resolve("alerts.log");
        Files.writeString(log, "2026-11-27 [PA");
        AlertSink sink = requireNonNull(read("sinks: { log: { log: { file: alerts.log } } }")
                .open(environment())
                .get("log"));

        assertThat(List.of(sink.send(TEST), sink.send(TEST))).containsOnly(new Delivery.Delivered());

        assertThat(log).hasContent("2026-11-27 [PA\n" + TEST.toLine() + "\n" + TEST.toLine() + "\n");
    }

    @Test
    void aLineThatNobodyCanReadIsNoDelivery() {
        PrintStream closed = new PrintStream(err, true, StandardCharsets.UTF_8);
        closed.close();
        AlertSink log = new SinkPlan.StreamLog(any -> closed, SinkPlan.Form.TEXT)
                .open(new Opening(environment(), new Findings()))
                .orElseThrow();

        assertThatThrownBy(() -> log.send(TEST)).isInstanceOf(UncheckedIOException.class);
    }

    private AlertSinks read(String text) {
        try {
            return AlertSinks.read(Files.writeString(folder.resolve("alerts.yaml"), text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertProblems(String text, String... problems) {
        assertThatThrownBy(() -> read(text)).satisfies(e -> assertThat(texts(e)).containsExactly(problems));
    }

    private static List<String> texts(Throwable e) {
        assertThat(e).isInstanceOf(InvalidDocumentException.class);
        assertThat(e.getMessage()).doesNotContain("T0P", "R0UTING");
        return ((InvalidDocumentException) e)
                .findings().stream()
                        .map(finding -> finding.location().line() + ":"
                                + finding.location().column() + ": " + finding.message())
                        .toList();
    }

    private SinkEnvironment environment() {
        return new SinkEnvironment() {
            @Override
            public SnsClient sns(Region region) {
                return SnsClient.builder()
                        .region(region)
                        .credentialsProvider(AnonymousCredentialsProvider.create())
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build();
            }

            @Override
            public EventBridgeClient eventBridge(Region region) {
                return EventBridgeClient.builder()
                        .region(region)
                        .credentialsProvider(AnonymousCredentialsProvider.create())
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build();
            }

            @Override
            public EventBridgeClient eventBridge() {
                return eventBridge(Region.EU_WEST_1);
            }

            @Override
            public SecretsManagerClient secrets() {
                return SecretsManagerClient.builder()
                        .region(Region.EU_WEST_1)
                        .endpointOverride(URI.create("http://127.0.0.1:1"))
                        .credentialsProvider(AnonymousCredentialsProvider.create())
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build();
            }

            @Override
            public Optional<String> variable(String name) {
                return Optional.ofNullable(variables.get(name));
            }

            @Override
            public PrintStream err() {
                return new PrintStream(err, true, StandardCharsets.UTF_8);
            }
        };
    }
}
