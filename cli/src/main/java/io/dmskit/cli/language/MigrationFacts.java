package io.dmskit.cli.language;

import io.dmskit.endpoint.Access;
import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.migration.Capacity;
import io.dmskit.migration.Migration;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/** What a migration file says beside its two documents, by key; what the rehearsal needs is not part of the migration. */
final class MigrationFacts {
    private MigrationFacts() {}

    static Map<String, String> of(Migration migration) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("name", migration.name());
        facts.put("type", migration.type().word());
        endpoint(facts, "source", migration.source());
        endpoint(facts, "target", migration.target());
        capacity(facts, migration.capacity());
        facts.put(
                "alarms.source-latency",
                migration.alarms().sourceLatency().map(MigrationFacts::seconds).orElse(""));
        facts.put(
                "alarms.target-latency",
                migration.alarms().targetLatency().map(MigrationFacts::seconds).orElse(""));
        facts.put("alarms.notify", String.join(", ", migration.alarms().topics()));
        facts.put("cutover.max-lag", seconds(migration.cutover().maxLag()));
        facts.put("cutover.deadline", seconds(migration.cutover().deadline()));
        facts.put("cutover.verify", new TreeSet<>(migration.cutover().verify()).toString());
        return facts;
    }

    private static void endpoint(Map<String, String> facts, String side, EndpointDefinition endpoint) {
        facts.put(side + ".engine", endpoint.engine().name());
        if (endpoint.access() instanceof Access.Database database) {
            facts.put(side + ".database", database.name());
            facts.put(side + ".secret", database.secret());
            facts.put(side + ".secret-access-role", database.secretAccessRole().orElse(""));
        } else if (endpoint.access() instanceof Access.ServiceRole role) {
            facts.put(side + ".service-access-role", role.arn());
        }
        facts.put(side + ".tls", endpoint.tls().mode().word());
        facts.put(side + ".certificate", endpoint.tls().certificate().orElse(""));
        endpoint.settings().texts().forEach((name, text) -> facts.put(side + ".settings." + name, text));
        endpoint.extraConnectionAttributes()
                .forEach((name, text) -> facts.put(side + ".extra-connection-attributes." + name, text));
    }

    private static void capacity(Map<String, String> facts, Capacity capacity) {
        if (capacity instanceof Capacity.Provisioned provisioned) {
            facts.put("capacity.instance", provisioned.instanceClass());
            facts.put("capacity.storage-gib", String.valueOf(provisioned.storageGib()));
        } else if (capacity instanceof Capacity.Serverless serverless) {
            facts.put(
                    "capacity.serverless.min",
                    serverless.min().map(String::valueOf).orElse(""));
            facts.put("capacity.serverless.max", String.valueOf(serverless.max()));
        }
        facts.put("capacity.multi-az", String.valueOf(capacity.multiAz()));
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }
}
