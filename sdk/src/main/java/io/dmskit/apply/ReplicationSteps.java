package io.dmskit.apply;

import io.dmskit.apply.ApplyStep.Action;
import io.dmskit.migration.Capacity;
import io.dmskit.position.CdcStopPosition;
import io.dmskit.task.ReplicationHandle;
import io.dmskit.task.StartType;
import java.util.Optional;

/** The steps of a plan that concern what replicates. */
final class ReplicationSteps {
    private final Course course;
    private final Replications replications;
    private final Optional<Restart> restart;
    private Optional<Work> work;

    ReplicationSteps(Course course, Optional<Restart> restart) {
        this.course = course;
        this.replications = course.resources().replications(course.migration().capacity());
        this.restart = restart;
        this.work = course.found().work();
    }

    ReplicationHandle handle() {
        return replications.handle(work.orElseThrow());
    }

    void carryOut(PlannedStep planned) {
        ApplyStep step = planned.step();
        String name = step.identifier();
        switch (step.action()) {
            case REUSE -> {}
            case AWAIT -> replications.atRest(name, course.deadline());
            case STOP -> stop(step);
            case DELETE -> {
                course.undo().clear();
                replications.delete(name, course.deadline());
                work = Optional.empty();
            }
            case CREATE -> create(step);
            case MODIFY -> modify(step);
            case MOVE -> move(step);
            case START -> start(name);
            case LOAD_TABLES -> {
                replications.loadTables(name, course.deadline());
                forgetRestart();
            }
            default -> throw new AssertionError(step);
        }
    }

    private void stop(ApplyStep step) {
        String name = step.identifier();
        course.resources()
                .tags()
                .put(anchor(), Tags.RESTART, restart.orElseThrow().word());
        course.undo().push(new ApplyStep(Action.START, step.resource(), name), () -> {
            replications.start(name, StartType.RESUME_PROCESSING, until(), course.undoDeadline());
            forgetRestart();
        });
        replications.stop(name, course.deadline());
    }

    private void create(ApplyStep step) {
        String name = step.identifier();
        if (work.isPresent()) {
            replications.awaitGone(name, course.deadline());
        }
        boolean serverless = course.migration().capacity() instanceof Capacity.Serverless;
        Replications.Parts parts = new Replications.Parts(
                serverless ? Optional.empty() : Optional.of(course.instanceArn()),
                course.endpointArn(course.names().sourceEndpoint()),
                course.endpointArn(course.names().targetEndpoint()));
        work = Optional.of(course.create(
                step,
                () -> replications.create(name, course.migration(), parts, course.tags()),
                () -> replications.find(name),
                Work::arn));
    }

    private void modify(ApplyStep step) {
        Work.Definition before = work.orElseThrow().definition();
        course.restorable(step, () -> restore(step, before));
        replications.modify(step.identifier(), Work.Definition.of(course.migration()), course.deadline());
    }

    /** DMS has no word that takes a stop away, so that one which a task was told meanwhile can only be reported. */
    private void restore(ApplyStep step, Work.Definition before) {
        String name = step.identifier();
        replications.modify(name, before, course.undoDeadline());
        if (before.cdcStop().isEmpty()) {
            replications
                    .find(name)
                    .flatMap(there -> there.definition().cdcStop())
                    .ifPresent(stop -> {
                        throw new ApplyException(
                                step.resource(),
                                name,
                                "is as it was but for its stop at " + stop
                                        + ", which only a new task forgets: apply another cdc.stop, or make it anew");
                    });
        }
    }

    private void move(ApplyStep step) {
        String before = work.flatMap(Work::instance).orElseThrow();
        course.restorable(step, () -> replications.move(step.identifier(), before, course.undoDeadline()));
        replications.move(step.identifier(), course.instanceArn(), course.deadline());
    }

    /** What begins anew cannot be taken back, nor what runs again. */
    private void start(String name) {
        Restart how = restart.orElseThrow();
        if (how.compareTo(Restart.RELOAD) >= 0) {
            course.undo().clear();
        }
        replications.start(name, how.type(), until(), course.deadline());
        course.undo().clear();
        if (!how.loadsTables()) {
            forgetRestart();
        }
    }

    private Optional<CdcStopPosition> until() {
        return course.migration().cdc().stop();
    }

    private void forgetRestart() {
        course.resources().tags().remove(anchor(), Tags.RESTART);
    }

    private String anchor() {
        return course.endpointArn(course.names().sourceEndpoint());
    }
}
