package io.dmskit.local.dms;

import io.dmskit.local.engine.ReplicationSpec;
import io.dmskit.local.engine.StopReason;
import java.util.Optional;
import software.amazon.awssdk.services.databasemigration.model.DeleteReplicationConfigRequest;
import software.amazon.awssdk.services.databasemigration.model.DeleteReplicationConfigResponse;
import software.amazon.awssdk.services.databasemigration.model.ReloadReplicationTablesRequest;
import software.amazon.awssdk.services.databasemigration.model.ReloadReplicationTablesResponse;
import software.amazon.awssdk.services.databasemigration.model.StartReplicationRequest;
import software.amazon.awssdk.services.databasemigration.model.StartReplicationResponse;
import software.amazon.awssdk.services.databasemigration.model.StopReplicationRequest;
import software.amazon.awssdk.services.databasemigration.model.StopReplicationResponse;

/**
 * Starts, stops and deletes serverless replications. Before the engine runs, a start goes through the states of the guide; the
 * connections are really tested, the other steps only take their time. Its operations are used under the {@link Conductor} only.
 */
final class ReplicationControl {
    private final Conductor conductor;
    private final ReplicationConfigs configs;
    private final Endpoints endpoints;
    private final Connections connections;
    private final Runs runs;
    private final Events events;

    ReplicationControl(
            Conductor conductor,
            ReplicationConfigs configs,
            Endpoints endpoints,
            Connections connections,
            Runs runs,
            Events events) {
        this.conductor = conductor;
        this.configs = configs;
        this.endpoints = endpoints;
        this.connections = connections;
        this.runs = runs;
        this.events = events;
    }

    StartReplicationResponse start(StartReplicationRequest request) {
        ServerlessReplication replication = configs.get(request.replicationConfigArn());
        ReplicationSpec.Start start = StartRules.check(replication, request);
        ServerlessDefinition definition = replication.definition();
        CdcPositions stop = CdcPositions.of(
                endpoints.usable("SourceEndpointArn", definition.sourceArn()).engine(),
                null,
                null,
                request.cdcStopPosition());
        replication.redefine(
                new ServerlessDefinition(
                        definition.config(),
                        definition.mappings(),
                        definition.settings(),
                        definition.cdc().overriddenBy(stop)),
                conductor.time());
        replication.starting(
                request.startReplicationType(), start != ReplicationSpec.Start.RESUME_PROCESSING, conductor.time());
        takeTime(replication, start);
        return StartReplicationResponse.builder()
                .replication(ReplicationDescription.of(replication, conductor.time()))
                .build();
    }

    /** Goes on with what was going on when an earlier process ended. */
    void goOn() {
        configs.all().forEach(this::goOn);
    }

    private void goOn(ServerlessReplication replication) {
        if (replication.status().isPreparing()) {
            enter(replication, replication.lastStart());
        }
        switch (replication.status()) {
            case RUNNING -> {
                runs.goOn(replication, new Reports(replication));
                events.ofReplication(
                        replication, "state change", "Replication goes on after dmskit-local was started again.");
            }
            case STOPPING -> end(replication, StopReason.NORMAL);
            case STOPPED, FAILED -> deprovisionLater(replication);
            case DELETING -> deleteAside(replication);
            default -> {
                // No run has to do with it.
            }
        }
    }

    private void takeTime(ServerlessReplication replication, ReplicationSpec.Start start) {
        Transition step = replication.status() == ServerlessStatus.PROVISIONING_CAPACITY
                ? Transition.REPLICATION_PROVISIONING
                : Transition.REPLICATION_PREPARING;
        conductor.later(step, () -> next(replication, start));
    }

    /** Enters the step after the one whose time is over. */
    private void next(ServerlessReplication replication, ReplicationSpec.Start start) {
        if (replication.status() == ServerlessStatus.PROVISIONING_CAPACITY) {
            replication.provisioned(
                    Capacity.provisioned(replication.definition().config().computeConfig()), conductor.time());
        }
        replication.become(replication.status().following());
        enter(replication, start);
    }

    private void enter(ServerlessReplication replication, ReplicationSpec.Start start) {
        switch (replication.status()) {
            case TESTING_CONNECTION -> conductor.aside(() -> testConnections(replication, start));
            case REPLICATION_STARTING -> runs.begin(replication, start, new Reports(replication));
            default -> takeTime(replication, start);
        }
    }

