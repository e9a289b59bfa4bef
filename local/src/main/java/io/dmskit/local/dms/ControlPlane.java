package io.dmskit.local.dms;

import io.dmskit.local.aws.MetricStore;
import io.dmskit.local.aws.SecretsManager;
import io.dmskit.local.store.Store;
import io.dmskit.local.wire.Service;
import java.time.InstantSource;
import java.util.Map;

/**
 * DMS as far as it is carried out here: makes the parts that hold resources and puts them together. Thread-safe.
 */
public final class ControlPlane implements AutoCloseable {
    final Account account;
    final Conductor conductor;
    final Tags tags;
    final SubnetGroups subnetGroups;
    final Instances instances;
    final Endpoints endpoints;
    final Connections connections;
    final Events events;
    final Tasks tasks;
    final TaskControl control;
    final TaskMove move;
    private final TaskMetrics metrics;

    /**
     * Creates one with the resources that the store holds.
     *
     * @param account where its resources live
     * @param secrets where endpoints' credentials are
     * @param metricStore where running tasks publish metrics
     * @param store what is kept of its resources
     * @param clock tells the time
     * @param timeline lets transitions happen; closed with this
     * @param pace how fast they happen
     */
    public ControlPlane(
            Account account,
            SecretsManager secrets,
            MetricStore metricStore,
            Store store,
            InstantSource clock,
            Timeline timeline,
            Pace pace) {
        Addresses addresses = new Addresses(secrets);
        this.account = account;
        conductor = new Conductor(clock, timeline, pace, store);
        tags = new Tags(conductor, this::exists);
        events = new Events(conductor);
        subnetGroups = new SubnetGroups(account, conductor, tags, this::hasInstances);
        instances = new Instances(account, conductor, subnetGroups, tags, this::hasTasks, this::forget);
        endpoints = new Endpoints(account, conductor, tags, this::isUsed, this::forget);
        connections = new Connections(conductor, instances, endpoints, addresses);
        tasks = new Tasks(account, conductor, instances, endpoints, tags, events);
        Runs runs = new Runs(conductor, endpoints, addresses, pace.speedUp());
        control = new TaskControl(conductor, tasks, runs, events);
        move = new TaskMove(conductor, tasks, instances, events);
        metrics = new TaskMetrics(conductor, tasks, instances, metricStore, pace.metricPeriod());
        metrics.begin();
    }

    /** Returns its operations. */
    public Service service() {
        return new Operations(this).service();
    }

    /** Returns how many resources of each kind there are. */
    public Map<String, Integer> counts() {
        return conductor.now(() -> Map.of(
                "replicationInstances", instances.count(),
                "endpoints", endpoints.count(),
                "replicationTasks", tasks.all().size()));
    }

    private boolean hasInstances(String subnetGroup) {
        return instances.anyIn(subnetGroup);
    }

    private boolean hasTasks(String instanceArn) {
        return tasks.anyOn(instanceArn);
    }

    private boolean isUsed(String endpointArn) {
        return tasks.anyWith(endpointArn);
    }

    private boolean exists(String arn) {
        return instances.exists(arn)
                || endpoints.exists(arn)
                || subnetGroups.exists(arn)
                || tasks.find(arn).isPresent();
    }

    private void forget(String arn) {
        tags.forget(arn);
        connections.forget(arn);
    }

    /** Ends every run, takes away what tasks left in databases as far as these answer, and forgets all resources. */
    @Override
    public void close() {
        control.close();
        conductor.close();
    }
}
