package io.dmskit.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dmskit.localstack.LocalStack;
import io.dmskit.localstack.MetricValues;
import io.dmskit.template.Templates;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** A whole rehearsal, live cutover included, with the secrets and the metrics of a LocalStack. */
class LocalStackRehearsalIT {
    private static final JsonMapper JSON = new JsonMapper();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final String chain = LocalStack.unique("chain");

    private final Path directory;

    LocalStackRehearsalIT(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void oneStoreOfTheChainIsRehearsed() throws Exception {
        LocalStack localStack = LocalStack.required();
        Instant began = Instant.now().truncatedTo(ChronoUnit.MINUTES);

        int exitCode = rehearse(oneStore(), localStack);

        JsonNode result = JSON.readTree(out.toByteArray());
        assertThat(exitCode).as(err.toString(UTF_8)).isZero();
        assertThat(result.get("tables")).isNotEmpty().allSatisfy(table -> assertThat(
                        table.get("identical").asBoolean())
                .as(table.toString())
                .isTrue());
        assertThat(err.toString(UTF_8)).contains("and forwards to " + localStack.endpoint());
        assertThat(secret(localStack, chain + "/0001").get("port").asInt()).isPositive();
        assertThat(secret(localStack, chain + "/main").get("port").asInt()).isPositive();
        assertThat(latencies(localStack, began)).isNotEmpty();
    }

    /** The template with one store instead of three, and names of its own. */
    private Path oneStore() throws IOException {
        Path file = Templates.named("stores").orElseThrow().copyTo(directory);
        return Files.writeString(
                file,
                Files.readString(file)
                        .replace("[\"0001\", \"0002\", \"0003\"]", "[\"0001\"]")
                        .replace("name: store-", "name: " + chain + "-")
                        .replace("stores/$", chain + "/$")
                        .replace("headquarters/main", chain + "/main")
                        .replace("duration: 5s", "duration: 2s"));
    }

    private int rehearse(Path file, LocalStack localStack) {
        Console console = new Console(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
        return Main.run(
                console,
                "rehearse",
                file.toString(),
                "--json",
                "--port",
                "0",
                "--output",
                directory.resolve("out").toString(),
                "--localstack",
                localStack.endpoint().toString());
    }

    private static JsonNode secret(LocalStack localStack, String name) throws IOException {
        try (SecretsManagerClient secrets = localStack.client(SecretsManagerClient.builder())) {
            return JSON.readTree(
                    secrets.getSecretValue(get -> get.secretId(name)).secretString());
        }
    }

    /** Returns what the task published, as LocalStack has it. */
    private List<Double> latencies(LocalStack localStack, Instant began) {
        try (CloudWatchClient cloudWatch = localStack.client(CloudWatchClient.builder())) {
            List<Metric> metrics =
                    cloudWatch
                            .listMetrics(list -> list.namespace("AWS/DMS").metricName("CDCLatencyTarget"))
                            .metrics()
                            .stream()
                            .filter(this::isOfTheTask)
                            .toList();
            assertThat(metrics).hasSize(1);
            return MetricValues.of(cloudWatch, metrics.get(0), "Maximum", began);
        }
    }

    private boolean isOfTheTask(Metric metric) {
        return metric.hasDimensions()
                && metric.dimensions().stream()
                        .anyMatch(dimension -> dimension.value().equals(chain + "-0001"));
    }
}
