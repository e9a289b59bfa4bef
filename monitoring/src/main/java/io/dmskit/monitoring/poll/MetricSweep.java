package io.dmskit.monitoring.poll;

import io.dmskit.metric.DmsMetric;
import io.dmskit.metric.MetricDimensions;
import io.dmskit.monitoring.judge.MetricReading;
import io.dmskit.monitoring.judge.MetricReadings;
import io.dmskit.monitoring.poll.CallBudget.Work;
import io.dmskit.task.ReplicationKind;
import io.dmskit.task.TaskSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;

/** Reads the metrics that are due, as many a call as CloudWatch takes. Used by one thread. */
final class MetricSweep {
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html
    private static final int AT_ONCE = 500;

    /** Metrics come with gaps and late: what is older than so many periods says nothing about now. */
    private static final int PERIODS = 10;

    private static final Duration SHORTEST_WINDOW = Duration.ofSeconds(15);

    private static final List<DmsMetric> OF_INSTANCE = List.of(
            DmsMetric.AVAILABLE_MEMORY,
            DmsMetric.INSTANCE_SWAP_USAGE,
            DmsMetric.FREE_STORAGE_SPACE,
            DmsMetric.INSTANCE_CPU_UTILIZATION);

    private final CloudWatchClient client;
    private final Calls calls;
    private final FleetPoller.Pace pace;
    private final Map<String, MetricReadings> instanceReadings = new HashMap<>();

    /** Whose metrics are wanted, and who is told of them. */
    private record Subject(MetricDimensions dimensions, Collection<DmsMetric> metrics, Consumer<MetricReadings> told) {}

    /** One question. */
    private record Asked(int subject, DmsMetric metric, MetricDimensions dimensions) {}

    MetricSweep(CloudWatchClient client, Calls calls, FleetPoller.Pace pace) {
        this.client = client;
        this.calls = calls;
        this.pace = pace;
    }

    Optional<MetricReadings> ofInstance(String arn) {
        return Optional.ofNullable(instanceReadings.get(arn));
    }

    void read(Collection<Held> replications, Instances instances, Set<String> hurried, Instant now) {
        List<Subject> due = new ArrayList<>();
        for (Held one : replications) {
            Duration interval = one.fast(hurried, now) ? pace.fastMetrics() : pace.slowMetrics();
            if (one.running() && isDue(one.metricsReadAt(), interval, now)) {
                dimensions(one.task(), instances)
                        .ifPresent(found -> due.add(new Subject(found, one.wanted(), one::metrics)));
            }
        }
        for (String arn : instances.arns()) {
            Optional<Instant> readAt = ofInstance(arn).map(MetricReadings::readAt);
            Duration interval = hurried.contains(arn) ? pace.fastMetrics() : pace.slowMetrics();
            if (isDue(readAt, interval, now)) {
                instances
                        .identifier(arn)
                        .map(MetricDimensions::ofInstance)
                        .ifPresent(found -> due.add(
                                new Subject(found, OF_INSTANCE, readings -> instanceReadings.put(arn, readings))));
            }
        }
        instanceReadings.keySet().retainAll(instances.arns());
        ask(due, now);
    }

    private static boolean isDue(Optional<Instant> readAt, Duration interval, Instant now) {
        return readAt.filter(read -> !FleetPoller.Pace.isOver(read, interval, now))
                .isEmpty();
    }

    /** Names come from the ARN of this moment: what was made again has others. */
    private static Optional<MetricDimensions> dimensions(TaskSnapshot task, Instances instances) {
        return task.kind() == ReplicationKind.SERVERLESS
                ? Optional.of(MetricDimensions.ofReplication(task.arn()))
                : instances
                        .identifier(task.replicationInstanceArn())
                        .map(instance -> MetricDimensions.ofTask(instance, task.arn()));
    }

    private void ask(List<Subject> due, Instant now) {
        List<Asked> questions = new ArrayList<>();
        for (int i = 0; i < due.size(); i++) {
            for (DmsMetric metric : due.get(i).metrics()) {
                questions.add(new Asked(i, metric, due.get(i).dimensions()));
            }
        }
        List<Map<DmsMetric, List<MetricReading>>> answers = new ArrayList<>();
        due.forEach(subject -> answers.add(new EnumMap<>(DmsMetric.class)));
        for (int first = 0; first < questions.size(); first += AT_ONCE) {
            ask(questions.subList(first, Math.min(first + AT_ONCE, questions.size())), answers, now);
        }
        for (int i = 0; i < due.size(); i++) {
            due.get(i).told().accept(new MetricReadings(now, answers.get(i)));
        }
    }

    private void ask(List<Asked> questions, List<Map<DmsMetric, List<MetricReading>>> answers, Instant now) {
        List<MetricDataQuery> queries = new ArrayList<>();
        for (int i = 0; i < questions.size(); i++) {
            queries.add(query("m" + i, questions.get(i)));
        }
        // Only whole periods: the current one is still filling.
        long period = pace.metricPeriod().toSeconds();
        Instant end = Instant.ofEpochSecond(now.getEpochSecond() / period * period);
        String token = null;
        do {
            String from = token;
            GetMetricDataResponse page = calls.send(Work.METRICS, "GetMetricData", () -> {
                calls.metricsRequested(queries.size());
                return client.getMetricData(request -> request.overrideConfiguration(calls.once())
                        .metricDataQueries(queries)
                        .startTime(end.minus(window()))
                        .endTime(end)
                        .scanBy(ScanBy.TIMESTAMP_ASCENDING)
                        .nextToken(from));
            });
            page.metricDataResults().forEach(result -> take(result, questions, answers));
            token = page.nextToken();
        } while (token != null && !token.isEmpty());
    }

    /** No point falls between two looks, and none comes so late that it is missed. */
    private Duration window() {
        return Stream.of(
                        SHORTEST_WINDOW,
                        pace.metricPeriod().multipliedBy(PERIODS),
                        pace.slowMetrics().multipliedBy(2))
                .max(Duration::compareTo)
                .orElseThrow();
    }

    private static void take(
            MetricDataResult result, List<Asked> questions, List<Map<DmsMetric, List<MetricReading>>> answers) {
        Asked asked = questions.get(Integer.parseInt(result.id().substring(1)));
        List<MetricReading> points =
                answers.get(asked.subject()).computeIfAbsent(asked.metric(), any -> new ArrayList<>());
        for (int i = 0; i < Math.min(result.timestamps().size(), result.values().size()); i++) {
            points.add(new MetricReading(
                    result.timestamps().get(i), result.values().get(i)));
        }
    }

    private MetricDataQuery query(String id, Asked asked) {
        Metric named = Metric.builder()
                .namespace(asked.metric().namespace())
                .metricName(asked.metric().metricName())
                .dimensions(asked.dimensions().values().entrySet().stream()
                        .map(entry -> Dimension.builder()
                                .name(entry.getKey())
                                .value(entry.getValue())
                                .build())
                        .toList())
                .build();
        return MetricDataQuery.builder()
                .id(id)
                .metricStat(stat -> stat.metric(named)
                        .period(Math.toIntExact(pace.metricPeriod().toSeconds()))
                        .stat(asked.metric().statistic().word()))
                .build();
    }
}
