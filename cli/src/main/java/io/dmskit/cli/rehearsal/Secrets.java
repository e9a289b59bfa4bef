package io.dmskit.cli.rehearsal;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dmskit.local.engine.DatabaseAddress;
import io.dmskit.migration.Migration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;

/** Puts the addresses of the stand-ins under the names of the real databases' secrets, as an administrator does on AWS. */
final class Secrets {
    private static final JsonMapper JSON = new JsonMapper();

    private final SecretsManagerClient client;
    private final Narrator narrator;

    Secrets(SecretsManagerClient client, Narrator narrator) {
        this.client = client;
        this.narrator = narrator;
    }

    void publish(List<Migration> migrations, StandIns standIns) {
        Map<String, DatabaseAddress> addresses = new TreeMap<>();
        for (Migration migration : migrations) {
            addresses.put(migration.source().secret(), standIns.source(migration));
            addresses.put(migration.target().secret(), standIns.target(migration));
        }
        addresses.forEach((name, address) -> publish(name, json(address)));
    }

    /** Where requests are forwarded to, a secret may outlive a rehearsal. */
    private void publish(String name, String value) {
        try {
            client.createSecret(secret -> secret.name(name).secretString(value));
        } catch (ResourceExistsException e) {
            client.putSecretValue(secret -> secret.secretId(name).secretString(value));
            narrator.say("  secret " + name + " was there: it has a new value, and the one before is its AWSPREVIOUS");
        }
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
