package io.dmskit.local.aws;

import io.dmskit.local.aws.MetricStore.MetricName;
import io.dmskit.local.wire.Service;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import software.amazon.awssdk.services.cloudwatch.model.DimensionFilter;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsResponse;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;

/** CloudWatch as far as migrations need it: metrics without expressions, and alarms. Thread-safe. */
public final class CloudWatch {
    private static final int LIST_PAGE = 500;
    private static final int MAX_FILTERS = 10;
    private static final Duration LISTED = Duration.ofDays(14);
    private static final Duration RECENTLY = Duration.ofHours(3);

    private final MetricStore store;
    private final InstantSource clock;
    private final CloudWatchAlarms alarms;

    /** Creates one over these metrics, for this region and account. */
    public CloudWatch(MetricStore store, String region, String account, InstantSource clock) {
        this.store = store;
        this.clock = clock;
        this.alarms = new CloudWatchAlarms(store, region, account, clock);
    }

    /** Returns its operations. */
    public Service service() {
        return alarms.into(new Service("CloudWatch", "GraniteServiceVersion20100801")
                .inQuery("2010-08-01", "http://monitoring.amazonaws.com/doc/2010-08-01/")
                .on("PutMetricData", PutMetricDataRequest::builder, new MetricPut(store, clock)::put)
                .on("GetMetricData", GetMetricDataRequest::builder, new MetricData(store, clock)::get)
                .on("GetMetricStatistics", GetMetricStatisticsRequest::builder, new MetricStatistics(store, clock)::get)
                .on("ListMetrics", ListMetricsRequest::builder, this::list));
    }

    private ListMetricsResponse list(ListMetricsRequest request) {
        if (request.dimensions().size() > MAX_FILTERS) {
            throw CloudWatchFaults.invalidValue(
                    "ListMetrics has " + request.dimensions().size() + " Dimensions; allowed are " + MAX_FILTERS);
        }
        List<MetricName> met = store.names(activeSince(request)).stream()
                .filter(name ->
                        request.namespace() == null || request.namespace().equals(name.namespace()))
                .filter(name ->
                        request.metricName() == null || request.metricName().equals(name.name()))
                .filter(name -> request.dimensions().stream().allMatch(filter -> matches(name, filter)))
                .toList();
        int from = Math.min(met.size(), MetricData.offset(request.nextToken()));
        int to = Math.min(met.size(), from + LIST_PAGE);
        return ListMetricsResponse.builder()
                .metrics(met.subList(from, to).stream().map(MetricNames::metric).toList())
                .nextToken(to < met.size() ? MetricData.token(to) : null)
                .build();
    }

    private Instant activeSince(ListMetricsRequest request) {
        String recently = request.recentlyActiveAsString();
        if (recently != null && !recently.equals("PT3H")) {
            throw CloudWatchFaults.invalidValue(
                    "The value " + recently + " for parameter RecentlyActive is invalid; allowed is PT3H.");
        }
        return clock.instant().minus(recently == null ? LISTED : RECENTLY);
    }

    private static boolean matches(MetricName name, DimensionFilter filter) {
        String value = name.dimensions().get(filter.name());
        return value != null && (filter.value() == null || filter.value().equals(value));
    }
}
