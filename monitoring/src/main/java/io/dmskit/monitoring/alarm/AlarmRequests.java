package io.dmskit.monitoring.alarm;

import io.dmskit.alarm.AlarmDefinition;
import io.dmskit.alarm.AlarmKind;
import io.dmskit.alarm.Severity;
import io.dmskit.metric.MetricDimensions;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.PutCompositeAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;

/** Definitions as requests of CloudWatch: the same alarms as CDK renders. */
final class AlarmRequests {
    private static final String RISE = "expr_1";

    private AlarmRequests() {}

    /** Those that page have no actions: the composite alarm tells of them, once, however many ring. */
    static PutMetricAlarmRequest metricAlarm(
            String migration, AlarmDefinition definition, MetricDimensions dimensions, List<String> topics) {
        PutMetricAlarmRequest.Builder request = PutMetricAlarmRequest.builder()
                .alarmName(AlarmName.of(migration, definition.kind()))
                .alarmDescription(definition.description())
                .comparisonOperator(definition.comparison().word())
                .threshold(definition.threshold())
                .evaluationPeriods(definition.evaluationPeriods())
                .datapointsToAlarm(definition.datapointsToAlarm())
                .treatMissingData(definition.missingData().word())
                .actionsEnabled(true);
        if (definition.severity() == Severity.WARN) {
            request.alarmActions(topics);
        }
        int period = Math.toIntExact(definition.period().toSeconds());
        Metric metric = metric(definition, dimensions);
        return definition
                .expression()
                .map(expression -> request.metrics(rise(definition, expression), level(definition, metric, period)))
                .orElseGet(() -> request.namespace(metric.namespace())
                        .metricName(metric.metricName())
                        .dimensions(metric.dimensions())
                        .statistic(definition.statistic().word())
                        .period(period))
                .build();
    }

    static PutCompositeAlarmRequest page(String migration, Collection<String> paging, List<String> topics) {
        return PutCompositeAlarmRequest.builder()
                .alarmName(AlarmName.page(migration))
                .alarmRule(paging.stream()
                        .sorted()
                        .map(name -> "ALARM(\"" + name + "\")")
                        .collect(Collectors.joining(" OR ")))
                .alarmDescription(
                        "PAGE: " + migration + " needs somebody now; its alarms say why. " + AlarmKind.RUNBOOK)
                .actionsEnabled(true)
                .alarmActions(topics)
                .build();
    }

    private static MetricDataQuery rise(AlarmDefinition definition, String expression) {
        return MetricDataQuery.builder()
                .id(RISE)
                .expression(expression)
                .label(definition.label())
                .returnData(true)
                .build();
    }

    private static MetricDataQuery level(AlarmDefinition definition, Metric metric, int period) {
        return MetricDataQuery.builder()
                .id(AlarmDefinition.LEVEL)
                .metricStat(stat -> stat.metric(metric)
                        .period(period)
                        .stat(definition.statistic().word()))
                .returnData(false)
                .build();
    }

    private static Metric metric(AlarmDefinition definition, MetricDimensions dimensions) {
        return Metric.builder()
                .namespace(definition.metric().namespace())
                .metricName(definition.metric().metricName())
                .dimensions(new TreeMap<>(dimensions.values())
                        .entrySet().stream()
                                .map(entry -> Dimension.builder()
                                        .name(entry.getKey())
                                        .value(entry.getValue())
                                        .build())
                                .toList())
                .build();
    }
}
