package io.dmskit.local.dms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dmskit.endpoint.Engine;
import io.dmskit.local.aws.SecretTexts;
import io.dmskit.local.engine.DatabaseAddress;
import io.dmskit.local.engine.ReplicationException;
import io.dmskit.local.wire.Fault;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.databasemigration.model.Endpoint;
import software.amazon.awssdk.services.databasemigration.model.PostgreSQLSettings;

/** Finds out where an endpoint's database answers, with the credentials of its secret. Thread-safe. */
final class Addresses {
    private static final int POSTGRES_PORT = 5432;
    private static final JsonMapper JSON = new JsonMapper();

    private final SecretTexts secrets;

    Addresses(SecretTexts secrets) {
        this.secrets = secrets;
    }

    /**
     * Returns the address.
     *
     * @throws ReplicationException if the local engine cannot run the endpoint, or something is missing; without any secret
     */
    DatabaseAddress of(StoredEndpoint stored) throws ReplicationException {
        Endpoint endpoint = stored.full();
        Engine engine = Engine.of(endpoint.engineName());
        if (!engine.isPostgres()) {
            throw new ReplicationException("endpoint " + stored.identifier() + " has engine " + engine
                    + ", which the local engine cannot run; it runs postgres and aurora-postgresql");
        }
        PostgreSQLSettings settings = endpoint.postgreSQLSettings() == null
                ? PostgreSQLSettings.builder().build()
                : endpoint.postgreSQLSettings();
        Function<String, Optional<String>> secret = secretOf(stored, settings.secretsManagerSecretId());
        return new DatabaseAddress(
                engine,
                need(stored, "host", secret.apply("host"), settings.serverName(), endpoint.serverName()),
                port(stored, secret.apply("port"), settings.port(), endpoint.port()),
                need(
                        stored,
                        "database",
                        Optional.ofNullable(settings.databaseName()),
                        endpoint.databaseName(),
                        secret.apply("dbname").orElse(null)),
                need(stored, "username", secret.apply("username"), settings.username(), endpoint.username()),
                need(
                        stored,
                        "password",
                        secret.apply("password"),
                        settings.password(),
                        stored.password().orElse(null)));
    }

    private Function<String, Optional<String>> secretOf(StoredEndpoint stored, @Nullable String id)
            throws ReplicationException {
        if (id == null || id.isBlank()) {
            return key -> Optional.empty();
        }
        JsonNode tree = json(stored, id);
        return key -> Optional.ofNullable(tree.get(key)).map(JsonNode::asText).filter(text -> !text.isEmpty());
    }

    private JsonNode json(StoredEndpoint stored, String id) throws ReplicationException {
        String subject = "endpoint " + stored.identifier() + " takes its credentials from secret " + id;
        try {
            JsonNode tree = JSON.readTree(secrets.text(id));
            if (tree.isObject()) {
                return tree;
            }
        } catch (Fault e) {
            throw new ReplicationException(subject + ", but " + e.text(), e.status() >= 500);
        } catch (JsonProcessingException e) {
            // Its message quotes the secret: what is wrong is said below.
        }
        throw new ReplicationException(subject + ", which is not a JSON object with host, port, username and password");
    }

    private static int port(StoredEndpoint stored, Optional<String> secret, @Nullable Integer... given)
            throws ReplicationException {
        Optional<String> text = secret.or(() -> Stream.of(given)
                .flatMap(Stream::ofNullable)
                .map(String::valueOf)
                .findFirst());
        try {
            return text.map(Integer::parseInt).orElse(POSTGRES_PORT);
        } catch (NumberFormatException e) {
            throw new ReplicationException("the port of endpoint " + stored.identifier() + " is not a number");
        }
    }

    private static String need(StoredEndpoint stored, String what, Optional<String> first, @Nullable String... others)
            throws ReplicationException {
        return first.or(() -> Stream.of(others).flatMap(Stream::ofNullable).findFirst())
                .orElseThrow(() -> new ReplicationException("endpoint " + stored.identifier() + " has no " + what
                        + ": give it in the secret of its PostgreSQLSettings or in the endpoint"));
    }
}
