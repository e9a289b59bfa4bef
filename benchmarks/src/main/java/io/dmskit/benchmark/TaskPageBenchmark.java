package io.dmskit.benchmark;

import io.dmskit.local.DmskitLocal;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.ReplicationEndpointTypeValue;

/**
 * Describes a full page of tasks over HTTP with the SDK's client, settings included, in turn with moto's server where that is
 * installed: the only other free endpoint that remembers DMS tasks.
 */
final class TaskPageBenchmark {
    private static final int TASKS = 100;
    private static final int ROUNDS = 5;
    private static final int CALLS = 100;
    private static final int MOTO_PORT = 5999;
    private static final String MAPPINGS = """
            {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "1", "rule-action": "include",
              "object-locator": {"schema-name": "public", "table-name": "%"}}]}""";

    void run() throws Exception {
        try (DmskitLocal local = DmskitLocal.start();
                DatabaseMigrationClient ours = LocalClient.at(local)) {
            createTasks(ours);
            if (!Shell.has("moto_server")) {
                System.out.println("moto: not measured, moto_server is not on the path");
                print(measure(Map.of("dmskit", ours)));
                return;
            }
            Process moto = motoServer();
            try (DatabaseMigrationClient theirs =
                    LocalClient.at(URI.create("http://127.0.0.1:" + MOTO_PORT), Region.US_EAST_1)) {
                awaitAnswer(theirs, moto);
                if (!canBeRead(theirs)) {
                    print(measure(Map.of("dmskit", ours)));
                    return;
                }
                Map<String, DatabaseMigrationClient> both = new LinkedHashMap<>();
                both.put("dmskit", ours);
                both.put("moto", theirs);
                print(measure(both));
            } finally {
                moto.destroy();
                moto.waitFor();
            }
        }
    }

    /** Its answers hold times that the Java SDK does not take, in the versions seen so far. */
    private static boolean canBeRead(DatabaseMigrationClient theirs) {
        try {
            createTasks(theirs);
            return true;
        } catch (SdkClientException e) {
            System.out.println("moto: not measured, the SDK cannot read its answers: " + e.getMessage());
            return false;
        }
    }

    /** In turn, so that a machine that slows down slows both; the first round only warms up. */
    private static Map<String, List<Double>> measure(Map<String, DatabaseMigrationClient> contenders) {
        Map<String, List<Double>> millis = new LinkedHashMap<>();
        for (int round = 0; round <= ROUNDS; round++) {
            for (Map.Entry<String, DatabaseMigrationClient> contender : contenders.entrySet()) {
                List<Double> times = millis.computeIfAbsent(contender.getKey(), name -> new ArrayList<>());
                for (int call = 0; call < CALLS; call++) {
                    double time = describe(contender.getValue());
                    if (round > 0) {
                        times.add(time);
                    }
                }
            }
        }
        return millis;
    }

    private static double describe(DatabaseMigrationClient client) {
        long began = System.nanoTime();
        int tasks = client.describeReplicationTasks(request -> request.maxRecords(TASKS))
                .replicationTasks()
                .size();
        double millis = Duration.ofNanos(System.nanoTime() - began).toNanos() / 1e6;
        if (tasks != TASKS) {
            throw new IllegalStateException("the page has " + tasks + " tasks instead of " + TASKS);
        }
        return millis;
    }

    private static void print(Map<String, List<Double>> millis) {
        System.out.printf(
                "DescribeReplicationTasks over HTTP, a page of %d tasks, %d calls each%n", TASKS, ROUNDS * CALLS);
        double ours = median(millis.values().iterator().next());
        millis.forEach((name, times) -> System.out.printf(
                Locale.ROOT,
                "  %-8s median %6.2f ms%s%n",
                name,
                median(times),
                name.equals("dmskit")
                        ? ""
                        : String.format(Locale.ROOT, "  %s / dmskit = %.2f", name, median(times) / ours)));
    }

    private static double median(List<Double> times) {
        double[] sorted = times.stream().mapToDouble(time -> time).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static void createTasks(DatabaseMigrationClient client) {
        String instance = client.createReplicationInstance(request ->
                        request.replicationInstanceIdentifier("benchmark").replicationInstanceClass("dms.t3.medium"))
                .replicationInstance()
                .replicationInstanceArn();
        client.waiter().waitUntilReplicationInstanceAvailable(request -> {});
        String source = endpoint(client, ReplicationEndpointTypeValue.SOURCE);
        String target = endpoint(client, ReplicationEndpointTypeValue.TARGET);
        for (int task = 0; task < TASKS; task++) {
            String name = "benchmark-" + task;
            client.createReplicationTask(request -> request.replicationTaskIdentifier(name)
                    .replicationInstanceArn(instance)
                    .sourceEndpointArn(source)
                    .targetEndpointArn(target)
                    .migrationType("full-load")
                    .tableMappings(MAPPINGS)
                    .replicationTaskSettings("{\"FullLoadSettings\": {\"CommitRate\": 5000}}"));
        }
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

    private static Process motoServer() throws IOException {
        return new ProcessBuilder("moto_server", "-H", "127.0.0.1", "-p", String.valueOf(MOTO_PORT))
                .redirectErrorStream(true)
                .redirectOutput(new File("/dev/null"))
                .start();
    }

    private static void awaitAnswer(DatabaseMigrationClient client, Process server) {
        LocalClient.awaitAnswer("moto", client, server::isAlive);
    }
}
