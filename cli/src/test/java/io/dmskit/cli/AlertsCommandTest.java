package io.dmskit.cli;

import static io.dmskit.cli.Typed.dmskit;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dmskit.monitoring.alert.Alerting;
import io.dmskit.monitoring.alert.Delivery;
import io.dmskit.monitoring.judge.Condition;
import io.dmskit.monitoring.judge.ConditionKind;
import io.dmskit.monitoring.judge.ConditionSeverity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertsCommandTest {
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    private final Path folder;

    AlertsCommandTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void saysWhereTheTestArrivedAndWhereNot() throws IOException {
        Path sinks = sinks("""
                sinks:
                  log: { log: { file: alerts.log } }
                  broken: { command: [/bin/sh, -c, exit 3] }
                  absent: { command: [/nowhere/tell] }
                """);

        Typed test = dmskit("alerts", "test", sinks);

        assertThat(test).isEqualTo(new Typed(1, """
                        \u2713 log     log
                        \u2717 broken  did not arrive: command /bin/sh ended with exit code 3
                        \u2717 absent  did not arrive: command /nowhere/tell cannot be started
                        """, ""));
        assertThat(Files.readString(folder.resolve("alerts.log")).lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("[INFO] test: dmskit", "This is a test."),
                        line -> assertThat(line).contains("[resolved] test: dmskit"));
    }

    @Test
    void triesChosenSinksAloneAndTellsPrograms() throws IOException {
        Path sinks = sinks("""
                sinks:
                  log: { log: { file: alerts.log } }
                  chat: { webhook: { address: { env: DMSKIT_UNSET_VARIABLE } } }
                """);

        Typed test = dmskit("alerts", "test", sinks, "--only", "log", "--json");

        assertThat(test.exitCode()).isZero();
        assertThat(new JsonMapper().readTree(test.out()))
                .isEqualTo(new JsonMapper()
                        .readTree("{\"sinks\": [{\"name\": \"log\", \"sink\": \"log\", \"arrived\": true}]}"));
        assertThat(dmskit("alerts", "test", sinks))
                .isEqualTo(new Typed(
                        2,
                        "",
                        "error: 1 problem\n  " + sinks
                                + ":3:31: the environment variable DMSKIT_UNSET_VARIABLE is not set [AS007]\n"));
        assertThat(dmskit("alerts", "test", sinks, "--only", "chart").err())
                .isEqualTo("error: --only is \"chart\", did you mean \"chat\"?\n");
    }

    @Test
    void showsWhatIsOpenWhatWaitsAndWhatNeverArrivedWhileAnotherHasTheOutbox() throws IOException {
        Path outbox = folder.resolve("alerts.jsonl");
        try (Alerting alerting = Alerting.in(outbox)
                .to("pager", alert -> new Delivery.Failed("down"))
                .to("chat", alert -> new Delivery.Rejected("no"))
                .clock(InstantSource.fixed(NOON))
                .open()) {
            String incident =
                    alerting.update(List.of(stalled())).get(0).incident().id();

            Typed list = dmskit("alerts", "list", "--outbox", outbox);
            Typed json = dmskit("alerts", "list", "--outbox", outbox, "--json");

            assertThat(list.exitCode()).isZero();
            assertThat(list.out().lines())
                    .contains(
                            "Open incidents",
                            "  [PAGE] stalled: bank-core since 2026-11-27T11:00:00Z, incident " + incident,
                            "Waiting",
                            "  pager: 2 alerts, the oldest of 2026-11-27T12:00:00Z, [PAGE] stalled: bank-core",
                            "Never arrived",
                            "  2026-11-27T12:00:00Z chat: [PAGE] stalled: bank-core: no");
            JsonNode document = new JsonMapper().readTree(json.out());
            assertThat(document.at("/openIncidents/0/incident").asText()).isEqualTo(incident);
            assertThat(document.at("/waiting/pager")).hasSize(2);
            assertThat(document.at("/deadLetters/0/alert/kind").asText()).isEqualTo("stalled");
        }
    }

    @Test
    void saysThatThereIsNoOutbox() {
        Path outbox = folder.resolve("absent.jsonl");

        assertThat(dmskit("alerts", "list", "--outbox", outbox))
                .isEqualTo(new Typed(1, "", "error: there is no outbox " + outbox + "\n"));
    }

    @Test
    void wantsToKnowWhatOfAlerts() {
        Typed alerts = dmskit("alerts");

        assertThat(alerts.exitCode()).isEqualTo(2);
        assertThat(alerts.err()).contains("test", "list", "sinks:");
    }

    private static Condition stalled() {
        return new Condition(
                ConditionKind.STALLED,
                ConditionSeverity.PAGE,
                "arn",
                "bank-core",
                Optional.empty(),
                NOON.minusSeconds(3600),
                "text",
                "advice",
                Optional.empty());
    }

    private Path sinks(String text) throws IOException {
        return Files.writeString(folder.resolve("alerts.yaml"), text);
    }
}
