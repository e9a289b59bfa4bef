package io.dmskit.benchmark;

import io.dmskit.local.DmskitLocal;
import io.dmskit.task.Poller;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;

/** Clients of endpoints on this machine. */
final class LocalClient {
    private LocalClient() {}

    static DatabaseMigrationClient at(DmskitLocal local) {
        return at(local.endpoint(), Region.of(local.region()));
    }

    static DatabaseMigrationClient at(URI endpoint, Region region) {
        return DatabaseMigrationClient.builder()
                .endpointOverride(endpoint)
                .region(region)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    static CloudWatchClient cloudWatch(URI endpoint) {
        return CloudWatchClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    /** Waits until an endpoint that has just been started answers. */
    static void awaitAnswer(String name, DatabaseMigrationClient client, BooleanSupplier alive) {
        Poller.every(Duration.ofMillis(200))
                .until(
                        "an answer of " + name,
                        () -> {
                            if (!alive.getAsBoolean()) {
                                throw new IllegalStateException(name + " has ended");
                            }
                            try {
                                client.describeEndpoints();
                                return Optional.of(true);
                            } catch (SdkClientException notYet) {
                                return Optional.empty();
                            }
                        },
                        Duration.ofSeconds(60));
    }
}