    /** Not under the conductor: databases may take their time. */
    private void testConnections(ServerlessReplication replication, ReplicationSpec.Start start) {
        ServerlessDefinition definition = conductor.now(replication::definition);
        Optional<String> failure = failure("SourceEndpointArn", definition.sourceArn())
                .or(() -> failure("TargetEndpointArn", definition.targetArn()));
        conductor.now(() -> failure.ifPresentOrElse(
                message -> fail(replication, StopReason.FATAL_ERROR, message), () -> takeTime(replication, start)));
    }

    private Optional<String> failure(String parameter, String endpointArn) {
        StoredEndpoint endpoint = conductor.now(() -> endpoints.usable(parameter, endpointArn));
        return connections
                .tryOut(endpoint)
                .map(reason -> "Test connection failed for endpoint " + endpoint.identifier() + ". " + reason);
    }

    StopReplicationResponse stop(StopReplicationRequest request) {
        ServerlessReplication replication = running(request.replicationConfigArn(), "stopped");
        replication.become(ServerlessStatus.STOPPING);
        runs.stop(replication);
        return StopReplicationResponse.builder()
                .replication(ReplicationDescription.of(replication, conductor.time()))
                .build();
    }

    ReloadReplicationTablesResponse reload(ReloadReplicationTablesRequest request) {
        ServerlessReplication replication = running(request.replicationConfigArn(), "told to reload tables");
        runs.reload(replication, request.reloadOptionAsString(), request.tablesToReload());
        events.ofReplication(replication, "state change", "A reload of table details has been requested.");
        return ReloadReplicationTablesResponse.builder()
                .replicationConfigArn(replication.arn)
                .build();
    }

    private ServerlessReplication running(String arn, String done) {
        ServerlessReplication replication = configs.get(arn);
        if (replication.status() != ServerlessStatus.RUNNING) {
            throw Faults.invalidState("replication " + arn + " cannot be " + done + ": it is "
                    + replication.status().word() + ", and must be running");
        }
        return replication;
    }

    DeleteReplicationConfigResponse delete(DeleteReplicationConfigRequest request) {
        ServerlessReplication replication = configs.atRest(request.replicationConfigArn(), "deleted");
        replication.become(ServerlessStatus.DELETING);
        deleteAside(replication);
        return DeleteReplicationConfigResponse.builder()
                .replicationConfig(ReplicationDescription.config(replication))
                .build();
    }

    private void deleteAside(ServerlessReplication replication) {
        conductor.aside(() -> {
            Optional<String> unused = runs.cleanUp(replication);
            conductor.later(Transition.REPLICATION_DELETING, () -> {
                configs.remove(replication);
                events.ofReplication(replication, "deletion", "Replication has been deleted.");
            });
        });
    }

    private void end(ServerlessReplication replication, StopReason reason) {
        replication.stopped(reason, conductor.time());
        events.ofReplication(replication, "state change", "Replication has stopped. " + reason.text());
        deprovisionLater(replication);
    }

    private void fail(ServerlessReplication replication, StopReason reason, String message) {
        replication.failed(reason, message, conductor.time());
        events.ofReplication(replication, "failure", "Replication has failed. " + message);
        deprovisionLater(replication);
    }

    private void deprovisionLater(ServerlessReplication replication) {
        conductor.later(Transition.REPLICATION_DEPROVISIONING, () -> replication.deprovisioned(conductor.time()));
    }

    /** Puts what a run reports into the replication. */
    private final class Reports implements Run.Listener {
        private final ServerlessReplication replication;

        Reports(ServerlessReplication replication) {
            this.replication = replication;
        }

        @Override
        public void running() {
            replication.running();
            events.ofReplication(replication, "state change", "Replication has started.");
        }

        @Override
        public void stopped(StopReason reason) {
            if (replication.status() == ServerlessStatus.STOPPING) {
                conductor.later(Transition.REPLICATION_STOPPING, () -> end(replication, reason));
            } else {
                end(replication, reason);
            }
        }

        @Override
        public void failed(StopReason reason, String message) {
            fail(replication, reason, message);
        }
    }
}
