package io.dmskit.local.dms;

import io.dmskit.local.engine.StopReason;
import io.dmskit.local.fault.InjectedFault;
import io.dmskit.local.fault.InjectedFault.AccountQuota;
import io.dmskit.local.fault.InjectedFault.FailingConnection;
import io.dmskit.local.fault.InjectedFault.InstanceFailover;
import io.dmskit.local.fault.InjectedFault.StorageFull;
import io.dmskit.local.fault.InjectedFault.TaskFailure;
import io.dmskit.local.fault.InjectedFaults;
import java.util.function.Predicate;
import software.amazon.awssdk.services.databasemigration.model.ReplicationInstance;

/** Carries out what injected faults do to instances, endpoints, tasks and serverless replications. Thread-safe. */
final class ResourceFaults implements InjectedFaults.Effects {
    private final Conductor conductor;
    private final Instances instances;
    private final Endpoints endpoints;
    private final Tasks tasks;
    private final ReplicationConfigs replications;
    private final Runs runs;
    private final Events events;

    ResourceFaults(
            Conductor conductor,
            Instances instances,
            Endpoints endpoints,
            Tasks tasks,
            ReplicationConfigs replications,
            Runs runs,
            Events events) {
        this.conductor = conductor;
        this.instances = instances;
        this.endpoints = endpoints;
        this.tasks = tasks;
        this.replications = replications;
        this.runs = runs;
        this.events = events;
    }

    @Override
    public void check(InjectedFault fault) {
        conductor.now(() -> {
            if (fault instanceof FailingConnection failing) {
                endpoints.named(failing.endpoint());
            } else if (fault instanceof StorageFull full) {
                instances.available(instances.named(full.instance()).replicationInstanceArn());
            } else if (fault instanceof InstanceFailover failover) {
                instances.available(instances.named(failover.instance()).replicationInstanceArn());
            } else if (fault instanceof TaskFailure failure) {
                running(failure.task());
            } else if (fault instanceof AccountQuota quota) {
                Quota unused = Quota.named(quota.quota());
            }
        });
    }

    @Override
    public void begin(InjectedFault fault) {
        conductor.now(() -> {
            if (fault instanceof FailingConnection failing) {
                String arn = endpoints.named(failing.endpoint()).arn();
                runs.each(
                        job -> job.definition().sourceArn().equals(arn)
                                || job.definition().targetArn().equals(arn),
                        run -> run.loseConnections(failing.message()));
            } else if (fault instanceof StorageFull full) {
                fill(instances.named(full.instance()));
            } else if (fault instanceof InstanceFailover failover) {
                failOver(instances.named(failover.instance()), failover);
            } else if (fault instanceof TaskFailure failure) {
                StopReason reason = failure.recoverable() ? StopReason.RECOVERABLE_ERROR : StopReason.FATAL_ERROR;
                runs.of(running(failure.task())).ifPresent(run -> run.fail(reason, failure.message()));
            }
        });
    }

    @Override
    public void end(InjectedFault fault) {
        if (fault instanceof StorageFull full) {
            conductor.now(() -> instances.storageIsFree(full.instance()));
        }
    }

    private Job running(String name) {
        Job job = replications.find(name).<Job>map(found -> found).orElseGet(() -> tasks.named(name));
        if (!job.isRunning()) {
            throw Faults.invalidState(job.described() + " is " + job.statusWord() + "; it must be running to fail");
        }
        return job;
    }

    private void fill(ReplicationInstance instance) {
        instances.storageIsFull(instance);
        events.ofInstance(instance, "low storage", "The replication instance has exhausted its allocated storage.");
        runs.each(isOn(instance), run -> run.stop(StopReason.STOPPED_DUE_TO_LOW_DISK));
    }

    private void failOver(ReplicationInstance instance, InstanceFailover failover) {
        instances.reboots(instance);
        events.ofInstance(instance, "failover", "Failover to the standby of the replication instance has started.");
        rebooted(instance.replicationInstanceArn());
        conductor.after(failover.lasts(), () -> {
            ReplicationInstance back = instances.get(instance.replicationInstanceArn());
            instances.isBack(back);
            events.ofInstance(back, "failover", "Failover to the standby of the replication instance has completed.");
        });
    }

    /** Lets the runs on an instance that goes away lose their connections; they go on when it is back. */
    void rebooted(String instanceArn) {
        runs.each(
                isOn(instances.get(instanceArn)),
                run -> run.loseConnections("replication instance " + instanceArn + " has restarted"));
    }

    private static Predicate<Job> isOn(ReplicationInstance instance) {
        return job ->
                job instanceof Task task && task.definition().instanceArn().equals(instance.replicationInstanceArn());
    }
}
