package io.dmskit.monitoring.poll;

import io.dmskit.migration.Capacity;
import io.dmskit.monitoring.judge.InstanceSnapshot;
import io.dmskit.monitoring.poll.CallBudget.Work;
import io.dmskit.monitoring.poll.FleetPoller.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.DescribeReplicationInstancesResponse;
import software.amazon.awssdk.services.databasemigration.model.ReplicationInstance;

/** The instances that tasks run on: their metrics are kept under a name that only they tell. Used by one thread. */
final class Instances {
    private static final int PAGE = 100;
    private static final String AVAILABLE = "available";
    private static final Duration FRESH = Duration.ofMinutes(5);

    /** An instance that is not there is not looked for at every look. */
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final DatabaseMigrationClient client;
    private final Calls calls;
    private final Map<String, ReplicationInstance> known = new HashMap<>();
    private final Set<String> asked = new HashSet<>();
    private Set<String> wanted = Set.of();
    private @Nullable Instant readAt;

    Instances(DatabaseMigrationClient client, Calls calls) {
        this.client = client;
        this.calls = calls;
    }

    /** Reads them if one of these is not known or not available, if something on them has ended, or if they were read a while ago. */
    void read(Set<String> arns, boolean ended, Instant now) {
        wanted = Set.copyOf(arns);
        asked.retainAll(arns);
        if (arns.isEmpty()) {
            return;
        }
        Duration patience = known.keySet().containsAll(arns) ? FRESH : AGAIN;
        boolean more = !known.keySet().containsAll(arns) && !asked.containsAll(arns);
        if (readAt != null && !more && !ended && allAvailable() && !Pace.isOver(readAt, patience, now)) {
            return;
        }
        asked.addAll(arns);
        Map<String, ReplicationInstance> read = new HashMap<>();
        String marker = null;
        do {
            String from = marker;
            DescribeReplicationInstancesResponse page = calls.send(
                    Work.STATE,
                    "DescribeReplicationInstances",
                    () -> client.describeReplicationInstances(request -> request.overrideConfiguration(calls.once())
                            .maxRecords(PAGE)
                            .marker(from)));
            page.replicationInstances().forEach(one -> read.put(one.replicationInstanceArn(), one));
            marker = page.marker();
        } while (marker != null && !marker.isEmpty());
        known.clear();
        known.putAll(read);
        readAt = now;
    }

    private boolean allAvailable() {
        return wanted.stream()
                .map(known::get)
                .allMatch(one -> one == null || AVAILABLE.equals(one.replicationInstanceStatus()));
    }

    /** Returns the name of an instance, under which its metrics are. */
    Optional<String> identifier(String arn) {
        return Optional.ofNullable(known.get(arn)).map(ReplicationInstance::replicationInstanceIdentifier);
    }

    /** Returns the ARNs of those that something which is watched runs on. */
    List<String> arns() {
        return wanted.stream().filter(known::containsKey).sorted().toList();
    }

    List<InstanceSnapshot> snapshots(MetricSweep metrics) {
        return arns().stream()
                .flatMap(arn -> Optional.ofNullable(known.get(arn)).stream())
                .map(one -> new InstanceSnapshot(
                        one.replicationInstanceArn(),
                        one.replicationInstanceIdentifier(),
                        Optional.ofNullable(one.replicationInstanceStatus()).orElse(""),
                        new Capacity.Provisioned(
                                Optional.ofNullable(one.replicationInstanceClass())
                                        .orElse(""),
                                Optional.ofNullable(one.allocatedStorage()).orElse(0),
                                Boolean.TRUE.equals(one.multiAZ())),
                        metrics.ofInstance(one.replicationInstanceArn())))
                .toList();
    }
}
