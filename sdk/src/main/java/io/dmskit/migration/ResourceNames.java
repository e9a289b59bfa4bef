package io.dmskit.migration;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What the resources of a migration are called. DMS stores identifiers in lower case, so they are lower case from the start.
 *
 * @param replicationInstance the replication instance
 * @param sourceEndpoint the endpoint rows come from
 * @param targetEndpoint the endpoint rows go to
 * @param replicationTask the task
 */
public record ResourceNames(
        String replicationInstance, String sourceEndpoint, String targetEndpoint, String replicationTask) {
    // https://docs.aws.amazon.com/dms/latest/APIReference/API_CreateReplicationInstance.html: 63 characters, a letter
    // first, no
    // hyphen last and no two in a row. Endpoints and tasks may be longer, so the instance sets the limit.
    private static final Pattern IDENTIFIER = Pattern.compile("[a-z](-?[a-z0-9])*");
    private static final int LONGEST = 63;

    /**
     * Derives the names from the migration's own.
     *
     * @throws IllegalArgumentException if the migration's name cannot be a DMS identifier
     */
    public static ResourceNames of(Migration migration) {
        String name = migration.name().toLowerCase(Locale.ROOT);
        if (name.length() > LONGEST || !IDENTIFIER.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "migration name is \"" + migration.name() + "\": it must have 1 to " + LONGEST
                            + " letters, digits and single hyphens, begin with a letter and not end with a hyphen, since DMS"
                            + " identifiers are made of it");
        }
        return new ResourceNames(name, name + "-source", name + "-target", name);
    }
}
