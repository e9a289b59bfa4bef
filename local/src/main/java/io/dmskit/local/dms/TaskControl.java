package io.dmskit.local.dms;

import io.dmskit.local.engine.Replication;
import io.dmskit.local.engine.ReplicationException;
import io.dmskit.local.engine.ReplicationSpec;
import io.dmskit.local.engine.StopReason;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.databasemigration.model.DeleteReplicationTaskRequest;
import software.amazon.awssdk.services.databasemigration.model.DeleteReplicationTaskResponse;
import software.amazon.awssdk.services.databasemigration.model.ReloadTablesRequest;
import software.amazon.awssdk.services.databasemigration.model.ReloadTablesResponse;
import software.amazon.awssdk.services.databasemigration.model.StartReplicationTaskRequest;
import software.amazon.awssdk.services.databasemigration.model.StartReplicationTaskResponse;
import software.amazon.awssdk.services.databasemigration.model.StopReplicationTaskRequest;
import software.amazon.awssdk.services.databasemigration.model.StopReplicationTaskResponse;

/** Starts, stops and deletes tasks, and keeps their runs. Its operations are used under the {@link Conductor} only. */
final class TaskControl {
    private static final Logger LOG = LoggerFactory.getLogger(TaskControl.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Conductor conductor;
    private final Tasks tasks;
    private final Endpoints endpoints;
    private final Addresses addresses;
    private final Events events;
    private final int speedUp;
    private final Map<String, TaskRun> runs = new HashMap<>();

    TaskControl(
            Conductor conductor, Tasks tasks, Endpoints endpoints, Addresses addresses, Events events, int speedUp) {
        this.conductor = conductor;
        this.tasks = tasks;
        this.endpoints = endpoints;
        this.addresses = addresses;
        this.events = events;
        this.speedUp = speedUp;
    }

    StartReplicationTaskResponse start(StartReplicationTaskRequest request) {
        Task task = tasks.get(request.replicationTaskArn());
        ReplicationSpec.Start asked = StartRules.check(task, request.startReplicationTaskTypeAsString());
        // Nothing to go on from when no run ever moved a row: such a task begins at the beginning, whatever was asked.
        ReplicationSpec.Start start = task.everRunning() ? asked : ReplicationSpec.Start.START_REPLICATION;
        CdcPositions cdc = CdcPositions.of(
                tasks.sourceEngine(task),
                request.cdcStartTime(),
                request.cdcStartPosition(),
                request.cdcStopPosition());
        task.redefine(task.definition().withCdc(task.definition().cdc().overriddenBy(cdc)));
        task.starting(start != ReplicationSpec.Start.RESUME_PROCESSING, conductor.time());
        begin(task, start);
        return StartReplicationTaskResponse.builder()
                .replicationTask(TaskDescription.of(task, conductor.time(), true))
                .build();
    }

    private void begin(Task task, ReplicationSpec.Start start) {
        TaskRun run = new TaskRun(
                task.identifier(),
                next -> spec(task, next),
                start,
                spec -> new Replication(spec, task.statistics, task.requests, conductor.clock()),
                new Retries(Retries.Rule.of(task.definition().settings()), speedUp),
                new Reports(task));
        runs.put(task.arn, run);
        task.definition().cdc().stopAtServerTime().ifPresent(time -> {
            Duration rest = Duration.between(conductor.time(), time);
            conductor.after(
                    rest.isNegative() ? Duration.ZERO : rest, () -> run.stop(StopReason.STOPPED_AT_SERVER_TIME));
        });
        run.begin();
    }

    /** Called on threads of runs, too. */
    private ReplicationSpec spec(Task task, ReplicationSpec.Start start) throws ReplicationException {
        TaskDefinition definition = conductor.now(task::definition);
        StoredEndpoint source = conductor.now(() -> endpoints.usable("SourceEndpointArn", definition.sourceArn()));
        StoredEndpoint target = conductor.now(() -> endpoints.usable("TargetEndpointArn", definition.targetArn()));
        return new ReplicationSpec(
                task.resourceId(),
                definition.type(),
                addresses.of(source),
                addresses.of(target),
                definition.mappings(),
                definition.settings(),
                start,
                definition.cdc().start(),
                definition.cdc().stopAtCommitTime());
    }

    StopReplicationTaskResponse stop(StopReplicationTaskRequest request) {
        Task task = tasks.get(request.replicationTaskArn());
        TaskRun run = runs.get(task.arn);
        if (task.status() != TaskStatus.RUNNING || run == null) {
            throw Faults.invalidState("replication task " + task.arn + " cannot be stopped: it is "
                    + task.status().word() + ", and must be running");
        }
        task.become(TaskStatus.STOPPING);
        run.stop(StopReason.NORMAL);
        return StopReplicationTaskResponse.builder()
                .replicationTask(TaskDescription.of(task, conductor.time(), true))
                .build();
    }

    ReloadTablesResponse reload(ReloadTablesRequest request) {
        Task task = tasks.get(request.replicationTaskArn());
        if (task.status() != TaskStatus.RUNNING) {
            throw Faults.invalidState("tables of replication task " + task.arn + " cannot be reloaded: it is "
                    + task.status().word() + ", and must be running");
        }
        throw Faults.invalidState("dmskit-local does not reload single tables; stop replication task " + task.arn
                + " and start it with reload-target, which loads all of them again");
    }

    DeleteReplicationTaskResponse delete(DeleteReplicationTaskRequest request) {
        Task task = tasks.atRest(request.replicationTaskArn(), "deleted");
        task.become(TaskStatus.DELETING);
        conductor.aside(() -> {
            cleanUp(task);
            conductor.later(() -> {
                tasks.remove(task);
                events.ofTask(task, "deletion", "Replication task has been deleted.");
            });
        });
        return DeleteReplicationTaskResponse.builder()
                .replicationTask(TaskDescription.of(task, conductor.time(), true))
                .build();
    }

    /** Takes away the slot and whatever else the task left in the databases; a database that is gone is no reason to stay. */
    private void cleanUp(Task task) {
        if (!conductor.now(task::everRunning)) {
            return;
        }
        try {
            Replication.cleanUp(spec(task, ReplicationSpec.Start.RESUME_PROCESSING));
        } catch (ReplicationException e) {
            LOG.info("could not clean up after replication task {}: {}", task.identifier(), e.getMessage());
            conductor.now(() -> events.ofTask(task, "failure", "Cleanup after the task failed: " + e.getMessage()));
        }
    }

    /** Ends every run and cleans up after every task; not under the conductor, for runs report to it. */
    void close() {
        List<TaskRun> going = conductor.now(() -> List.copyOf(runs.values()));
        going.forEach(run -> run.stop(StopReason.NORMAL));
        try {
            for (TaskRun run : going) {
                run.end(PATIENCE);
            }
            conductor.now(tasks::all).forEach(this::cleanUp);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Puts what a run reports into the task. */
    private final class Reports implements TaskRun.Listener {
        private final Task task;

        Reports(Task task) {
            this.task = task;
        }

        @Override
        public void running() {
            conductor.now(() -> {
                task.running();
                events.ofTask(task, "state change", "Replication task has started.");
            });
        }

        @Override
        public void stopped(StopReason reason) {
            conductor.now(() -> {
                Instant now = conductor.time();
                runs.remove(task.arn);
                task.stopped(reason, now);
                events.ofTask(task, "state change", "Replication task has stopped. " + reason.text());
            });
        }

        @Override
        public void failed(StopReason reason, String message) {
            conductor.now(() -> {
                runs.remove(task.arn);
                task.failed(reason, message, conductor.time());
                events.ofTask(task, "failure", "Replication task has failed. " + message);
            });
        }
    }
}
