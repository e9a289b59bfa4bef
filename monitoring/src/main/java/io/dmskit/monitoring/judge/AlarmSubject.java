package io.dmskit.monitoring.judge;

import io.dmskit.metric.MetricDimensions;
import io.dmskit.task.ReplicationKind;
import io.dmskit.task.TaskStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an alarm may be about, and what the judge has found of it.
 *
 * @param replicates whether it is a task or a serverless replication, and no instance
 * @param dimensions under which its metrics are kept at this moment
 * @param found what is wrong with it
 * @param measured whether it is in a state of which metrics tell, and they were read
 * @param instance what it runs on, if it is a task
 */
record AlarmSubject(
        String arn,
        String name,
        boolean replicates,
        MetricDimensions dimensions,
        List<Finding> found,
        boolean measured,
        Optional<AlarmSubject> instance) {
    /** Returns replications and instances whose dimensions are known. */
    static List<AlarmSubject> of(FleetSnapshot fleet, List<Finding> found) {
        Map<String, List<Finding>> byArn = found.stream().collect(Collectors.groupingBy(Finding::arn));
        Map<String, AlarmSubject> instances = new HashMap<>();
        fleet.instances()
                .forEach(one -> instances.put(
                        one.arn(),
                        new AlarmSubject(
                                one.arn(),
                                one.identifier(),
                                false,
                                MetricDimensions.ofInstance(one.identifier()),
                                byArn.getOrDefault(one.arn(), List.of()),
                                one.metrics().isPresent(),
                                Optional.empty())));
        List<AlarmSubject> all = new ArrayList<>();
        for (ReplicationSnapshot one : fleet.replications()) {
            Optional<AlarmSubject> instance =
                    Optional.ofNullable(instances.get(one.task().replicationInstanceArn()));
            dimensions(one, instance)
                    .ifPresent(dimensions -> all.add(new AlarmSubject(
                            one.task().arn(),
                            one.task().identifier(),
                            true,
                            dimensions,
                            byArn.getOrDefault(one.task().arn(), List.of()),
                            one.task().status().equals(TaskStatus.RUNNING)
                                    && one.metrics().isPresent(),
                            instance)));
        }
        all.addAll(instances.values());
        return all;
    }

    private static Optional<MetricDimensions> dimensions(ReplicationSnapshot one, Optional<AlarmSubject> instance) {
        return one.task().kind() == ReplicationKind.SERVERLESS
                ? Optional.of(MetricDimensions.ofReplication(one.task().arn()))
                : instance.map(
                        on -> MetricDimensions.ofTask(on.name(), one.task().arn()));
    }
}
