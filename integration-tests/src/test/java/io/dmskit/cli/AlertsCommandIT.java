package io.dmskit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.JavaProcess;
import io.dmskit.localstack.LocalStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;

/** {@code dmskit alerts} against services that are really there, and some that are not. */
class AlertsCommandIT {
    @Test
    void triesTheSinksOfAFileWithSecretsFromSecretsManager(@TempDir Path folder) throws Exception {
        LocalStack localStack = LocalStack.required();
        String name = "AlertsCommandIT-" + UUID.randomUUID();
        String topic;
        try (SnsClient sns = localStack.client(SnsClient.builder());
                SecretsManagerClient secrets = localStack.client(SecretsManagerClient.builder())) {
            topic = sns.createTopic(create -> create.name(name)).topicArn();
            secrets.createSecret(create -> create.name(name).secretString("{\"address\": \"http://127.0.0.1:1/T0P\"}"));
        }
        Files.writeString(folder.resolve("alerts.yaml"), """
                sinks:
                  ops: { sns: { topic: "%1$s" } }
                  typo: { sns: { topic: "%1$s-s" } }
                  bus: { event-bridge: { bus: default } }
                  lost: { event-bridge: { bus: %2$s } }
                  chat: { webhook: { address: { secret: %2$s, key: address } } }
                """.formatted(topic, name));

        JavaProcess.Ended test =
                new DmskitProcess(localStack.endpoint(), folder).run("alerts", "test", "alerts.yaml", "--local");

        assertThat(test.out().lines())
                .containsExactly(
                        "\u2713 ops   " + topic,
                        "\u2717 typo  did not arrive: " + topic + "-s answered 404 NotFound: there is no such topic",
                        "\u2713 bus   event bus default",
                        "\u2717 lost  did not arrive: event bus " + name
                                + " answered 400 ResourceNotFoundException: there is no such event bus",
                        "\u2717 chat  did not arrive: 127.0.0.1 cannot be reached: ConnectException");
        assertThat(test.exitCode()).isEqualTo(1);
        assertThat(test.out() + test.err()).doesNotContain("T0P");
    }
}
