package io.dmskit.local.dms;

import io.dmskit.local.aws.LogStore;
import io.dmskit.local.aws.MetricSink;
import io.dmskit.local.aws.SecretTexts;
import io.dmskit.local.fault.InjectedFaults;
import io.dmskit.local.store.Store;
import io.dmskit.local.wire.Service;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.databasemigration.model.RebootReplicationInstanceRequest;
import software.amazon.awssdk.services.databasemigration.model.RebootReplicationInstanceResponse;

/**
 * DMS as far as it is carried out here: makes the parts that hold resources and puts them together. Thread-safe.
 */
public final class ControlPlane implements AutoCloseable {
    final Account account;
    final Conductor conductor;
    final Tags tags;
    final SubnetGroups subnetGroups;
    final Instances instances;
    final Certificates certificates;
    final Endpoints endpoints;
    final Connections connections;
    final Events events;
    final Tasks tasks;
    final TaskControl control;
    final TaskMove move;
    final ReplicationConfigs replicationConfigs;
    final ReplicationControl replicationControl;
    final EventSubscriptions eventSubscriptions;
    final Schemas schemas;
    final Maintenance maintenance;
    final Quotas quotas;
    private final Runs runs;
    final AssessmentRuns assessmentRuns;
    final Assessments assessments;
    final TypeAssessments typeAssessments;
    private final JobMetrics metrics;
    private final ResourceFaults resourceFaults;

    /**
     * Creates one with the resources that the store holds.
     *
     * @param account where its resources live
     * @param secrets where endpoints' credentials are
     * @param metricSink where running tasks publish metrics
     * @param logStore where runs write their logs
     * @param store what is kept of its resources
     * @param faults those that tests ask for
     * @param clock tells the time
     * @param timeline lets transitions happen; closed with this
     * @param pace how fast they happen
     */
    public ControlPlane(
            Account account,
            SecretTexts secrets,
            MetricSink metricSink,
            LogStore logStore,
            Store store,
            InjectedFaults faults,
            InstantSource clock,
            Timeline timeline,
            Pace pace) {
        Addresses addresses = new Addresses(secrets);
        this.account = account;
        conductor = new Conductor(clock, timeline, pace, store);
        tags = new Tags(conductor, this::exists);
        events = new Events(conductor);
        subnetGroups = new SubnetGroups(account, conductor, tags, this::hasMembers);
        quotas = new Quotas(account, this::used, faults);
        instances = new Instances(account, conductor, subnetGroups, tags, events, quotas, this::hasTasks, this::forget);
        certificates = new Certificates(account, conductor, tags, this::isUsedByEndpoint);
        endpoints = new Endpoints(account, conductor, tags, certificates, this::isUsed, this::forget);
        connections = new Connections(conductor, instances, endpoints, addresses, faults);
        KeptStatistics statistics = new KeptStatistics(conductor);
        tasks = new Tasks(account, conductor, instances, endpoints, tags, events, statistics, this::forget);
        TaskLogs logs = new TaskLogs(conductor, instances, logStore);
        runs = new Runs(
                conductor, endpoints, addresses, job -> obstacle(job, faults), logs, statistics, pace.speedUp());
        control = new TaskControl(conductor, tasks, runs, events);
        move = new TaskMove(conductor, tasks, instances, events);
        replicationConfigs =
                new ReplicationConfigs(account, conductor, endpoints, subnetGroups, tags, events, statistics);
        resourceFaults = new ResourceFaults(conductor, instances, endpoints, tasks, replicationConfigs, runs, events);
        replicationControl =
                new ReplicationControl(conductor, replicationConfigs, endpoints, connections, runs, events);
        eventSubscriptions = new EventSubscriptions(account, conductor, tags, this::isKnown);
        schemas = new Schemas(conductor, instances, endpoints, addresses);
        maintenance = new Maintenance(instances, tasks);
        assessmentRuns = new AssessmentRuns(conductor, tasks, tags);
        assessments = new Assessments(account, conductor, tasks, runs, assessmentRuns);
        typeAssessments = new TypeAssessments(conductor, tasks, connections, runs);
        metrics = new JobMetrics(conductor, tasks, replicationConfigs, instances, metricSink, pace.metricPeriod());
    }

    /**
     * Begins: lets everything that was on its way when an earlier process ended go on to its end, runs of tasks included. To be
     * called once, before it is served.
     */
    public void begin() {
        conductor.now(() -> {
            instances.goOn();
            endpoints.goOn();
            connections.goOn();
            tasks.goOn();
            move.goOn();
            control.goOn();
            replicationConfigs.goOn();
            replicationControl.goOn();
            eventSubscriptions.goOn();
            assessments.goOn();
            metrics.begin();
        });
    }

