package io.dmskit.endpoint;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a definition says in the API's own words, values as texts: the one place that knows where DMS wants what. Requests are made of
 * it, and templates.
 *
 * @param members members of the endpoint itself, such as {@code SslMode}
 * @param family the member that holds the settings, such as {@code PostgreSQLSettings}
 * @param settings members of that
 * @see <a href="https://docs.aws.amazon.com/dms/latest/APIReference/API_CreateEndpoint.html">CreateEndpoint</a>
 */
public record EndpointMembers(Map<String, String> members, String family, Map<String, String> settings) {
    /** The database's name; stands in the endpoint and in its settings. */
    public static final String DATABASE = "DatabaseName";

    /** Name or ARN of the secret. */
    public static final String SECRET = "SecretsManagerSecretId";

    private static final String SECRET_ROLE = "SecretsManagerAccessRoleArn";
    private static final String SERVICE_ROLE = "ServiceAccessRoleArn";

    /** Copies the maps, in the order of their names. */
    public EndpointMembers {
        members = new TreeMap<>(members);
        settings = new TreeMap<>(settings);
    }

    /**
     * Returns the members of a definition.
     *
     * @throws IllegalArgumentException if its engine is not known, so that nobody knows where the API wants its secret
     */
    public static EndpointMembers of(EndpointDefinition definition) {
        Map<String, String> members = new TreeMap<>();
        Map<String, String> settings = new TreeMap<>(definition.settings().texts());
        if (!definition.engine().tlsModes().isEmpty()) {
            members.put("SslMode", definition.tls().mode().word());
        }
        definition.tls().certificate().ifPresent(arn -> members.put("CertificateArn", arn));
        if (!definition.extraConnectionAttributes().isEmpty()) {
            members.put("ExtraConnectionAttributes", attributes(definition.extraConnectionAttributes()));
        }
        if (definition.access() instanceof Access.Database database) {
            if (hasDatabase(definition)) {
                members.put(DATABASE, database.name());
                settings.put(DATABASE, database.name());
            }
            settings.put(SECRET, database.secret());
            database.secretAccessRole().ifPresent(arn -> settings.put(SECRET_ROLE, arn));
        } else if (definition.access() instanceof Access.ServiceRole role) {
            settings.put(SERVICE_ROLE, role.arn());
        }
        return new EndpointMembers(members, family(definition), settings);
    }

    private static String family(EndpointDefinition definition) {
        return definition
                .settings()
                .family()
                .or(() -> definition.engine().settingsFamilies().stream().findFirst())
                .orElseThrow(() -> new IllegalArgumentException("engine is " + definition.engine()
                        + ": it is not known where DMS wants its secret; create the endpoint by hand"));
    }

    /**
     * MySQL's endpoints have no database: one that is named swallows the tables of every schema, which only a target of that type
     * wants.
     */
    private static boolean hasDatabase(EndpointDefinition definition) {
        EndpointSetting<TargetDbType> type = MySQLSettings.TARGET_DB_TYPE;
        return !definition.engine().isMysql()
                || definition.settings().get(type).equals(Optional.of(TargetDbType.SPECIFIC_DATABASE));
    }

    private static String attributes(Map<String, String> attributes) {
        return new TreeMap<>(attributes)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining(";"));
    }
}
