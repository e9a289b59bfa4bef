package io.dmskit.cdk;

import io.dmskit.alarm.AlarmDefinition;
import io.dmskit.alarm.AlarmKind;
import io.dmskit.alarm.Comparison;
import io.dmskit.alarm.MissingData;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.constructs.Construct;

/** An alarm of the sdk's as one of CloudWatch's. */
final class DefinedAlarm {
    private DefinedAlarm() {}

    /** Makes the alarm, under the dimensions of what it watches. */
    static Alarm make(
            Construct scope, AlarmDefinition definition, Map<String, String> dimensions, String runbook, boolean acts) {
        return Alarm.Builder.create(scope, id(definition.kind()))
                .alarmDescription(definition.description(runbook))
                .metric(watched(definition, dimensions))
                .comparisonOperator(operator(definition.comparison()))
                .threshold(definition.threshold())
                .evaluationPeriods(definition.evaluationPeriods())
                .datapointsToAlarm(definition.datapointsToAlarm())
                .treatMissingData(missing(definition.missingData()))
                .actionsEnabled(acts)
                .build();
    }

    /** Returns {@code TargetLatency} for {@code target-latency}. */
    static String id(AlarmKind kind) {
        return Arrays.stream(kind.id().split("-", -1))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
    }

    private static IMetric watched(AlarmDefinition definition, Map<String, String> dimensions) {
        Duration period = Duration.seconds(definition.period().toSeconds());
        Metric metric = Metric.Builder.create()
                .namespace(definition.metric().namespace())
                .metricName(definition.metric().metricName())
                .dimensionsMap(dimensions)
                .statistic(definition.statistic().word())
                .period(period)
                .build();
        return definition
                .expression()
                .<IMetric>map(expression -> MathExpression.Builder.create()
                        .expression(expression)
                        .usingMetrics(Map.of(AlarmDefinition.LEVEL, metric))
                        .label(definition.label())
                        .period(period)
                        .build())
                .orElse(metric);
    }

    private static ComparisonOperator operator(Comparison comparison) {
        return switch (comparison) {
            case ABOVE -> ComparisonOperator.GREATER_THAN_THRESHOLD;
            case BELOW -> ComparisonOperator.LESS_THAN_THRESHOLD;
        };
    }

    private static TreatMissingData missing(MissingData missing) {
        return switch (missing) {
            case BREACHING -> TreatMissingData.BREACHING;
            case NOT_BREACHING -> TreatMissingData.NOT_BREACHING;
            case IGNORE -> TreatMissingData.IGNORE;
            case MISSING -> TreatMissingData.MISSING;
        };
    }
}