    /** Takes away what tasks left in databases, as far as these answer; for resources that are about to be forgotten. */
    public void cleanUp() {
        List<Job> all = conductor.now(() -> Stream.<Job>concat(tasks.all().stream(), replicationConfigs.all().stream())
                .toList());
        all.forEach(runs::cleanUp);
    }

    /** Returns its operations. */
    public Service service() {
        return new Operations(this).service();
    }

    /** Returns who does to resources what injected faults do. */
    public InjectedFaults.Effects faultEffects() {
        return resourceFaults;
    }

    /** Reboots an instance, whose runs lose their connections. */
    RebootReplicationInstanceResponse reboot(RebootReplicationInstanceRequest request) {
        RebootReplicationInstanceResponse response = instances.reboot(request);
        resourceFaults.rebooted(response.replicationInstance().replicationInstanceArn());
        return response;
    }

    /** Returns what keeps a run from its databases at the moment, if anything does. */
    private Optional<String> obstacle(Job job, InjectedFaults faults) {
        Optional<String> absent = job instanceof Task task
                ? instances.whyNotAvailable(task.definition().instanceArn())
                : Optional.empty();
        return absent.or(
                () -> Stream.of(job.definition().sourceArn(), job.definition().targetArn())
                        .map(arn -> endpoints.named(arn))
                        .flatMap(endpoint -> faults.connectionFailure(endpoint.arn(), endpoint.identifier()).stream())
                        .findFirst());
    }

    /** Returns how many resources of each kind there are. */
    public Map<String, Integer> counts() {
        return conductor.now(() -> Map.of(
                "replicationInstances", instances.count(),
                "endpoints", endpoints.count(),
                "replicationTasks", tasks.all().size(),
                "replicationConfigs", replicationConfigs.all().size()));
    }

    private boolean hasMembers(String subnetGroup) {
        return instances.anyIn(subnetGroup) || replicationConfigs.anyIn(subnetGroup);
    }

    private boolean hasTasks(String instanceArn) {
        return tasks.anyOn(instanceArn);
    }

    private boolean isUsed(String endpointArn) {
        return tasks.anyWith(endpointArn) || replicationConfigs.anyWith(endpointArn);
    }

    private boolean isUsedByEndpoint(String certificateArn) {
        return endpoints.anyWith(certificateArn);
    }

    private boolean isKnown(EventSource source, String identifier) {
        return source == EventSource.REPLICATION_INSTANCE
                ? instances.isNamed(identifier)
                : tasks.all().stream().anyMatch(task -> task.identifier().equals(identifier));
    }

    private long used(Quota quota) {
        return switch (quota) {
            case REPLICATION_INSTANCES -> instances.count();
            case ALLOCATED_STORAGE -> instances.storage();
            case REPLICATION_SUBNET_GROUPS -> subnetGroups.count();
            case ENDPOINTS -> endpoints.count();
            case REPLICATION_TASKS -> tasks.all().size();
            case REPLICATION_CONFIGS -> replicationConfigs.all().size();
            case EVENT_SUBSCRIPTIONS -> eventSubscriptions.count();
            case CERTIFICATES -> certificates.count();
        };
    }

    private boolean exists(String arn) {
        return instances.exists(arn)
                || endpoints.exists(arn)
                || subnetGroups.exists(arn)
                || certificates.exists(arn)
                || eventSubscriptions.exists(arn)
                || replicationConfigs.exists(arn)
                || tasks.find(arn).isPresent()
                || assessmentRuns.exists(arn);
    }

    private void forget(String arn) {
        tags.forget(arn);
        connections.forget(arn);
        schemas.forget(arn);
        assessmentRuns.forget(arn);
        typeAssessments.forget(arn);
    }

    /** Returns how many tasks and serverless replications have a run. */
    public int running() {
        return conductor.now(
                () -> (int) (tasks.all().stream().filter(Task::hasRun).count()
                        + replicationConfigs.all().stream()
                                .filter(ServerlessReplication::hasRun)
                                .count()));
    }

    /**
     * Ends every run. Without a durable store this is the end of all resources, and what tasks left in databases is taken away as
     * far as these answer; with one, the next control plane over it goes on.
     */
    @Override
    public void close() {
        try {
            if (conductor.isDurable()) {
                runs.leaveAll();
            } else {
                runs.endAll();
                cleanUp();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        conductor.close();
    }
}
