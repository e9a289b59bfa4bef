package io.dmskit.preflight;

import io.dmskit.document.NearestWord;
import io.dmskit.migration.Capacity;
import io.dmskit.migration.Migration;
import io.dmskit.migration.ResourceNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.AccountQuota;
import software.amazon.awssdk.services.databasemigration.model.Connection;
import software.amazon.awssdk.services.databasemigration.model.DescribeReplicationTasksResponse;
import software.amazon.awssdk.services.databasemigration.model.Endpoint;
import software.amazon.awssdk.services.databasemigration.model.EngineVersion;
import software.amazon.awssdk.services.databasemigration.model.Filter;
import software.amazon.awssdk.services.databasemigration.model.OrderableReplicationInstance;
import software.amazon.awssdk.services.databasemigration.model.ReplicationInstance;
import software.amazon.awssdk.services.databasemigration.model.ResourceNotFoundException;

/** Whether the account has room for what the migration creates, and whether what is there already can be used. Only describes. */
final class ServiceChecks {
    // https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Limits.html
    private static final int TASKS_PER_INSTANCE = 200;

    private static final String ENDPOINTS = "Endpoints";
    private static final String INSTANCES = "ReplicationInstances";
    private static final String STORAGE = "AllocatedStorage";
    private static final String TASKS = "ReplicationTasks";

    /** Quotas that a migration may reach, and the words for what they count. */
    private static final Map<String, String> COUNTED = Map.of(
            ENDPOINTS, "endpoints",
            INSTANCES, "replication instances",
            STORAGE, "GB of storage",
            TASKS, "replication tasks");

    private static final Set<String> USABLE = Set.of("available", "creating", "modifying", "upgrading", "rebooting");

    private final DatabaseMigrationClient client;
    private final Migration migration;
    private final int tasks;
    private final Findings findings;
    private final ResourceNames names;

    ServiceChecks(DatabaseMigrationClient client, Migration migration, int tasks, Findings findings) {
        this.client = client;
        this.migration = migration;
        this.tasks = tasks;
        this.findings = findings;
        this.names = ResourceNames.of(migration);
    }

    void check() {
        findings.look("account", "what of the migration exists already", this::existing);
        String classes = "instance classes that can be ordered";
        if (migration.capacity() instanceof Capacity.Provisioned instance) {
            findings.look("account", classes, () -> orderable(instance));
        } else {
            findings.notLooked("account", classes, "serverless runs on none");
        }
    }

    private void existing() {
        List<Endpoint> endpoints = new ArrayList<>();
        for (String name : List.of(names.sourceEndpoint(), names.targetEndpoint())) {
            first(() -> client.describeEndpoints(request -> request.filters(by("endpoint-id", name)))
                            .endpoints())
                    .ifPresent(endpoints::add);
        }
        if (migration.capacity() instanceof Capacity.Provisioned wished) {
            onInstance(wished, endpoints);
        } else {
            findings.look("account", "quotas", () -> quotas(Map.of(ENDPOINTS, 2 - endpoints.size())));
            findings.notLooked("account", "quota of serverless replications", "the service does not tell it");
        }
    }

    private void onInstance(Capacity.Provisioned wished, List<Endpoint> endpoints) {
        Optional<ReplicationInstance> instance = first(() -> client.describeReplicationInstances(
                        request -> request.filters(by("replication-instance-id", names.replicationInstance())))
                .replicationInstances());
        boolean task = first(() -> client.describeReplicationTasks(request -> request.withoutSettings(true)
                                .filters(by("replication-task-id", names.replicationTask())))
                        .replicationTasks())
                .isPresent();
        int newInstances = instance.isPresent() ? 0 : 1;
        Map<String, Integer> wanted = Map.of(
                ENDPOINTS,
                2 - endpoints.size(),
                INSTANCES,
                newInstances,
                STORAGE,
                newInstances * wished.storageGib(),
                TASKS,
                task ? 0 : tasks);
        findings.look("account", "quotas", () -> quotas(wanted));
        instance.ifPresent(found -> instance(found, endpoints, task));
    }

    private void quotas(Map<String, Integer> wanted) {
        for (AccountQuota quota : client.describeAccountAttributes().accountQuotas()) {
            int more = wanted.getOrDefault(quota.accountQuotaName(), 0);
            if (more > 0 && quota.used() + more > quota.max()) {
                findings.add(PreflightFinding.error(
                        Check.QUOTA,
                        "account",
                        quota.used() + " of " + quota.max() + " " + COUNTED.get(quota.accountQuotaName())
                                + " are used, and the migration needs " + more + " more",
                        "delete what is not needed, or have quota " + quota.accountQuotaName() + " of DMS raised"));
            }
        }
    }

