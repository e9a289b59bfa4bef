package io.dmskit.local.aws;

import io.dmskit.local.wire.Fault;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The secrets of another endpoint, such as a LocalStack. Thread-safe. */
public final class ForwardedSecrets implements SecretTexts, AutoCloseable {
    private final URI endpoint;
    private final SecretsManagerClient client;

    /** Creates one for the secrets of a region. */
    public ForwardedSecrets(URI endpoint, String region) {
        this.endpoint = endpoint;
        this.client = Elsewhere.client(endpoint, region, SecretsManagerClient.builder());
    }

    @Override
    public String text(String nameOrArn) {
        try {
            return Optional.ofNullable(client.getSecretValue(request -> request.secretId(nameOrArn))
                            .secretString())
                    .orElseThrow(() -> new Fault("InvalidRequestException", "the secret holds bytes, not text"));
        } catch (SdkException e) {
            throw fault(e);
        }
    }

    private Fault fault(SdkException e) {
        return e instanceof AwsServiceException refusal && refusal.awsErrorDetails() != null
                ? new Fault(
                        refusal.awsErrorDetails().errorCode(),
                        refusal.awsErrorDetails().errorMessage(),
                        refusal.statusCode())
                : new Fault(
                        "ServiceUnavailable",
                        "Secrets Manager at " + endpoint + " gave no answer: " + e.getMessage(),
                        503);
    }

    @Override
    public void close() {
        client.close();
    }
}
