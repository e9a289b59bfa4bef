package io.dmskit.monitoring.alarm;

import io.dmskit.alarm.AlarmDefinition;
import io.dmskit.alarm.AlarmKind;
import io.dmskit.alarm.Comparison;
import io.dmskit.alarm.Measure;
import io.dmskit.alarm.MissingData;
import io.dmskit.alarm.Severity;
import io.dmskit.metric.DmsMetric;
import io.dmskit.metric.DmsMetric.Statistic;
import io.dmskit.metric.MetricDimensions;
import io.dmskit.monitoring.judge.AlarmReading;
import io.dmskit.monitoring.judge.AlarmReadings;
import io.dmskit.monitoring.judge.AlarmSilence;
import io.dmskit.monitoring.judge.AlarmState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.CompositeAlarm;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.Tag;

/**
 * Reads all alarms that watch a metric of DMS, and the composite ones over them. It costs a call for each hundred alarms of the account,
 * and one for each whose actions are disabled.
 */
public final class AlarmReader {
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html
    private static final int PAGE = 100;

    private static final Pattern CHILD =
            Pattern.compile("(?:ALARM|OK|INSUFFICIENT_DATA)\\s*\\(\\s*\"?([^\")]+)\"?\\s*\\)");

    private final Function<DescribeAlarmsRequest, DescribeAlarmsResponse> describe;
    private final Function<ListTagsForResourceRequest, ListTagsForResourceResponse> tags;

    /**
     * Creates a reader.
     *
     * @param describe sends {@code DescribeAlarms}
     * @param tags sends {@code ListTagsForResource}
     */
    public AlarmReader(
            Function<DescribeAlarmsRequest, DescribeAlarmsResponse> describe,
            Function<ListTagsForResourceRequest, ListTagsForResourceResponse> tags) {
        this.describe = describe;
        this.tags = tags;
    }

    /** Returns the alarms there are. */
    public AlarmReadings read(Instant now) {
        Found found = found();
        List<AlarmReading> readings = new ArrayList<>();
        for (MetricAlarm alarm : found.alarms()) {
            readings.add(silenced(of(alarm), alarm.alarmArn()));
        }
        for (CompositeAlarm alarm : found.composites()) {
            readings.add(silenced(of(alarm), alarm.alarmArn()));
        }
        readings.sort(Comparator.comparing(AlarmReading::name));
        return new AlarmReadings(now, readings);
    }

    /** What CloudWatch has, as it describes it. */
    record Found(List<MetricAlarm> alarms, List<CompositeAlarm> composites) {}

