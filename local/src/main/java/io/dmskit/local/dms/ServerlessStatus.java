package io.dmskit.local.dms;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The states of a serverless replication and the moves between them. The words are those of the API, which its reference does not list;
 * the guide names them for people, public clients spell them so.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Serverless.Components.html">Replication states</a>
 */
enum ServerlessStatus {
    CREATED,
    MODIFYING,
    INITIALIZING,
    PREPARING_METADATA_RESOURCES,
    TESTING_CONNECTION,
    FETCHING_METADATA,
    CALCULATING_CAPACITY,
    PROVISIONING_CAPACITY,
    REPLICATION_STARTING,
    RUNNING,
    STOPPING,
    STOPPED,
    FAILED,
    DELETING;

    /** How a run is prepared, step by step. */
    private static final List<ServerlessStatus> STEPS = List.of(
            INITIALIZING,
            PREPARING_METADATA_RESOURCES,
            TESTING_CONNECTION,
            FETCHING_METADATA,
            CALCULATING_CAPACITY,
            PROVISIONING_CAPACITY,
            REPLICATION_STARTING);

    /** The word of the API. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns whether nothing is going on, so that the configuration may be started, modified or deleted. */
    boolean isAtRest() {
        return this == CREATED || this == STOPPED || this == FAILED;
    }

    /** Returns whether this is one of the steps that prepare a run. */
    boolean isPreparing() {
        return STEPS.contains(this);
    }

    /** Returns the step after this one, which is not the last. */
    ServerlessStatus following() {
        return STEPS.get(STEPS.indexOf(this) + 1);
    }

    boolean canBecome(ServerlessStatus next) {
        return next().contains(next);
    }

    private Set<ServerlessStatus> next() {
        if (isAtRest()) {
            return EnumSet.of(INITIALIZING, MODIFYING, DELETING);
        }
        if (this == REPLICATION_STARTING) {
            return EnumSet.of(RUNNING, STOPPED, FAILED);
        }
        if (isPreparing()) {
            return EnumSet.of(following(), FAILED);
        }
        return switch (this) {
            case MODIFYING -> EnumSet.of(CREATED, STOPPED, FAILED);
            case RUNNING -> EnumSet.of(STOPPING, STOPPED, FAILED);
            case STOPPING -> EnumSet.of(STOPPED, FAILED);
            default -> EnumSet.noneOf(ServerlessStatus.class);
        };
    }
}
