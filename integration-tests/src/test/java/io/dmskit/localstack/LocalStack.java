package io.dmskit.localstack;

import io.dmskit.LocalAws;
import io.dmskit.OtherProgram;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;

/**
 * A real LocalStack with the services of {@link #SERVICES}, one for all tests of a JVM: started by the first that needs it, ended with
 * the JVM. It is, in this order,
 *
 * <ol>
 *   <li>the one at {@code DMSKIT_LOCALSTACK_ENDPOINT}, which others start and end;
 *   <li>a container of the last image that needs no account, where Docker answers ({@code DMSKIT_LOCALSTACK_IMAGE} names another);
 *   <li>LocalStack from PyPI in host mode, which needs Python 3.11 or another version that these packages run under.
 * </ol>
 *
 * <p>Tests share it, so they name what they create after themselves. It answers {@code CREATE_COMPLETE} for nothing that it did
 * not create, and still: read resources back through their own service. It does not enforce IAM policies. Thread-safe.
 */
public final class LocalStack {
    /** The services that are switched on. */
    public static final List<String> SERVICES = List.of(
            "cloudwatch",
            "secretsmanager",
            "sns",
            "sqs",
            "iam",
            "sts",
            "s3",
            "ssm",
            "cloudformation",
            "ec2",
            "kms",
            "logs",
            "events");

    /**
     * How it is to be, wherever it runs. The engine for CloudFormation is the older one, since the newer one needs a catalogue from
     * the internet, without which it claims to have created what it does not know.
     */
    static final Map<String, String> SETTINGS = Map.of(
            "SERVICES", String.join(",", SERVICES),
            "EAGER_SERVICE_LOADING", "0",
            "DISABLE_EVENTS", "1",
            "SKIP_SSL_CERT_DOWNLOAD", "1",
            "SQS_ENDPOINT_STRATEGY", "path",
            "PROVIDER_OVERRIDE_CLOUDFORMATION", "engine-legacy",
            "CFN_IGNORE_UNSUPPORTED_RESOURCE_TYPES", "0");

    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(ANSWER).build();

    private static @Nullable LocalStack found;

    /** Why it cannot be had here: found out once, since that takes its time. */
    private static @Nullable String refusal;

    private final URI endpoint;

    private LocalStack(URI endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Returns it; where it cannot be had, the test is left out with one loud line, and fails if
     * {@code DMSKIT_LOCALSTACK_REQUIRED} is true.
     *
     * @throws IllegalStateException if nothing answers at {@code DMSKIT_LOCALSTACK_ENDPOINT}
     */
    public static synchronized LocalStack required() throws InterruptedException {
        try {
            if (refusal != null) {
                throw new IOException(refusal);
            }
            if (found == null) {
                found = new LocalStack(find());
            }
            return found;
        } catch (IOException e) {
            refusal = String.valueOf(e.getMessage());
            throw OtherProgram.leaveOut("LocalStack cannot be had here: " + refusal, "DMSKIT_LOCALSTACK_REQUIRED", e);
        }
    }

    private static URI find() throws IOException, InterruptedException {
        Optional<URI> given = Optional.ofNullable(System.getenv("DMSKIT_LOCALSTACK_ENDPOINT"))
                .filter(text -> !text.isBlank())
                .map(URI::create);
        if (given.isEmpty()) {
            Optional<URI> container = Container.start();
            return container.isPresent() ? container.get() : HostMode.start();
        }
        if (!isHealthy(given.get())) {
            throw new IllegalStateException("no LocalStack answers at " + given.get()
                    + ", which DMSKIT_LOCALSTACK_ENDPOINT names: start it, or unset the variable");
        }
        return given.get();
    }

    /** Returns whether a LocalStack answers there. */
    static boolean isHealthy(URI endpoint) {
        try {
            HttpRequest request = HttpRequest.newBuilder(endpoint.resolve("/_localstack/health"))
                    .timeout(ANSWER)
                    .build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Returns where it answers, for all services. */
    public URI endpoint() {
        return endpoint;
    }

    /** Returns the region that {@link #client clients} speak to; what is created is in account 000000000000. */
    public String region() {
        return "us-east-1";
    }

    /** Builds a client of one service. */
    public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder) {
        return LocalAws.client(endpoint, builder);
    }
}
