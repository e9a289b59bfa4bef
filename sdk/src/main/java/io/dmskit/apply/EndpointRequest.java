package io.dmskit.apply;

import io.dmskit.document.Change;
import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.endpoint.EndpointMembers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkPojo;

/**
 * What a definition says as a request to make or change an endpoint, and as a comparison with one that is there.
 *
 * @param members members of the endpoint itself
 * @param family the member that holds the settings
 * @param settings members of that
 */
record EndpointRequest(Map<String, String> members, String family, Map<String, String> settings) {
    private static final String DATABASE = EndpointMembers.DATABASE;
    private static final String SECRET = EndpointMembers.SECRET;
    private static final Pattern HIDDEN = Pattern.compile("(?i)([^=;]*(?:password|pwd|secret)[^=;]*)=[^;]*");

    /**
     * Returns the members of a definition.
     *
     * @throws IllegalArgumentException if its engine is not known, so that nobody knows where the API wants its secret
     */
    static EndpointRequest of(EndpointDefinition definition) {
        EndpointMembers said = EndpointMembers.of(definition);
        return new EndpointRequest(said.members(), said.family(), said.settings());
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
    EndpointRequest asIn(SdkPojo found) {
        Optional<SdkPojo> there = ModelMembers.object(found, family);
        Map<String, String> before = new TreeMap<>();
        members.keySet().forEach(name -> ModelMembers.text(found, name).ifPresent(text -> before.put(name, text)));
        Map<String, String> settingsBefore = new TreeMap<>();
        settings.keySet().forEach(name -> inSettings(there, name).ifPresent(text -> settingsBefore.put(name, text)));
        return new EndpointRequest(before, family, settingsBefore);
    }

    private static Optional<String> inSettings(Optional<SdkPojo> settings, String name) {
        return settings.flatMap(object -> ModelMembers.text(object, name));
    }

    private static void note(String name, Optional<String> found, String wished, List<Change> changes) {
        if (!found.filter(text -> alike(name, text, wished)).isPresent()) {
            Optional<String> before = found.map(EndpointRequest::shown);
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
}
