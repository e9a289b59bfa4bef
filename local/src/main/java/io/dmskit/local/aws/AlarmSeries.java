package io.dmskit.local.aws;

import io.dmskit.local.aws.MetricStore.MetricName;
import io.dmskit.local.aws.MetricStore.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;

/**
 * What an alarm watches: a metric, or how much it rises from period to period.
 *
 * @param name the metric
 * @param stat how the points of a period are put together
 * @param period how long a period is
 * @param rise whether it is {@code DIFF} of the metric
 */
record AlarmSeries(MetricName name, Stat stat, Duration period, boolean rise) {
    private static final Pattern DIFF = Pattern.compile("DIFF\\(\\s*([a-z][A-Za-z0-9_]*)\\s*\\)");

    static AlarmSeries of(PutMetricAlarmRequest request) {
        if (request.metricName() != null) {
            return new AlarmSeries(
                    MetricNames.of(request.namespace(), request.metricName(), request.dimensions()),
                    Stat.named(request.statisticAsString()),
                    period(request.period()),
                    false);
        }
        return ofMath(request.metrics());
    }

    private static AlarmSeries ofMath(List<MetricDataQuery> queries) {
        Map<String, MetricDataQuery> metrics = queries.stream()
                .filter(query ->
                        query.metricStat() != null && query.metricStat().metric() != null)
                .collect(Collectors.toMap(MetricDataQuery::id, query -> query));
        List<MetricDataQuery> returned = queries.stream()
                .filter(query -> !Boolean.FALSE.equals(query.returnData()))
                .toList();
        if (returned.size() != 1) {
            throw CloudWatchFaults.validation("an alarm looks at one series: of its Metrics " + returned.size()
                    + " have ReturnData, and one must");
        }
        MetricDataQuery one = returned.get(0);
        Matcher diff = DIFF.matcher(String.valueOf(one.expression()));
        boolean rise = one.expression() != null && diff.matches();
        MetricDataQuery metric = rise ? metrics.get(diff.group(1)) : metrics.get(one.id());
        if (metric == null) {
            throw CloudWatchFaults.validation(
                    "dmskit-local evaluates alarms on a metric and on DIFF(metric); the expression is \""
                            + one.expression() + "\"");
        }
        return new AlarmSeries(
                MetricNames.of(
                        metric.metricStat().metric().namespace(),
                        metric.metricStat().metric().metricName(),
                        metric.metricStat().metric().dimensions()),
                Stat.named(metric.metricStat().stat()),
                period(metric.metricStat().period()),
                rise);
    }

    private static Duration period(@Nullable Integer seconds) {
        if (seconds == null || seconds < 1 || (seconds < 60 ? 60 % seconds != 0 : seconds % 60 != 0)) {
            throw CloudWatchFaults.validation(
                    "the Period of an alarm is " + seconds + "; allowed are 10, 20, 30 and multiples of 60");
        }
        return Duration.ofSeconds(seconds);
    }

    /** Returns the end of the newest period that is over. */
    Instant end(Instant now) {
        long seconds = period.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(now.getEpochSecond(), seconds) * seconds);
    }

    /** Returns the values of so many periods before an end, by the beginning of their periods. */
    NavigableMap<Instant, Double> values(MetricStore store, Instant end, int periods) {
        Span span = new Span(end.minus(period.multipliedBy(periods + (rise ? 1L : 0L))), end, period);
        NavigableMap<Instant, Double> values = new TreeMap<>();
        store.periods(name, span, any -> true)
                .forEach((at, statistics) -> stat.of(statistics).ifPresent(value -> values.put(at, value)));
        return rise ? rises(values) : values;
    }

    private static NavigableMap<Instant, Double> rises(NavigableMap<Instant, Double> values) {
        NavigableMap<Instant, Double> rises = new TreeMap<>();
        Double before = null;
        for (Map.Entry<Instant, Double> one : values.entrySet()) {
            if (before != null) {
                rises.put(one.getKey(), one.getValue() - before);
            }
            before = one.getValue();
        }
        return rises;
    }
}
