package io.dmskit.apply;

import io.dmskit.apply.ApplyStep.Action;
import io.dmskit.task.ReplicationTaskHandle;
import io.dmskit.task.StartType;
import java.util.Optional;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTask;

/**
 * The steps of a plan that concern the replication task.
 *
 * <p>That a run was interrupted and how it goes on is written on the instance, not on the task, which may have to be made anew.
 */
final class TaskSteps {
    private final Course course;
    private final ReplicationTasks tasks;
    private final Optional<Restart> restart;
    private Optional<ReplicationTask> task;

    TaskSteps(Course course, Optional<Restart> restart) {
        this.course = course;
        this.tasks = course.resources().tasks();
        this.restart = restart;
        this.task = course.found().task();
    }

    ReplicationTaskHandle handle() {
        return tasks.handle(task.orElseThrow());
    }

    void carryOut(PlannedStep planned) {
        ApplyStep step = planned.step();
        String name = step.identifier();
        switch (step.action()) {
            case REUSE -> {}
            case AWAIT -> tasks.awaitReady(name, course.deadline());
            case STOP -> stop(step);
            case DELETE -> {
                course.undo().clear();
                tasks.delete(name, course.deadline());
                task = Optional.empty();
            }
            case CREATE -> create(step);
            case MODIFY -> modify(step);
            case MOVE -> move(step);
            case START -> start(name);
            case LOAD_TABLES -> {
                tasks.loadTables(handle());
                forgetRestart();
            }
            default -> throw new AssertionError(step);
        }
    }

    private void stop(ApplyStep step) {
        String name = step.identifier();
        course.resources()
                .tags()
                .put(course.instanceArn(), Tags.RESTART, restart.orElseThrow().word());
        course.undo().push(new ApplyStep(Action.START, step.resource(), name), () -> {
            tasks.start(name, StartType.RESUME_PROCESSING, course.undoDeadline());
            forgetRestart();
        });
        tasks.stop(name, course.deadline());
    }

    private void create(ApplyStep step) {
        String name = step.identifier();
        if (task.isPresent()) {
            tasks.awaitGone(name, course.deadline());
        }
        ReplicationTasks.Parts parts = new ReplicationTasks.Parts(
                course.instanceArn(),
                course.endpointArn(course.names().sourceEndpoint()),
                course.endpointArn(course.names().targetEndpoint()));
        task = Optional.of(course.create(
                step,
                () -> tasks.create(name, course.migration(), parts, course.tags()),
                () -> tasks.find(name),
                ReplicationTask::replicationTaskArn));
    }

    private void modify(ApplyStep step) {
        ReplicationTask before = task.orElseThrow();
        course.restorable(step, () -> tasks.restore(before, course.undoDeadline()));
        tasks.modify(step.identifier(), course.migration(), course.deadline());
    }

    private void move(ApplyStep step) {
        String before = task.orElseThrow().replicationInstanceArn();
        course.restorable(step, () -> tasks.move(step.identifier(), before, course.undoDeadline()));
        tasks.move(step.identifier(), course.instanceArn(), course.deadline());
    }

    /** What begins anew cannot be taken back, nor what runs again. */
    private void start(String name) {
        Restart how = restart.orElseThrow();
        if (how.compareTo(Restart.RELOAD) >= 0) {
            course.undo().clear();
        }
        tasks.start(name, how.type(), course.deadline());
        course.undo().clear();
        if (!how.loadsTables()) {
            forgetRestart();
        }
    }

    private void forgetRestart() {
        course.resources().tags().remove(course.instanceArn(), Tags.RESTART);
    }
}
