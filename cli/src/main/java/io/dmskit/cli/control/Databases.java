package io.dmskit.cli.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dmskit.catalog.ConnectionSupplier;
import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.endpoint.Engine;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Opens a migration's databases from this machine, with the secrets that its endpoints name. What cannot be opened is an
 * {@link SQLException} that says why and never holds a secret.
 */
public final class Databases {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String CONNECT_TIMEOUT_SECONDS = "10";

    private final SecretsManagerClient secrets;
    private final boolean local;

    /** Creates the value; {@code local} databases need no TLS. */
    public Databases(SecretsManagerClient secrets, boolean local) {
        this.secrets = secrets;
        this.local = local;
    }

    public ConnectionSupplier of(EndpointDefinition endpoint) {
        return () -> open(endpoint);
    }

    private Connection open(EndpointDefinition endpoint) throws SQLException {
        JsonNode secret = secret(endpoint.secret());
        Properties login = new Properties();
        login.setProperty("user", text(secret, "username", endpoint));
        login.setProperty("password", text(secret, "password", endpoint));
        login.setProperty("connectTimeout", timeout(endpoint.engine()));
        String host = text(secret, "host", endpoint);
        String url = url(endpoint, host, secret.path("port").asText(""));
        return DriverManager.getConnection(url, login);
    }

    private static String timeout(Engine engine) {
        return engine.isPostgres() ? CONNECT_TIMEOUT_SECONDS : CONNECT_TIMEOUT_SECONDS + "000";
    }

    private String url(EndpointDefinition endpoint, String host, String port) throws SQLException {
        String where = host + (port.isEmpty() ? "" : ":" + port) + "/" + endpoint.database();
        if (endpoint.engine().isPostgres()) {
            String tls = local ? "prefer" : endpoint.tls().mode().word().replace("none", "prefer");
            return "jdbc:postgresql://" + where + "?ApplicationName=dmskit&sslmode=" + tls;
        }
        if (endpoint.engine().isMysql()) {
            return "jdbc:mariadb://" + where;
        }
        throw new SQLException(
                "engine " + endpoint.engine() + " is not opened from here: PostgreSQL, MySQL and MariaDB are");
    }

    private JsonNode secret(String id) throws SQLException {
        try {
            JsonNode tree = JSON.readTree(
                    secrets.getSecretValue(request -> request.secretId(id)).secretString());
            if (tree != null && tree.isObject()) {
                return tree;
            }
        } catch (SdkException e) {
            throw new SQLException("secret " + id + " cannot be read: " + e.getMessage(), e);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            // Its message quotes the secret: what is wrong is said below.
        }
        throw new SQLException("secret " + id + " is not a JSON object with host, port, username and password");
    }

    private static String text(JsonNode secret, String key, EndpointDefinition endpoint) throws SQLException {
        String text = secret.path(key).asText("");
        if (text.isEmpty()) {
            throw new SQLException("secret " + endpoint.secret() + " has no " + key);
        }
        return text;
    }
}
