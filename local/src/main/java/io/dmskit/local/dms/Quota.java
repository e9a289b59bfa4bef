package io.dmskit.local.dms;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The quotas of an account that DescribeAccountAttributes shows.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Limits.html">Quotas</a>
 */
enum Quota {
    REPLICATION_INSTANCES("ReplicationInstances", 60, "CreateReplicationInstance"),
    ALLOCATED_STORAGE("AllocatedStorage", 30_000, null),
    REPLICATION_SUBNET_GROUPS("ReplicationSubnetGroups", 60, "CreateReplicationSubnetGroup"),
    ENDPOINTS("Endpoints", 1_000, "CreateEndpoint"),
    REPLICATION_TASKS("ReplicationTasks", 600, "CreateReplicationTask"),
    REPLICATION_CONFIGS("ReplicationConfigs", 100, "CreateReplicationConfig"),
    EVENT_SUBSCRIPTIONS("EventSubscriptions", 60, "CreateEventSubscription"),
    CERTIFICATES("Certificates", 100, "ImportCertificate");

    private final String title;
    private final long usual;
    private final @Nullable String operation;

    Quota(String title, long usual, @Nullable String operation) {
        this.title = title;
        this.usual = usual;
        this.operation = operation;
    }

    /**
     * Returns the quota of this name.
     *
     * @throws io.dmskit.local.wire.Fault if there is none
     */
    static Quota named(String title) {
        return Arrays.stream(values())
                .filter(quota -> quota.title.equals(title))
                .findFirst()
                .orElseThrow(() -> Faults.invalidValue("no quota is called \"" + title + "\"; there are "
                        + Arrays.stream(values()).map(Quota::title).collect(Collectors.joining(", "))));
    }

    /** Returns the one that the operation of this name uses one more of. Of storage no operation uses just one more. */
    static Optional<Quota> limiting(String operation) {
        return Arrays.stream(values())
                .filter(quota -> operation.equals(quota.operation))
                .findFirst();
    }

    /** Returns the name in the API. AWS's page names serverless replications only in prose: their name here is a guess. */
    String title() {
        return title;
    }

    /** Returns what a new account has. */
    long usual() {
        return usual;
    }
}
