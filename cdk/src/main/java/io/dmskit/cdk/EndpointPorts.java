package io.dmskit.cdk;

import io.dmskit.endpoint.Access;
import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.endpoint.Engine;
import io.dmskit.endpoint.KafkaSettings;
import io.dmskit.endpoint.RedisSettings;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ports on which DMS reaches what is behind an endpoint. The address of a database is in its secret, which nobody reads here, so
 * the engine's usual port has to do; what has its address in the settings is read from them.
 */
final class EndpointPorts {
    private static final Pattern BROKER = Pattern.compile(":(\\d{1,5})(?=,|$)");
    private static final int NEPTUNE = 8182;

    private EndpointPorts() {}

    /** Returns the ports; none if nothing is known, or if it is reached as a service of AWS. */
    static List<Integer> of(EndpointDefinition definition) {
        Engine engine = definition.engine();
        if (engine.defaultPort().isPresent()) {
            return List.of(engine.defaultPort().getAsInt());
        }
        if (engine.equals(Engine.NEPTUNE)) {
            return List.of(NEPTUNE);
        }
        Optional<Integer> redis = definition.settings().get(RedisSettings.PORT);
        if (redis.isPresent()) {
            return List.of(redis.get());
        }
        TreeSet<Integer> brokers = new TreeSet<>();
        Matcher matcher = BROKER.matcher(
                definition.settings().get(KafkaSettings.BROKER).orElse("").replace(" ", ""));
        while (matcher.find()) {
            brokers.add(Integer.valueOf(matcher.group(1)));
        }
        return List.copyOf(brokers);
    }

    /** Returns whether DMS reaches it as it reaches AWS's services, on port 443. */
    static boolean isService(EndpointDefinition definition) {
        return definition.access() instanceof Access.ServiceRole;
    }
}
