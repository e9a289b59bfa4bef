package io.dmskit.local.dms;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.databasemigration.model.CreateReplicationConfigRequest;
import software.amazon.awssdk.services.databasemigration.model.CreateReplicationConfigResponse;
import software.amazon.awssdk.services.databasemigration.model.DescribeReplicationConfigsRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeReplicationConfigsResponse;
import software.amazon.awssdk.services.databasemigration.model.DescribeReplicationTableStatisticsRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeReplicationTableStatisticsResponse;
import software.amazon.awssdk.services.databasemigration.model.DescribeReplicationsRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeReplicationsResponse;
import software.amazon.awssdk.services.databasemigration.model.ModifyReplicationConfigRequest;
import software.amazon.awssdk.services.databasemigration.model.ModifyReplicationConfigResponse;
import software.amazon.awssdk.services.databasemigration.model.ReplicationConfig;
import software.amazon.awssdk.services.databasemigration.model.ReplicationEndpointTypeValue;
import software.amazon.awssdk.services.databasemigration.model.TableStatistics;

/**
 * Serverless replications: creating, describing and modifying their configurations. Used under the {@link Conductor} only.
 *
 * <p>AWS's pages contradict each other on modifying: the API reference forbids it once a replication was started, the guide allows it
 * whenever it is created, stopped or failed. Here the guide is right, except that endpoints stay as they are once rows were moved.
 */
final class ReplicationConfigs {
    private static final int MAX_IDENTIFIER = 255;

    private final Account account;
    private final Conductor conductor;
    private final Endpoints endpoints;
    private final SubnetGroups subnetGroups;
    private final Tags tags;
    private final Events events;
    private final KeptStatistics statistics;
    private final Resources<ServerlessReplication> replications;

    ReplicationConfigs(
            Account account,
            Conductor conductor,
            Endpoints endpoints,
            SubnetGroups subnetGroups,
            Tags tags,
            Events events,
            KeptStatistics statistics) {
        this.account = account;
        this.conductor = conductor;
        this.endpoints = endpoints;
        this.subnetGroups = subnetGroups;
        this.tags = tags;
        this.events = events;
        this.statistics = statistics;
        replications = new Resources<>(
                "replication config",
                ServerlessReplication::identifier,
                replication -> replication.arn,
                Filters.<ServerlessReplication>none()
                        .with("replication-config-arn", replication -> replication.arn)
                        .with("replication-config-id", ServerlessReplication::identifier),
                conductor.shelf("replication-config", new ServerlessCodec()));
        replications.all().forEach(this::watch);
        replications.all().forEach(statistics::restore);
    }

    private void watch(ServerlessReplication replication) {
        replication.onChange(() -> replications.changed(replication));
    }

    /** Lets what was on its way in an earlier process go on to its end, except for runs. */
    void goOn() {
        all().stream()
                .filter(replication -> replication.status() == ServerlessStatus.MODIFYING)
                .forEach(this::modifiedLater);
    }

    private void modifiedLater(ServerlessReplication replication) {
        conductor.later(Transition.REPLICATION_MODIFYING, replication::modified);
    }

    CreateReplicationConfigResponse create(CreateReplicationConfigRequest request) {
        String name = name(request.replicationConfigIdentifier());
        replications.refuseTaken(name);
        ReplicationConfig config = Members.carry(
                request,
                ReplicationConfig.builder().replicationConfigIdentifier(name).build());
        ServerlessDefinition definition = ServerlessDefinition.of(checked(config), CdcPositions.NONE);
        ServerlessReplication replication = new ServerlessReplication(
                account.newArn("replication-config", request.resourceIdentifier()), definition, conductor.time());
        replications.add(replication);
        watch(replication);
        tags.put(replication.arn, request.tags());
        events.ofReplication(replication, "creation", "Replication has been created.");
        return CreateReplicationConfigResponse.builder()
                .replicationConfig(ReplicationDescription.config(replication))
                .build();
    }

    DescribeReplicationConfigsResponse describe(DescribeReplicationConfigsRequest request) {
        Page<ServerlessReplication> page = replications.page(request.filters(), request.maxRecords(), request.marker());
        return DescribeReplicationConfigsResponse.builder()
                .replicationConfigs(page.items().stream()
                        .map(ReplicationDescription::config)
                        .toList())
                .marker(page.marker())
                .build();
    }

    DescribeReplicationsResponse describeReplications(DescribeReplicationsRequest request) {
        Page<ServerlessReplication> page = replications.page(request.filters(), request.maxRecords(), request.marker());
        return DescribeReplicationsResponse.builder()
                .replications(page.items().stream()
                        .map(replication -> ReplicationDescription.of(replication, conductor.time()))
                        .toList())
                .marker(page.marker())
                .build();
    }

