package io.dmskit.local;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The real clients of the SDK, against an endpoint on this machine. */
public record LocalClients(
        DatabaseMigrationClient dms,
        SecretsManagerClient secrets,
        CloudWatchClient cloudWatch,
        CloudWatchLogsClient logs)
        implements AutoCloseable {
    public static LocalClients of(URI endpoint) {
        return new LocalClients(
                at(endpoint, DatabaseMigrationClient.builder().httpClient(UrlConnectionHttpClient.create())),
                at(endpoint, SecretsManagerClient.builder().httpClient(UrlConnectionHttpClient.create())),
                at(endpoint, CloudWatchClient.builder().httpClient(UrlConnectionHttpClient.create())),
                at(endpoint, CloudWatchLogsClient.builder().httpClient(UrlConnectionHttpClient.create())));
    }

    private static <C, B extends AwsClientBuilder<B, C>> C at(URI endpoint, B builder) {
        return builder.endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .overrideConfiguration(config ->
                        config.apiCallTimeout(Duration.ofSeconds(20)).retryStrategy(retry -> retry.maxAttempts(1)))
                .build();
    }

    @Override
    public void close() {
        dms.close();
        secrets.close();
        cloudWatch.close();
        logs.close();
    }
}
