package io.dmskit.local.aws;

import io.dmskit.local.aws.MetricStore.MetricName;
import io.dmskit.local.wire.Fault;
import io.dmskit.local.wire.Service;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.DimensionFilter;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsResponse;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsResponse;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.MetricStat;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

/** CloudWatch as far as migrations need it: metrics, without alarms and expressions. Thread-safe. */
public final class CloudWatch {
    private static final int LIST_PAGE = 500;

    private final MetricStore store;
    private final InstantSource clock;

    /** Creates one over these metrics. */
    public CloudWatch(MetricStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Returns its operations. */
    public Service service() {
        return new Service("CloudWatch", "GraniteServiceVersion20100801")
                .on("PutMetricData", PutMetricDataRequest::builder, this::put)
                .on("GetMetricData", GetMetricDataRequest::builder, this::data)
                .on("GetMetricStatistics", GetMetricStatisticsRequest::builder, this::statistics)
                .on("ListMetrics", ListMetricsRequest::builder, this::list);
    }

    private PutMetricDataResponse put(PutMetricDataRequest request) {
        String namespace = required("Namespace", request.namespace());
        for (MetricDatum datum : request.metricData()) {
            MetricName name = new MetricName(
                    namespace, required("MetricName", datum.metricName()), dimensions(datum.dimensions()));
            Instant at = datum.timestamp() == null ? clock.instant() : datum.timestamp();
            store.put(name, new MetricStore.Point(at, observed(datum), unit(datum.unitAsString())));
        }
        return PutMetricDataResponse.builder().build();
    }

    private static Statistics observed(MetricDatum datum) {
        if (datum.value() != null) {
            return Statistics.of(datum.value(), 1);
        }
        if (datum.statisticValues() != null) {
            return new Statistics(
                    datum.statisticValues().sampleCount(),
                    datum.statisticValues().sum(),
                    datum.statisticValues().minimum(),
                    datum.statisticValues().maximum());
        }
        return IntStream.range(0, datum.values().size())
                .mapToObj(index -> Statistics.of(
                        datum.values().get(index),
                        datum.counts().isEmpty() ? 1 : datum.counts().get(index)))
                .reduce(Statistics::plus)
                .orElseThrow(() -> new Fault(
                        "MissingRequiredParameterException",
                        "metric " + datum.metricName() + " has no Value, Values or StatisticValues"));
    }

    private GetMetricDataResponse data(GetMetricDataRequest request) {
        return GetMetricDataResponse.builder()
                .metricDataResults(request.metricDataQueries().stream()
                        .filter(query -> !Boolean.FALSE.equals(query.returnData()))
                        .map(query -> result(query, request))
                        .toList())
                .build();
    }

    private MetricDataResult result(MetricDataQuery query, GetMetricDataRequest request) {
        MetricStat wanted = Optional.ofNullable(query.metricStat())
                .orElseThrow(() -> new Fault(
                        "ValidationError",
                        "query " + query.id() + " has no MetricStat; dmskit-local does not compute expressions"));
        MetricName name = new MetricName(
                required("Namespace", wanted.metric().namespace()),
                required("MetricName", wanted.metric().metricName()),
                dimensions(wanted.metric().dimensions()));
        boolean ascending = request.scanBy() == ScanBy.TIMESTAMP_ASCENDING;
        Map<Instant, Statistics> inTimeOrder =
                store.buckets(name, time(request.startTime()), time(request.endTime()), period(wanted.period()));
        List<Map.Entry<Instant, Statistics>> buckets = inTimeOrder.entrySet().stream()
                .sorted(
                        ascending
                                ? Map.Entry.comparingByKey()
                                : Map.Entry.<Instant, Statistics>comparingByKey()
                                        .reversed())
                .toList();
        return MetricDataResult.builder()
                .id(query.id())
                .label(query.label() == null ? name.name() : query.label())
                .timestamps(buckets.stream().map(Map.Entry::getKey).toList())
                .values(buckets.stream()
                        .map(bucket -> bucket.getValue().get(wanted.stat()))
                        .toList())
                .statusCode(StatusCode.COMPLETE)
                .build();
    }

    private GetMetricStatisticsResponse statistics(GetMetricStatisticsRequest request) {
        MetricName name = new MetricName(
                required("Namespace", request.namespace()),
                required("MetricName", request.metricName()),
                dimensions(request.dimensions()));
        String unit = store.unit(name);
        return GetMetricStatisticsResponse.builder()
                .label(name.name())
                .datapoints(store
                        .buckets(name, time(request.startTime()), time(request.endTime()), period(request.period()))
                        .entrySet()
                        .stream()
                        .map(bucket -> datapoint(bucket.getKey(), bucket.getValue(), request.statistics(), unit))
                        .toList())
                .build();
    }

    private static Datapoint datapoint(Instant at, Statistics values, List<Statistic> wanted, String unit) {
        return Datapoint.builder()
                .timestamp(at)
                .unit(unit)
                .average(wanted.contains(Statistic.AVERAGE) ? values.average() : null)
                .sum(wanted.contains(Statistic.SUM) ? values.sum() : null)
                .minimum(wanted.contains(Statistic.MINIMUM) ? values.minimum() : null)
                .maximum(wanted.contains(Statistic.MAXIMUM) ? values.maximum() : null)
                .sampleCount(wanted.contains(Statistic.SAMPLE_COUNT) ? values.count() : null)
                .build();
    }

    private ListMetricsResponse list(ListMetricsRequest request) {
        List<MetricName> met = store.names().stream()
                .filter(name ->
                        request.namespace() == null || request.namespace().equals(name.namespace()))
                .filter(name ->
                        request.metricName() == null || request.metricName().equals(name.name()))
                .filter(name -> request.dimensions().stream().allMatch(filter -> matches(name, filter)))
                .toList();
        int from = request.nextToken() == null ? 0 : Math.min(met.size(), number(request.nextToken()));
        int to = Math.min(met.size(), from + LIST_PAGE);
        return ListMetricsResponse.builder()
                .metrics(met.subList(from, to).stream().map(CloudWatch::metric).toList())
                .nextToken(to < met.size() ? String.valueOf(to) : null)
                .build();
    }

    private static boolean matches(MetricName name, DimensionFilter filter) {
        String value = name.dimensions().get(filter.name());
        return value != null && (filter.value() == null || filter.value().equals(value));
    }

    private static Metric metric(MetricName name) {
        return Metric.builder()
                .namespace(name.namespace())
                .metricName(name.name())
                .dimensions(name.dimensions().entrySet().stream()
                        .sorted(Comparator.comparing(Map.Entry::getKey))
                        .map(entry -> Dimension.builder()
                                .name(entry.getKey())
                                .value(entry.getValue())
                                .build())
                        .toList())
                .build();
    }

    private static Map<String, String> dimensions(List<Dimension> dimensions) {
        return dimensions.stream()
                .collect(Collectors.toMap(Dimension::name, Dimension::value, (first, second) -> second));
    }

    /** Periods are 1, 5, 10, 20, 30 or a multiple of 60 seconds. */
    private static Duration period(@Nullable Integer seconds) {
        if (seconds == null || seconds < 1 || (!List.of(1, 5, 10, 20, 30).contains(seconds) && seconds % 60 != 0)) {
            throw new Fault(
                    "ValidationError",
                    "the parameter Period is " + seconds + "; allowed are 1, 5, 10, 20, 30 and multiples of 60");
        }
        return Duration.ofSeconds(seconds);
    }

    private static Instant time(@Nullable Instant time) {
        if (time == null) {
            throw new Fault("ValidationError", "the parameters StartTime and EndTime must be provided");
        }
        return time;
    }

    private static String required(String parameter, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw new Fault("ValidationError", "the parameter " + parameter + " must be provided");
        }
        return value;
    }

    private static String unit(@Nullable String unit) {
        return unit == null ? "None" : unit;
    }

    private static int number(String token) {
        try {
            return Math.max(0, Integer.parseInt(token));
        } catch (NumberFormatException e) {
            throw new Fault("InvalidNextToken", "the parameter NextToken is not one that an earlier answer gave");
        }
    }
}