    DescribeReplicationTableStatisticsResponse statistics(DescribeReplicationTableStatisticsRequest request) {
        ServerlessReplication replication = get(request.replicationConfigArn());
        Page<TableStatistics> page =
                TableStatisticsPages.of(replication, request.filters(), request.maxRecords(), request.marker());
        return DescribeReplicationTableStatisticsResponse.builder()
                .replicationConfigArn(replication.arn)
                .replicationTableStatistics(page.items())
                .marker(page.marker())
                .build();
    }

    ModifyReplicationConfigResponse modify(ModifyReplicationConfigRequest request) {
        ServerlessReplication replication = atRest(request.replicationConfigArn(), "modified");
        ServerlessDefinition before = replication.definition();
        ReplicationConfig changed = Members.carry(request, before.config()).toBuilder()
                .replicationConfigArn(null)
                .replicationConfigIdentifier(renamed(before, request.replicationConfigIdentifier()))
                .build();
        requireSameEndpoints(replication, changed);
        ServerlessDefinition definition = ServerlessDefinition.of(checked(changed), before.cdc());
        replications.remove(replication.arn);
        replication.redefine(definition, conductor.time());
        replications.add(replication);
        replication.modifying();
        events.ofReplication(replication, "configuration change", "Replication has been modified.");
        modifiedLater(replication);
        return ModifyReplicationConfigResponse.builder()
                .replicationConfig(ReplicationDescription.config(replication))
                .build();
    }

    ServerlessReplication get(String arn) {
        return replications.get("ReplicationConfigArn", arn);
    }

    /** Returns a replication at which nothing is going on; {@code done} is what was to be done to it, for the fault. */
    ServerlessReplication atRest(String arn, String done) {
        ServerlessReplication replication = get(arn);
        if (!replication.status().isAtRest()) {
            throw Faults.invalidState("replication config " + arn + " cannot be " + done + ": its replication is "
                    + replication.status().word() + ", and must be created, stopped or failed");
        }
        return replication;
    }

    void remove(ServerlessReplication replication) {
        replications.remove(replication.arn);
        tags.forget(replication.arn);
        statistics.forget(replication.arn);
    }

    List<ServerlessReplication> all() {
        return replications.all();
    }

    /** Returns the one of this ARN or identifier, if there is one. */
    Optional<ServerlessReplication> find(String name) {
        return all().stream()
                .filter(one -> one.arn.equals(name) || one.identifier().equalsIgnoreCase(name))
                .findFirst();
    }

    boolean exists(String arn) {
        return replications.find(arn).isPresent();
    }

    boolean anyWith(String endpointArn) {
        return all().stream().map(ServerlessReplication::definition).anyMatch(definition -> Stream.of(
                        definition.sourceArn(), definition.targetArn())
                .anyMatch(endpointArn::equals));
    }

    boolean anyIn(String subnetGroup) {
        return all().stream()
                .map(replication ->
                        replication.definition().config().computeConfig().replicationSubnetGroupId())
                .anyMatch(
                        group -> group != null && group.toLowerCase(Locale.ROOT).equals(subnetGroup));
    }

    private ReplicationConfig checked(ReplicationConfig config) {
        endpoints.usableAs(ReplicationEndpointTypeValue.SOURCE, "SourceEndpointArn", config.sourceEndpointArn());
        endpoints.usableAs(ReplicationEndpointTypeValue.TARGET, "TargetEndpointArn", config.targetEndpointArn());
        String subnetGroup = Capacity.checked(config.computeConfig()).replicationSubnetGroupId();
        if (subnetGroup != null) {
            subnetGroups.of(subnetGroup);
        }
        return config;
    }

    private static void requireSameEndpoints(ServerlessReplication replication, ReplicationConfig changed) {
        ServerlessDefinition before = replication.definition();
        boolean same = before.sourceArn().equals(changed.sourceEndpointArn())
                && before.targetArn().equals(changed.targetEndpointArn());
        if (!same && replication.everRunning()) {
            throw Faults.invalidState("the endpoints of replication config " + replication.arn
                    + " cannot be changed: its replication has moved rows between them; create another one");
        }
    }

    private String renamed(ServerlessDefinition before, @Nullable String name) {
        if (name == null || name.equalsIgnoreCase(before.identifier())) {
            return before.identifier();
        }
        replications.refuseTaken(name(name));
        return name;
    }

    /** The guide says 8 to 16 characters, public clients use more: printable ASCII without three characters is what all agree on. */
    private static String name(@Nullable String given) {
        String name = Faults.required("ReplicationConfigIdentifier", given);
        if (name.length() > MAX_IDENTIFIER || !name.matches("[\\x20-\\x7E&&[^/\"@]]+")) {
            throw Faults.invalidValue("the parameter ReplicationConfigIdentifier is \"" + name + "\"; it must be 1 to "
                    + MAX_IDENTIFIER + " printable ASCII characters other than / \" @");
        }
        return name;
    }
}
