package io.dmskit.local.dms;

import java.util.Locale;
import java.util.Set;

/**
 * The states of a replication instance that it can come to here, and the moves between them. AWS has more, for what an instance
 * without a network of its own cannot have: incompatible-network, incompatible-credentials, maintenance.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/APIReference/API_ReplicationInstance.html">ReplicationInstance</a>
 */
enum InstanceStatus {
    CREATING,
    AVAILABLE,
    MODIFYING,
    UPGRADING,
    REBOOTING,
    STORAGE_FULL,
    DELETING;

    /** Returns the status of this word. */
    static InstanceStatus of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** The word of the API. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean canBecome(InstanceStatus next) {
        return next().contains(next);
    }

    private Set<InstanceStatus> next() {
        return switch (this) {
            case CREATING, MODIFYING, UPGRADING, REBOOTING -> Set.of(AVAILABLE);
            case AVAILABLE -> Set.of(MODIFYING, UPGRADING, REBOOTING, STORAGE_FULL, DELETING);
            case STORAGE_FULL -> Set.of(AVAILABLE, MODIFYING, REBOOTING, DELETING);
            case DELETING -> Set.of();
        };
    }
}
