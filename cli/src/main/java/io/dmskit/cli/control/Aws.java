package io.dmskit.cli.control;

import io.dmskit.Dms;
import io.dmskit.local.DmskitLocal;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * The services that a command speaks to: AWS with the default chains for credentials and region, wherever {@code AWS_ENDPOINT_URL}
 * leads, or dmskit-local. Clients are made when they are first needed and closed together. Used by one thread.
 */
public final class Aws implements AutoCloseable {
    private static final String ENDPOINT = "AWS_ENDPOINT_URL";
    private static final String USUAL_REGION = "us-east-1";

    private final Optional<URI> local;
    private final Region region;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    private Aws(Optional<URI> local, Region region) {
        this.local = local;
        this.region = region;
    }

    /** Returns the services of AWS, or of a dmskit-local. */
    public static Aws of(boolean local, Map<String, String> environment) {
        URI endpoint = URI.create(environment.getOrDefault(ENDPOINT, "http://127.0.0.1:" + DmskitLocal.USUAL_PORT));
        return new Aws(
                local ? Optional.of(endpoint) : Optional.empty(),
                Region.of(environment.getOrDefault("AWS_REGION", USUAL_REGION)));
    }

    /** Returns whether this is dmskit-local, whose databases are on this machine. */
    public boolean isLocal() {
        return local.isPresent();
    }

    /** Returns where it is, in words. */
    public String describe() {
        return local.map(endpoint -> "dmskit-local at " + endpoint).orElse("AWS");
    }

    public Dms dms() {
        return closing(local.map(endpoint -> Dms.at(endpoint, region)).orElseGet(Dms::create));
    }

    public SecretsManagerClient secrets() {
        return client(SecretsManagerClient.builder());
    }

    public CloudWatchClient cloudWatch() {
        return client(CloudWatchClient.builder());
    }

    public CloudWatchLogsClient logs() {
        return client(CloudWatchLogsClient.builder());
    }

    /** Returns a client of SNS in the region of a topic. */
    public SnsClient sns(Region topics) {
        return at(SnsClient.builder().region(topics));
    }

    public EventBridgeClient eventBridge() {
        return client(EventBridgeClient.builder());
    }

    /** Returns a client of EventBridge in the region of a bus. */
    public EventBridgeClient eventBridge(Region buses) {
        return at(EventBridgeClient.builder().region(buses));
    }

    private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C extends AutoCloseable> C client(
            B builder) {
        local.ifPresent(endpoint -> builder.region(region));
        return at(builder);
    }

    /** The builder has its region, or takes the usual one. */
    private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C extends AutoCloseable> C at(B builder) {
        builder.httpClientBuilder(UrlConnectionHttpClient.builder());
        local.ifPresent(endpoint -> builder.endpointOverride(endpoint)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"))));
        return closing(builder.build());
    }

    private <T extends AutoCloseable> T closing(T client) {
        open.push(client);
        return client;
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("a client of AWS does not close", e);
            }
        }
    }
}
