package io.dmskit.monitoring.alert.file;

import java.util.ArrayDeque;
import java.util.Deque;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * AWS with the default chains for credentials and region, and the variables and streams of this process. It owns the clients that it makes, so it is closed after
 * the sinks are done with. Not thread-safe while sinks are opened.
 */
public final class AwsEnvironment implements SinkEnvironment, AutoCloseable {
    private final Deque<SdkAutoCloseable> clients = new ArrayDeque<>();

    private AwsEnvironment() {}

    /** Returns an environment that has made no client yet. */
    public static AwsEnvironment create() {
        return new AwsEnvironment();
    }

    @Override
    public SnsClient sns(Region region) {
        return closing(SnsClient.builder()
                .region(region)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build());
    }

    @Override
    public EventBridgeClient eventBridge(Region region) {
        return closing(EventBridgeClient.builder()
                .region(region)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build());
    }

    @Override
    public EventBridgeClient eventBridge() {
        return closing(EventBridgeClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build());
    }

    @Override
    public SecretsManagerClient secrets() {
        return closing(SecretsManagerClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build());
    }

    private <C extends SdkAutoCloseable> C closing(C client) {
        clients.push(client);
        return client;
    }

    @Override
    public void close() {
        while (!clients.isEmpty()) {
            clients.pop().close();
        }
    }
}
