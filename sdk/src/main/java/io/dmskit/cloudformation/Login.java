package io.dmskit.cloudformation;

import io.dmskit.document.ObjectNode;
import io.dmskit.endpoint.Engine;
import java.util.List;
import java.util.stream.Stream;

/** How an endpoint gets at its database: by a secret and a role that reads it, or in clear text. */
final class Login {
    private static final String SETTINGS = "Settings";
    private static final List<String> CLEAR = List.of("ServerName", "Port", "Username", "Password");

    /** The property that names a secret, and the one that names the role which reads it. */
    private record Pair(String secret, String role) {}

    private static final Pair LOGIN = new Pair("SecretsManagerSecretId", "SecretsManagerAccessRoleArn");
    private static final Pair ASM = new Pair("SecretsManagerOracleAsmSecretId", "SecretsManagerOracleAsmAccessRoleArn");

    private final Resource endpoint;
    private final Reporter reporter;
    private final Attributes attributes;

    Login(Resource endpoint, Reporter reporter, Attributes attributes) {
        this.endpoint = endpoint;
        this.reporter = reporter;
        this.attributes = attributes;
    }

    /** Returns the settings blocks of an endpoint. */
    static List<String> blocks(Resource endpoint) {
        return endpoint.properties().stream()
                .flatMap(properties -> properties.members().stream())
                .filter(member -> member.key().endsWith(SETTINGS))
                .filter(member -> !(member.value() instanceof ObjectNode object
                        && object.members().isEmpty()))
                .map(ObjectNode.Member::key)
                .toList();
    }

    /** Returns whether a property is given whatever the conditions, and not blank. */
    static boolean isGiven(Resource resource, String property) {
        Value value = resource.value(property);
        return !value.isAbsent()
                && value.isGiven()
                && value.text().filter(String::isBlank).isEmpty();
    }

    void run() {
        for (String block : blocks(endpoint)) {
            Stream.of(LOGIN, ASM).forEach(pair -> together(block, pair));
            String secret = block + "." + LOGIN.secret();
            List<String> clear = Stream.concat(CLEAR.stream(), CLEAR.stream().map(key -> block + "." + key))
                    .filter(property -> isGiven(endpoint, property))
                    .toList();
            if (isGiven(endpoint, secret) && !clear.isEmpty()) {
                reporter.say(
                        TemplateRule.SECRET_AND_HOST,
                        endpoint,
                        secret,
                        secret + " is given, and " + String.join(", ", clear) + (clear.size() > 1 ? " are" : " is")
                                + " too");
            }
        }
    }

    private void together(String block, Pair pair) {
        String secret = block + "." + pair.secret();
        String role = block + "." + pair.role();
        if (isGiven(endpoint, secret) && endpoint.value(role).isAbsent() && !attributes.mayHold(pair.role())) {
            reporter.say(TemplateRule.SECRET_ROLE, endpoint, secret, secret + " is given without " + pair.role());
        } else if (isGiven(endpoint, role) && endpoint.value(secret).isAbsent() && !attributes.mayHold(pair.secret())) {
            reporter.say(TemplateRule.SECRET_ROLE, endpoint, role, role + " is given without " + pair.secret());
        }
    }

    /** CloudFormation's schema asks for no address, and the deployment ends without one. */
    void of(Engine engine) {
        boolean hasSecret = attributes.mayNameSecret()
                || blocks(endpoint).stream().anyMatch(block -> !endpoint.value(block + "." + LOGIN.secret())
                        .isAbsent());
        if (!engine.isDatabase() || hasSecret) {
            return;
        }
        List<String> missing =
                Stream.of("ServerName", "Port").filter(this::isNowhere).toList();
        if (!missing.isEmpty()) {
            reporter.say(
                    TemplateRule.HOST,
                    endpoint,
                    "",
                    "engine " + engine + " has neither a secret nor " + String.join(" and ", missing));
        }
    }

    private boolean isNowhere(String key) {
        return endpoint.value(key).isAbsent()
                && blocks(endpoint).stream()
                        .allMatch(block -> endpoint.value(block + "." + key).isAbsent())
                && !attributes.mayHold(key);
    }
}
