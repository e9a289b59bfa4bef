package io.dmskit.apply;

import io.dmskit.document.Change;
import io.dmskit.endpoint.Access;
import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.endpoint.EndpointSetting;
import io.dmskit.endpoint.MySQLSettings;
import io.dmskit.endpoint.TargetDbType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkPojo;

/**
 * What a definition says, in the API's own words: members of the endpoint, and of its family's settings.
 *
 * @param members members of the endpoint itself
 * @param family the member that holds the settings
 * @param settings members of that
 */
record EndpointMembers(Map<String, String> members, String family, Map<String, String> settings) {
    static final String DATABASE = "DatabaseName";
    static final String SECRET = "SecretsManagerSecretId";
    private static final String SECRET_ROLE = "SecretsManagerAccessRoleArn";
    private static final String SERVICE_ROLE = "ServiceAccessRoleArn";
    private static final Pattern HIDDEN = Pattern.compile("(?i)([^=;]*(?:password|pwd|secret)[^=;]*)=[^;]*");

    /**
     * Returns the members of a definition.
     *
     * @throws IllegalArgumentException if its engine is not known, so that nobody knows where the API wants its secret
     */
    static EndpointMembers of(EndpointDefinition definition) {
        String family = definition
                .settings()
                .family()
                .or(() -> definition.engine().settingsFamilies().stream().findFirst())
                .orElseThrow(() -> new IllegalArgumentException("engine is " + definition.engine()
                        + ": it is not known where DMS wants its secret; create the endpoint by hand"));
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
        return new EndpointMembers(members, family, settings);
    }

    /** Fills a request. */
    void putInto(SdkPojo request) {
        members.forEach((name, value) -> ModelMembers.set(request, name, value));
        ModelMembers.set(request, family, settings);
    }

    /** Returns where an endpoint that is there says something else; what the service filled in by itself does not count. */
    List<Change> changesFrom(SdkPojo found) {
        Optional<SdkPojo> there = ModelMembers.object(found, family);
        List<Change> changes = new ArrayList<>();
        members.forEach((name, value) -> {
            Optional<String> own = ModelMembers.text(found, name);
            note(name, own.isPresent() || !name.equals(DATABASE) ? own : inSettings(there, name), value, changes);
        });
        settings.forEach((name, value) -> {
            if (!name.equals(DATABASE)) {
                note(name, inSettings(there, name), value, changes);
            }
        });
        return changes;
    }

    /** Returns the members of these as an endpoint that is there has them; what it does not say cannot be taken back. */
    EndpointMembers asIn(SdkPojo found) {
        Optional<SdkPojo> there = ModelMembers.object(found, family);
        Map<String, String> before = new TreeMap<>();
        members.keySet().forEach(name -> ModelMembers.text(found, name).ifPresent(text -> before.put(name, text)));
        Map<String, String> settingsBefore = new TreeMap<>();
        settings.keySet().forEach(name -> inSettings(there, name).ifPresent(text -> settingsBefore.put(name, text)));
        return new EndpointMembers(before, family, settingsBefore);
    }

    private static Optional<String> inSettings(Optional<SdkPojo> settings, String name) {
        return settings.flatMap(object -> ModelMembers.text(object, name));
    }

    private static void note(String name, Optional<String> found, String wished, List<Change> changes) {
        if (!found.filter(text -> alike(name, text, wished)).isPresent()) {
            Optional<String> before = found.map(EndpointMembers::shown);
            String after = shown(wished);
            changes.add(new Change(
                    word(name),
                    before,
                    Optional.of(before.equals(Optional.of(after)) ? after + " (another one)" : after)));
        }
    }

    private static boolean alike(String name, String found, String wished) {
        return switch (name) {
            case DATABASE -> found.equals(wished);
            case SECRET -> isSecret(found, wished);
            default -> normal(found).equals(normal(wished));
        };
    }

    /** Extra connection attributes may hold what nobody should read. */
    private static String shown(String text) {
        return HIDDEN.matcher(text).replaceAll("$1=***");
    }

    /** Secrets are named, never read: what changes here is which one DMS is to use. */
    private static String word(String name) {
        return switch (name) {
            case DATABASE -> "database";
            case SECRET -> "secret";
            default -> name;
        };
    }

    /** The service writes the words of settings in either case, with hyphens or underscores. */
    private static String normal(String text) {
        return text.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The service may give the ARN of a secret that was named by its name; an ARN ends with the name and six random characters. */
    private static boolean isSecret(String found, String wished) {
        return found.equals(wished) || found.matches("arn:.*:secret:\\Q" + wished + "\\E(-\\w{6})?");
    }

    /**
     * MySQL's endpoints have no database: one that is named swallows the tables of every schema, which only a target of that type
     * wants. See <a href="https://docs.aws.amazon.com/dms/latest/APIReference/API_CreateEndpoint.html">CreateEndpoint</a>.
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