    private void instance(ReplicationInstance instance, List<Endpoint> endpoints, boolean task) {
        String subject = "replication instance " + instance.replicationInstanceIdentifier();
        if (!USABLE.contains(instance.replicationInstanceStatus())) {
            findings.add(PreflightFinding.error(
                    Check.INSTANCE_STATUS,
                    subject,
                    "its status is " + instance.replicationInstanceStatus(),
                    "storage-full".equals(instance.replicationInstanceStatus())
                            ? "give it more storage"
                            : "mend it, or delete it and apply again"));
        }
        findings.look(subject, "tasks on it", () -> tasksOn(subject, instance, task));
        findings.look(subject, "version of DMS", () -> version(subject, instance));
        for (Endpoint endpoint : endpoints) {
            findings.look(
                    subject,
                    "connection to endpoint " + endpoint.endpointIdentifier(),
                    () -> connection(instance, endpoint));
        }
    }

    private void tasksOn(String subject, ReplicationInstance instance, boolean task) {
        int used = 0;
        try {
            for (DescribeReplicationTasksResponse page :
                    client.describeReplicationTasksPaginator(request -> request.withoutSettings(true)
                            .filters(by("replication-instance-arn", instance.replicationInstanceArn())))) {
                used += page.replicationTasks().size();
            }
        } catch (ResourceNotFoundException none) {
            return;
        }
        if (used + (task ? 0 : tasks) > TASKS_PER_INSTANCE) {
            findings.add(PreflightFinding.error(
                    Check.TASKS_PER_INSTANCE,
                    subject,
                    "it has " + used + " tasks, and an instance has at most " + TASKS_PER_INSTANCE,
                    "delete tasks that are done, or use another instance"));
        }
    }

    private void version(String subject, ReplicationInstance instance) {
        List<String> offered = new ArrayList<>();
        String marker = null;
        do {
            String at = marker;
            var page = client.describeEngineVersions(request -> request.marker(at));
            page.engineVersions().stream().map(EngineVersion::version).forEach(offered::add);
            marker = page.marker();
        } while (marker != null);
        if (instance.engineVersion() != null && !offered.isEmpty() && !offered.contains(instance.engineVersion())) {
            findings.add(PreflightFinding.warning(
                    Check.ENGINE_VERSION,
                    subject,
                    "it runs DMS " + instance.engineVersion() + ", and offered are " + String.join(", ", offered),
                    "upgrade it while no task runs; AWS does so by itself when support ends"));
        }
    }

    private void connection(ReplicationInstance instance, Endpoint endpoint) {
        first(() -> client.describeConnections(request -> request.filters(
                                by("replication-instance-arn", instance.replicationInstanceArn()),
                                by("endpoint-arn", endpoint.endpointArn())))
                        .connections())
                .filter(connection -> "failed".equals(connection.status()))
                .ifPresent(connection -> findings.add(unreachable(connection, endpoint)));
    }

    private static PreflightFinding unreachable(Connection connection, Endpoint endpoint) {
        return PreflightFinding.error(
                Check.CONNECTION,
                "endpoint " + endpoint.endpointIdentifier(),
                "the last connection test failed: "
                        + Optional.ofNullable(connection.lastFailureMessage()).orElse("the service gives no reason"),
                "check address, security groups, secret and TLS, and test again");
    }

    private void orderable(Capacity.Provisioned instance) {
        String wanted = instance.instanceClass();
        List<OrderableReplicationInstance> offers = client.describeOrderableReplicationInstancesPaginator().stream()
                .flatMap(page -> page.orderableReplicationInstances().stream())
                .toList();
        List<OrderableReplicationInstance> fitting = offers.stream()
                .filter(offer -> wanted.equals(offer.replicationInstanceClass()))
                .toList();
        if (fitting.isEmpty()) {
            List<String> classes = offers.stream()
                    .map(OrderableReplicationInstance::replicationInstanceClass)
                    .distinct()
                    .toList();
            findings.add(PreflightFinding.error(
                    Check.INSTANCE_CLASS,
                    "capacity " + wanted,
                    "it cannot be ordered in this region"
                            + NearestWord.to(wanted, classes)
                                    .map(near -> ", did you mean " + near + "?")
                                    .orElse(""),
                    "choose one of those that DescribeOrderableReplicationInstances names"));
        } else {
            storage(instance, fitting);
        }
    }

    private void storage(Capacity.Provisioned instance, List<OrderableReplicationInstance> offers) {
        int storage = instance.storageGib();
        boolean fits = offers.stream()
                .anyMatch(offer -> storage >= offer.minAllocatedStorage() && storage <= offer.maxAllocatedStorage());
        if (!fits) {
            OrderableReplicationInstance offer = offers.get(0);
            findings.add(PreflightFinding.error(
                    Check.INSTANCE_STORAGE,
                    "capacity " + instance.instanceClass(),
                    storage + " GiB of storage cannot be ordered with it",
                    "choose " + offer.minAllocatedStorage() + " to " + offer.maxAllocatedStorage() + " GiB"));
        }
    }

    private static <T> Optional<T> first(Supplier<List<T>> describe) {
        try {
            return describe.get().stream().findFirst();
        } catch (ResourceNotFoundException absent) {
            return Optional.empty();
        }
    }

    private static Filter by(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }
}
