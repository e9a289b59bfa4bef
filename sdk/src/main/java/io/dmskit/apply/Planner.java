package io.dmskit.apply;

import static io.dmskit.apply.ApplyStep.Resource.REPLICATION_CONFIG;
import static io.dmskit.apply.ApplyStep.Resource.REPLICATION_INSTANCE;
import static io.dmskit.apply.ApplyStep.Resource.REPLICATION_TASK;

import io.dmskit.apply.ApplyStep.Action;
import io.dmskit.apply.ApplyStep.Resource;
import io.dmskit.document.Change;
import io.dmskit.migration.Capacity;
import io.dmskit.migration.Migration;
import io.dmskit.migration.ResourceNames;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.databasemigration.model.ReplicationInstance;

/**
 * Decides what has to be done with an instance, two endpoints and a task, or with two endpoints and a serverless replication, and in
 * which order. Asks nobody.
 */
final class Planner {
    private final Migration migration;
    private final ResourceNames names;
    private final Found found;
    private final EndpointPlan source;
    private final EndpointPlan target;
    private final Resource kind;
    private final Optional<InstancePlan> instance;
    private final Optional<Work> work;
    private final Optional<WorkChange> change;
    private final List<PlannedStep> steps = new ArrayList<>();
    private final List<String> obstacles = new ArrayList<>();

    private Planner(Migration migration, Found found) {
        this.migration = migration;
        this.names = ResourceNames.of(migration);
        this.found = found;
        this.source = EndpointPlan.ofSource(names.sourceEndpoint(), migration.source(), found);
        this.target = EndpointPlan.ofTarget(names.targetEndpoint(), migration.target(), found);
        boolean serverless = migration.capacity() instanceof Capacity.Serverless;
        this.kind = serverless ? REPLICATION_CONFIG : REPLICATION_TASK;
        this.instance = migration.capacity() instanceof Capacity.Provisioned provisioned
                ? Optional.of(new InstancePlan(names.replicationInstance(), provisioned, found.instance()))
                : Optional.empty();
        this.work = found.work().filter(there -> !there.deleting());
        this.change = work.map(there -> WorkChange.of(there, migration, elsewhere(there)));
    }

    static ApplyPlan plan(Migration migration, Found found) {
        return new Planner(migration, found).plan();
    }

    private ApplyPlan plan() {
        boolean runs = work.filter(Work::runs).isPresent();
        instance.ifPresent(there -> steps.add(there.step(runs)));
        if (instance.filter(InstancePlan::modified).isPresent()) {
            steps.add(step(Action.AWAIT, REPLICATION_INSTANCE, names.replicationInstance()));
        }
        boolean stop = runs && disturbed();
        if (stop) {
            steps.add(step(Action.STOP, kind, names.replicationTask()).interrupting(true));
        }
        if (anew()) {
            steps.add(step(Action.DELETE, kind, names.replicationTask())
                    .with(change.map(WorkChange::changes).orElse(List.of()))
                    .losing(change.map(WorkChange::losses).orElse(Set.of()))
                    .interrupting(runs)
                    .noting("DMS does not change this of what has run: it is made anew"));
        }
        steps.add(source.step());
        steps.add(target.step());
        if (instance.filter(InstancePlan::awaited).isPresent()) {
            steps.add(step(Action.AWAIT, REPLICATION_INSTANCE, names.replicationInstance()));
        }
        if (instance.isPresent()) {
            source.test().ifPresent(steps::add);
            target.test().ifPresent(steps::add);
        }
        Optional<Restart> restart = restart(stop);
        task(restart);
        restart.ifPresent(this::restart);
        obstacles.addAll(found.obstacles());
        instance.flatMap(InstancePlan::obstacle).ifPresent(obstacles::add);
        source.obstacle().ifPresent(obstacles::add);
        target.obstacle().ifPresent(obstacles::add);
        return new ApplyPlan(migration.name(), steps, obstacles);
    }

    /** What has run cannot go on with another database, nor with an endpoint that is not the one it was made with. */
    private List<Change> elsewhere(Work there) {
        List<Change> changes = new ArrayList<>();
        source.otherDatabase().ifPresent(changes::add);
        target.otherDatabase().ifPresent(changes::add);
        source.otherArn("source", there.source()).ifPresent(changes::add);
        target.otherArn("target", there.target()).ifPresent(changes::add);
        return changes;
    }

    private boolean anew() {
        return change.filter(WorkChange::anew).isPresent();
    }

    private boolean moved() {
        Optional<String> arn = found.instance().map(ReplicationInstance::replicationInstanceArn);
        return instance.isPresent()
                && work.isPresent()
                && (instance.get().created() || !arn.equals(work.get().instance()));
    }

    /** Whether something is done that a running task does not bear. */
    private boolean disturbed() {
        return change.filter(differs -> !differs.isEmpty()).isPresent()
                || moved()
                || source.modified()
                || target.modified();
    }

    private Optional<Restart> restart(boolean stopped) {
        Optional<Restart> intended = found.intendedRestart();
        if (!stopped && intended.isEmpty()) {
            return Optional.empty();
        }
        boolean neverRan = work.filter(Work::hasRun).isEmpty();
        if (neverRan || anew()) {
            return Optional.of(Restart.FIRST_START);
        }
        Restart own = change.map(WorkChange::restartAfter).orElse(Restart.RESUME);
        // A first start that was intended has been made, if only in vain: what has run goes on.
        return intended.filter(restart -> restart != Restart.FIRST_START)
                .map(own::or)
                .or(() -> Optional.of(own));
    }

    private void task(Optional<Restart> restart) {
        String name = names.replicationTask();
        if (work.isEmpty() || anew()) {
            steps.add(step(Action.CREATE, kind, name));
            steps.add(step(Action.AWAIT, kind, name));
            return;
        }
        WorkChange differs = change.orElseThrow();
        if (moved()) {
            steps.add(step(Action.MOVE, kind, name));
        }
        if (differs.isEmpty()) {
            steps.add(noting(step(Action.REUSE, kind, name), keptStop(differs)));
            boolean creating = "creating".equals(work.get().status().word());
            if (creating) {
                steps.add(step(Action.AWAIT, kind, name));
            }
            return;
        }
        Set<Loss> losses = EnumSet.noneOf(Loss.class);
        losses.addAll(differs.losses());
        if (restart.isPresent()) {
            losses.remove(Loss.RELOAD);
        }
        PlannedStep modify = step(Action.MODIFY, kind, name)
                .with(differs.changes())
                .losing(losses)
                .interrupting(work.get().runs());
        List<String> notes = new ArrayList<>(keptStop(differs));
        if (losses.contains(Loss.RELOAD)) {
            notes.add("its next start must be reload-target");
        }
        steps.add(noting(modify, notes));
    }

    private static List<String> keptStop(WorkChange differs) {
        return differs.keptStop().map(stop -> "still stops at " + stop + ", which only a new task forgets").stream()
                .toList();
    }

    private static PlannedStep noting(PlannedStep step, List<String> notes) {
        return notes.isEmpty() ? step : step.noting(String.join("; ", notes));
    }

    private void restart(Restart restart) {
        PlannedStep start = step(Action.START, kind, names.replicationTask())
                .noting(restart.type().word());
        steps.add(restart == Restart.RELOAD ? start.losing(EnumSet.of(Loss.RELOAD)) : start);
        if (restart.loadsTables()) {
            steps.add(step(Action.LOAD_TABLES, kind, names.replicationTask()));
        }
    }

    private static PlannedStep step(Action action, Resource resource, String identifier) {
        return new PlannedStep(new ApplyStep(action, resource, identifier));
    }
}
