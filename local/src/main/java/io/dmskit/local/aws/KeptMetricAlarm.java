package io.dmskit.local.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;

/** An alarm on a metric. It is evaluated when somebody looks, for each period that has ended since. */
final class KeptMetricAlarm extends KeptAlarm {
    private static final Set<String> MISSING = Set.of("breaching", "notBreaching", "ignore", "missing");
    private static final Set<ComparisonOperator> OPERATORS = Set.of(
            ComparisonOperator.GREATER_THAN_THRESHOLD,
            ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
            ComparisonOperator.LESS_THAN_THRESHOLD,
            ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD);

    /** Periods that ended longer ago have left no trace in the state. */
    private static final int CAUGHT_UP = 180;

    private PutMetricAlarmRequest request;
    private AlarmSeries series;
    private AlarmEvaluation evaluation;
    private @Nullable Instant evaluatedTo;

    KeptMetricAlarm(PutMetricAlarmRequest request, String arn, Instant now) {
        super(request.alarmName(), arn, now);
        this.request = request;
        this.series = AlarmSeries.of(request);
        this.evaluation = evaluation(request);
        this.acts = !Boolean.FALSE.equals(request.actionsEnabled());
    }

    /** Puts another configuration in place of the one before; the state stays until it is evaluated. */
    void put(PutMetricAlarmRequest next, Instant now) {
        AlarmSeries watched = AlarmSeries.of(next);
        evaluation = evaluation(next);
        series = watched;
        request = next;
        acts = !Boolean.FALSE.equals(next.actionsEnabled());
        configuredAt = now;
        evaluatedTo = null;
    }

    private static AlarmEvaluation evaluation(PutMetricAlarmRequest request) {
        String missing = Objects.requireNonNullElse(request.treatMissingData(), "missing");
        if (request.evaluationPeriods() == null || request.evaluationPeriods() < 1) {
            throw CloudWatchFaults.missing("The parameter EvaluationPeriods is required, and is at least 1.");
        }
        if (request.threshold() == null) {
            throw CloudWatchFaults.missing("The parameter Threshold is required.");
        }
        if (!MISSING.contains(missing)) {
            throw CloudWatchFaults.invalidValue("TreatMissingData is " + missing + "; allowed are " + MISSING);
        }
        if (request.comparisonOperator() == null || !OPERATORS.contains(request.comparisonOperator())) {
            throw CloudWatchFaults.invalidValue("ComparisonOperator is " + request.comparisonOperatorAsString()
                    + "; dmskit-local evaluates " + OPERATORS);
        }
        int toAlarm = Objects.requireNonNullElse(request.datapointsToAlarm(), request.evaluationPeriods());
        if (toAlarm < 1 || toAlarm > request.evaluationPeriods()) {
            throw CloudWatchFaults.invalidValue(
                    "DatapointsToAlarm is " + toAlarm + "; allowed are 1 to " + request.evaluationPeriods());
        }
        return new AlarmEvaluation(
                request.comparisonOperator(), request.threshold(), request.evaluationPeriods(), toAlarm, missing);
    }

    void evaluate(MetricStore store, Instant now) {
        Instant newest = series.end(now);
        Duration period = series.period();
        Instant first = evaluatedTo == null ? newest : evaluatedTo.plus(period);
        Instant earliest = newest.minus(period.multipliedBy(CAUGHT_UP));
        for (Instant end = first.isBefore(earliest) ? earliest : first; !end.isAfter(newest); end = end.plus(period)) {
            NavigableMap<Instant, Double> values =
                    series.values(store, end, evaluation.periods() + AlarmEvaluation.BRIDGED);
            state(
                    evaluation.state(values, end, period, state()),
                    "Threshold Crossed: " + values.size() + " datapoints " + values.values() + ", threshold "
                            + evaluation.threshold(),
                    end.isBefore(configuredAt) ? configuredAt : end);
        }
        evaluatedTo = newest;
    }

    /** What was set by hand is looked at anew. */
    void evaluateAnew() {
        evaluatedTo = null;
    }

    @Override
    AlarmType type() {
        return AlarmType.METRIC_ALARM;
    }

    MetricAlarm described() {
        return MetricAlarm.builder()
                .alarmName(name)
                .alarmArn(arn)
                .alarmDescription(request.alarmDescription())
                .alarmConfigurationUpdatedTimestamp(configuredAt)
                .actionsEnabled(acts)
                .okActions(request.okActions())
                .alarmActions(request.alarmActions())
                .insufficientDataActions(request.insufficientDataActions())
                .stateValue(state())
                .stateReason(reason())
                .stateUpdatedTimestamp(stateSince())
                .stateTransitionedTimestamp(stateSince())
                .metricName(request.metricName())
                .namespace(request.namespace())
                .statistic(request.statisticAsString())
                .dimensions(request.dimensions())
                .period(request.period())
                .unit(request.unitAsString())
                .evaluationPeriods(request.evaluationPeriods())
                .datapointsToAlarm(request.datapointsToAlarm())
                .threshold(request.threshold())
                .comparisonOperator(request.comparisonOperatorAsString())
                .treatMissingData(request.treatMissingData())
                .metrics(request.metrics())
                .build();
    }
}
