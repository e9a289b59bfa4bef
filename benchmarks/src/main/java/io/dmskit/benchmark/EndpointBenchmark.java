package io.dmskit.benchmark;

import io.dmskit.local.DmskitLocal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.ReplicationEndpointTypeValue;

/** Asks dmskit-local for its tasks over HTTP with the SDK's client, and looks at how much memory an idle process of it holds. */
final class EndpointBenchmark {
    private static final int WARM_UP = 500;
    private static final int CALLS = 1000;

    void run() throws Exception {
        try (DmskitLocal local = DmskitLocal.start();
                DatabaseMigrationClient client = DatabaseMigrationClient.builder()
                        .endpointOverride(local.endpoint())
                        .region(Region.of(local.region()))
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build()) {
            createTask(client);
            double[] millis = new double[CALLS];
            for (int call = -WARM_UP; call < CALLS; call++) {
                long began = System.nanoTime();
                client.describeReplicationTasks();
                if (call >= 0) {
                    millis[call] = Duration.ofNanos(System.nanoTime() - began).toNanos() / 1e6;
                }
            }
            Arrays.sort(millis);
            System.out.printf(
                    Locale.ROOT,
                    "DescribeReplicationTasks over HTTP, %d calls: median %.2f ms, 99th percentile %.2f ms%n",
                    CALLS,
                    millis[CALLS / 2],
                    millis[CALLS * 99 / 100]);
        }
        idleProcess();
    }

    private static void createTask(DatabaseMigrationClient client) {
        String instance = client.createReplicationInstance(request ->
                        request.replicationInstanceIdentifier("benchmark").replicationInstanceClass("dms.t3.medium"))
                .replicationInstance()
                .replicationInstanceArn();
        client.waiter().waitUntilReplicationInstanceAvailable(request -> {});
        client.createReplicationTask(request -> request.replicationTaskIdentifier("benchmark")
                .replicationInstanceArn(instance)
                .sourceEndpointArn(endpoint(client, ReplicationEndpointTypeValue.SOURCE))
                .targetEndpointArn(endpoint(client, ReplicationEndpointTypeValue.TARGET))
                .migrationType("full-load")
                .tableMappings("""
                        {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "1", "rule-action": "include",
                          "object-locator": {"schema-name": "public", "table-name": "%"}}]}"""));
    }

    private static String endpoint(DatabaseMigrationClient client, ReplicationEndpointTypeValue type) {
        return client.createEndpoint(request -> request.endpointIdentifier("benchmark-" + type)
                        .endpointType(type)
                        .engineName("postgres")
                        .serverName("127.0.0.1")
                        .port(5432)
                        .databaseName("nothing")
                        .username("nobody")
                        .password("nothing"))
                .endpoint()
                .endpointArn();
    }

    /** Starts the command's own process, with the flags its launcher gives it, and reads what Linux says about it. */
    private static void idleProcess() throws IOException, InterruptedException {
        Optional<String> launcher = Optional.ofNullable(System.getProperty("dmskit.launcher"));
        if (launcher.isEmpty() || !Files.isDirectory(Path.of("/proc/self"))) {
            System.out.println("idle memory: not measured, it takes Linux and benchmarks/run");
            return;
        }
        Process process = new ProcessBuilder(launcher.get(), "local", "--port", "0")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            process.inputReader().readLine();
            try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
                long kib = lines.filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
                        .findFirst()
                        .orElseThrow();
                System.out.printf(Locale.ROOT, "dmskit local, idle: %d MiB resident%n", kib / 1024);
            }
        } finally {
            process.destroy();
            process.waitFor();
        }
    }
}