    Found found() {
        List<MetricAlarm> alarms = new ArrayList<>();
        List<CompositeAlarm> composites = new ArrayList<>();
        String token = null;
        do {
            DescribeAlarmsResponse page = describe.apply(DescribeAlarmsRequest.builder()
                    .alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM)
                    .maxRecords(PAGE)
                    .nextToken(token)
                    .build());
            page.metricAlarms().stream().filter(AlarmReader::ofDms).forEach(alarms::add);
            composites.addAll(page.compositeAlarms());
            token = page.nextToken();
        } while (token != null && !token.isEmpty());
        Set<String> names = alarms.stream().map(MetricAlarm::alarmName).collect(Collectors.toSet());
        composites.removeIf(one -> children(one.alarmRule()).stream().noneMatch(names::contains));
        return new Found(alarms, composites);
    }

    private static boolean ofDms(MetricAlarm alarm) {
        return metric(alarm)
                .filter(one -> DmsMetric.NAMESPACE.equals(one.namespace()))
                .isPresent();
    }

    private AlarmReading silenced(AlarmReading alarm, String arn) {
        if (alarm.tells()) {
            return alarm;
        }
        Optional<AlarmSilence> silence = AlarmTags.silence(tags(arn));
        return alarm.with(silence);
    }

    List<Tag> tags(String arn) {
        return tags.apply(ListTagsForResourceRequest.builder().resourceARN(arn).build())
                .tags();
    }

    static AlarmReading of(MetricAlarm alarm) {
        return new AlarmReading(
                alarm.alarmName(),
                AlarmName.migration(alarm.alarmName()),
                definition(alarm),
                new MetricDimensions(metric(alarm).map(AlarmReader::dimensions).orElse(Map.of())),
                Set.of(),
                AlarmState.of(String.valueOf(alarm.stateValueAsString())),
                since(alarm.stateTransitionedTimestamp(), alarm.stateUpdatedTimestamp()),
                Objects.requireNonNullElse(alarm.stateReason(), ""),
                !Boolean.FALSE.equals(alarm.actionsEnabled()),
                Stream.of(alarm.alarmActions(), alarm.okActions(), alarm.insufficientDataActions())
                        .anyMatch(actions -> !actions.isEmpty()),
                Optional.empty());
    }

    static AlarmReading of(CompositeAlarm alarm) {
        return new AlarmReading(
                alarm.alarmName(),
                AlarmName.migration(alarm.alarmName()),
                Optional.empty(),
                new MetricDimensions(Map.of()),
                children(alarm.alarmRule()),
                AlarmState.of(String.valueOf(alarm.stateValueAsString())),
                since(alarm.stateTransitionedTimestamp(), alarm.stateUpdatedTimestamp()),
                Objects.requireNonNullElse(alarm.stateReason(), ""),
                !Boolean.FALSE.equals(alarm.actionsEnabled()),
                Stream.of(alarm.alarmActions(), alarm.okActions(), alarm.insufficientDataActions())
                        .anyMatch(actions -> !actions.isEmpty()),
                Optional.empty());
    }

    private static Instant since(@Nullable Instant transition, @Nullable Instant update) {
        return transition != null ? transition : Objects.requireNonNullElse(update, Instant.EPOCH);
    }

    /** A rule names alarms, or gives their ARNs. */
    static Set<String> children(@Nullable String rule) {
        Set<String> names = new HashSet<>();
        CHILD.matcher(rule == null ? "" : rule).results().forEach(child -> {
            String name = child.group(1);
            int at = name.indexOf(":alarm:");
            names.add(name.startsWith("arn:") && at >= 0 ? name.substring(at + ":alarm:".length()) : name);
        });
        return names;
    }

    /** The metric itself, or the one that an expression is about. */
    private static Optional<Metric> metric(MetricAlarm alarm) {
        if (alarm.metricName() != null) {
            return Optional.of(Metric.builder()
                    .namespace(alarm.namespace())
                    .metricName(alarm.metricName())
                    .dimensions(alarm.dimensions())
                    .build());
        }
        return level(alarm).map(query -> query.metricStat().metric());
    }

    private static Optional<MetricDataQuery> level(MetricAlarm alarm) {
        return alarm.metrics().stream()
                .filter(query ->
                        query.metricStat() != null && query.metricStat().metric() != null)
                .findFirst();
    }

    private static Map<String, String> dimensions(Metric metric) {
        Map<String, String> values = new HashMap<>();
        for (Dimension one : metric.dimensions()) {
            values.put(one.name(), one.value());
        }
        return values;
    }

    /** Returns the definition that the alarm is like; its description says which kind it is. */
    private static Optional<AlarmDefinition> definition(MetricAlarm alarm) {
        Optional<Metric> named = metric(alarm);
        Optional<AlarmKind> kind = kind(alarm.alarmDescription());
        if (named.isEmpty() || kind.isEmpty() || alarm.threshold() == null || alarm.evaluationPeriods() == null) {
            return Optional.empty();
        }
        Optional<DmsMetric> metric = metric(named.get());
        Optional<Statistic> statistic = word(Statistic.values(), Statistic::word, statistic(alarm));
        Optional<Comparison> comparison =
                word(Comparison.values(), Comparison::word, alarm.comparisonOperatorAsString());
        Optional<MissingData> missing = word(
                MissingData.values(),
                MissingData::word,
                Objects.requireNonNullElse(alarm.treatMissingData(), MissingData.MISSING.word()));
        Optional<Duration> period = period(alarm);
        if (metric.isEmpty() || statistic.isEmpty() || comparison.isEmpty() || missing.isEmpty() || period.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new AlarmDefinition(
                kind.get(),
                metric.get(),
                alarm.metricName() == null ? Measure.RISE : Measure.VALUE,
                statistic.get(),
                comparison.get(),
                alarm.threshold(),
                period.get(),
                alarm.evaluationPeriods(),
                Objects.requireNonNullElse(alarm.datapointsToAlarm(), alarm.evaluationPeriods()),
                missing.get(),
                alarm.alarmDescription().startsWith(Severity.PAGE.name()) ? Severity.PAGE : Severity.WARN));
    }

    private static Optional<AlarmKind> kind(@Nullable String description) {
        if (description == null || description.lastIndexOf('#') < 0) {
            return Optional.empty();
        }
        String anchor = description.substring(description.lastIndexOf('#') + 1);
        return Arrays.stream(AlarmKind.values())
                .filter(one -> one.id().equals(anchor))
                .findFirst();
    }

    /** A task and its instance have metrics of the same name: the dimensions tell which is meant. */
    private static Optional<DmsMetric> metric(Metric named) {
        Set<String> names = dimensions(named).keySet();
        return Arrays.stream(DmsMetric.values())
                .filter(one -> one.metricName().equals(named.metricName()))
                .filter(one ->
                        names.equals(Set.of(MetricDimensions.INSTANCE)) == (one.level() == DmsMetric.Level.INSTANCE))
                .filter(one -> one.level() != DmsMetric.Level.SERVERLESS || names.contains(MetricDimensions.SERVERLESS))
                .max(Comparator.comparing(one -> one.level() == DmsMetric.Level.SERVERLESS));
    }

    private static @Nullable String statistic(MetricAlarm alarm) {
        return alarm.metricName() != null
                ? alarm.statisticAsString()
                : level(alarm).map(query -> query.metricStat().stat()).orElse(null);
    }

    private static Optional<Duration> period(MetricAlarm alarm) {
        Integer seconds = alarm.metricName() != null
                ? alarm.period()
                : level(alarm).map(query -> query.metricStat().period()).orElse(null);
        return Optional.ofNullable(seconds)
                .filter(value -> value > 0 && value % 60 == 0)
                .map(Duration::ofSeconds);
    }

    private static <T> Optional<T> word(T[] values, Function<T, String> word, @Nullable String wanted) {
        return Arrays.stream(values)
                .filter(one -> word.apply(one).equals(wanted))
                .findFirst();
    }
}
