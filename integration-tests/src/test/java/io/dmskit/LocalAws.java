package io.dmskit;

import io.dmskit.local.DmskitLocal;
import io.dmskit.local.database.PostgresServer;
import io.dmskit.local.engine.DatabaseAddress;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** AWS as tests meet it: the true clients, over HTTP, at a dmskit-local. */
public final class LocalAws {
    private LocalAws() {}

    /** Builds a client of one service. */
    public static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(
            DmskitLocal local, B builder) {
        return client(local.endpoint(), builder);
    }

    /** Builds a client of one service of a dmskit-local in another process. */
    public static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(URI endpoint, B builder) {
        return builder.httpClientBuilder(UrlConnectionHttpClient.builder())
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build();
    }

    /** Keeps what DMS needs to connect to a server under the name of a secret. */
    public static void publishSecret(DmskitLocal local, String name, PostgresServer server) {
        publishSecret(local.endpoint(), name, server);
    }

    /** Keeps what DMS needs to connect to a server under the name of a secret, in another process. */
    public static void publishSecret(URI endpoint, String name, PostgresServer server) {
        publishSecret(endpoint, name, server.address());
    }

    /** Keeps what DMS needs to connect to a database under the name of a secret. */
    public static void publishSecret(URI endpoint, String name, DatabaseAddress address) {
        try (SecretsManagerClient secrets = client(endpoint, SecretsManagerClient.builder())) {
            secrets.createSecret(request -> request.name(name)
                    .secretString("""
                    {"host": "%s", "port": %d, "username": "%s", "password": "%s"}
                    """.formatted(address.host(), address.port(), address.user(), address.password())));
        }
    }
}
