package io.dmskit.cli.rehearsal;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dmskit.local.engine.DatabaseAddress;
import io.dmskit.migration.Migration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Puts the addresses of the stand-ins under the names of the real databases' secrets, as an administrator does on AWS. */
final class Secrets {
    private static final JsonMapper JSON = new JsonMapper();

    private final SecretsManagerClient client;

    Secrets(SecretsManagerClient client) {
        this.client = client;
    }

    void publish(List<Migration> migrations, StandIns standIns) {
        Map<String, DatabaseAddress> addresses = new TreeMap<>();
        for (Migration migration : migrations) {
            addresses.put(migration.source().secret(), standIns.source(migration));
            addresses.put(migration.target().secret(), standIns.target(migration));
        }
        addresses.forEach((name, address) ->
                client.createSecret(secret -> secret.name(name).secretString(json(address))));
    }

    /** The keys that DMS asks of a secret for a relational database. */
    private static String json(DatabaseAddress address) {
        return JSON.createObjectNode()
                .put("host", address.host())
                .put("port", address.port())
                .put("username", address.user())
                .put("password", address.password())
                .toString();
    }
}
