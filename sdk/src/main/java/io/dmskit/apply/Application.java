package io.dmskit.apply;

import io.dmskit.migration.Migration;
import io.dmskit.migration.ResourceNames;
import io.dmskit.task.Deadline;
import io.dmskit.task.ReplicationHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Carries out the plan of a migration, step by step; remembers how each is taken back, so that a failure leaves nothing half-done. */
final class Application {
    /** Removing a replication instance takes AWS up to ten minutes. */
    private static final Duration UNDOING = Duration.ofMinutes(15);

    private final Resources resources;
    private final Migration migration;
    private final ApplyOptions options;
    private final Deadline deadline;
    private final Consumer<? super ApplyStep> listener;

    Application(
            Resources resources,
            Migration migration,
            ApplyOptions options,
            Duration timeout,
            Consumer<? super ApplyStep> listener) {
        this.resources = resources;
        this.migration = migration;
        this.options = options;
        this.deadline = resources.deadline(timeout);
        this.listener = listener;
    }

    ReplicationHandle run() {
        Found found = new Survey(resources, ResourceNames.of(migration)).take(migration.capacity());
        ApplyPlan plan = Planner.plan(migration, found);
        permit(plan);
        Course course = new Course(resources, migration, found, deadline, resources.deadline(UNDOING), listener);
        try {
            return carryOut(plan, course);
        } catch (RuntimeException | Error e) {
            course.undo().run(e);
            throw e;
        }
    }

    private void permit(ApplyPlan plan) {
        if (!plan.obstacles().isEmpty()) {
            throw new ApplyException(plan);
        }
        Set<Loss> refused = new TreeSet<>(plan.losses());
        refused.removeAll(options.allowed());
        if (!refused.isEmpty()) {
            throw new ApplyException(plan, refused);
        }
    }

    private ReplicationHandle carryOut(ApplyPlan plan, Course course) {
        InstanceSteps instance = new InstanceSteps(course);
        EndpointSteps endpoints = new EndpointSteps(course);
        ReplicationSteps replication = new ReplicationSteps(course, Restart.in(plan));
        List<PlannedStep> tests = new ArrayList<>();
        for (PlannedStep step : plan.steps()) {
            boolean test = step.step().action() == ApplyStep.Action.TEST_CONNECTION;
            if (!test) {
                endpoints.awaitTests(tests);
                tests.clear();
            }
            listener.accept(step.step());
            switch (step.step().resource()) {
                case REPLICATION_INSTANCE -> instance.carryOut(step);
                case ENDPOINT -> endpoints.carryOut(step);
                case REPLICATION_TASK, REPLICATION_CONFIG -> replication.carryOut(step);
            }
            if (test) {
                tests.add(step);
            }
        }
        return replication.handle();
    }
}
