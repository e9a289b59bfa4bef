package io.dmskit.local.dms;

import io.dmskit.local.engine.ReplicationSpec;
import io.dmskit.local.engine.StopReason;
import software.amazon.awssdk.services.databasemigration.model.DeleteReplicationTaskRequest;
import software.amazon.awssdk.services.databasemigration.model.DeleteReplicationTaskResponse;
import software.amazon.awssdk.services.databasemigration.model.ReloadTablesRequest;
import software.amazon.awssdk.services.databasemigration.model.ReloadTablesResponse;
import software.amazon.awssdk.services.databasemigration.model.StartReplicationTaskRequest;
import software.amazon.awssdk.services.databasemigration.model.StartReplicationTaskResponse;
import software.amazon.awssdk.services.databasemigration.model.StopReplicationTaskRequest;
import software.amazon.awssdk.services.databasemigration.model.StopReplicationTaskResponse;

/** Starts, stops and deletes tasks. Its operations are used under the {@link Conductor} only. */
final class TaskControl {
    private final Conductor conductor;
    private final Tasks tasks;
    private final Runs runs;
    private final Events events;

    TaskControl(Conductor conductor, Tasks tasks, Runs runs, Events events) {
        this.conductor = conductor;
        this.tasks = tasks;
        this.runs = runs;
        this.events = events;
    }

    StartReplicationTaskResponse start(StartReplicationTaskRequest request) {
        Task task = tasks.get(request.replicationTaskArn());
        ReplicationSpec.Start start = StartRules.check(task, request.startReplicationTaskTypeAsString());
        tasks.requireInstance(task);
        CdcPositions cdc = CdcPositions.of(
                tasks.sourceEngine(task),
                request.cdcStartTime(),
                request.cdcStartPosition(),
                request.cdcStopPosition());
        task.redefine(task.definition().withCdc(task.definition().cdc().overriddenBy(cdc)));
        task.starting(start != ReplicationSpec.Start.RESUME_PROCESSING, conductor.time());
        beginLater(task, start);
        return StartReplicationTaskResponse.builder()
                .replicationTask(tasks.described(task))
                .build();
    }

    private void beginLater(Task task, ReplicationSpec.Start start) {
        conductor.later(Transition.TASK_STARTING, () -> runs.begin(task, start, new Reports(task)));
    }

    /**
     * Goes on with what tasks were doing when an earlier process ended, as DMS does after it has replaced a host: a task that ran
     * runs again from where the target is, and stays running for whoever asks.
     */
    void goOn() {
        for (Task task : tasks.all()) {
            switch (task.status()) {
                case STARTING -> beginLater(task, task.lastStart());
                case RUNNING -> {
                    runs.goOn(task, new Reports(task));
                    events.ofTask(
                            task, "state change", "Replication task goes on after dmskit-local was started again.");
                }
                case STOPPING -> new Reports(task).end(StopReason.NORMAL);
                case DELETING -> deleteAside(task);
                default -> {
                    // No run has to do with it.
                }
            }
        }
    }

    StopReplicationTaskResponse stop(StopReplicationTaskRequest request) {
        Task task = TaskOperation.STOP.checked(tasks.get(request.replicationTaskArn()));
        task.become(TaskStatus.STOPPING);
        runs.stop(task);
        return StopReplicationTaskResponse.builder()
                .replicationTask(tasks.described(task))
                .build();
    }

    ReloadTablesResponse reload(ReloadTablesRequest request) {
        Task task = TaskOperation.RELOAD_TABLES.checked(tasks.get(request.replicationTaskArn()));
        runs.reload(task, request.reloadOptionAsString(), request.tablesToReload());
        events.ofTask(task, "state change", "A reload of table details has been requested.");
        return ReloadTablesResponse.builder().replicationTaskArn(task.arn).build();
    }

    DeleteReplicationTaskResponse delete(DeleteReplicationTaskRequest request) {
        Task task = TaskOperation.DELETE.checked(tasks.get(request.replicationTaskArn()));
        task.become(TaskStatus.DELETING);
        deleteAside(task);
        return DeleteReplicationTaskResponse.builder()
                .replicationTask(tasks.described(task))
                .build();
    }

    private void deleteAside(Task task) {
        conductor.aside(() -> {
            runs.cleanUp(task)
                    .ifPresent(failure -> conductor.now(
                            () -> events.ofTask(task, "failure", "Cleanup after the task failed: " + failure)));
            conductor.later(Transition.TASK_DELETING, () -> {
                tasks.remove(task);
                events.ofTask(task, "deletion", "Replication task has been deleted.");
            });
        });
    }

    /** Puts what a run reports into the task. */
    private final class Reports implements Run.Listener {
        private final Task task;

        Reports(Task task) {
            this.task = task;
        }

        @Override
        public void running() {
            task.running();
            events.ofTask(task, "state change", "Replication task has started.");
        }

        @Override
        public void stopped(StopReason reason) {
            if (task.status() == TaskStatus.STOPPING) {
                conductor.later(Transition.TASK_STOPPING, () -> end(reason));
            } else {
                end(reason);
            }
        }

        private void end(StopReason reason) {
            task.stopped(reason, conductor.time());
            events.ofTask(task, "state change", "Replication task has stopped. " + reason.text());
        }

        @Override
        public void failed(StopReason reason, String message) {
            task.failed(reason, message, conductor.time());
            events.ofTask(task, "failure", "Replication task has failed. " + message);
        }
    }
}
