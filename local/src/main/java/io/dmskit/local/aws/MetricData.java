package io.dmskit.local.aws;

import io.dmskit.local.aws.MetricStore.MetricName;
import io.dmskit.local.aws.MetricStore.Span;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.MetricStat;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

/**
 * GetMetricData: several metrics at once, page by page. A page ends where it is full, in the midst of a metric if need be, which
 * then is {@code PartialData}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html">GetMetricData</a>
 */
final class MetricData {
    private static final int MAX_QUERIES = 500;
    private static final int MAX_DATAPOINTS = 100_800;

    private final MetricStore store;
    private final InstantSource clock;

    /** One metric's points, in the order asked for. */
    private record Series(String id, String label, List<Instant> times, List<Double> values) {
        /** Returns the result that holds the points of a page, which begins and ends at these places of the series. */
        MetricDataResult cut(int from, int to) {
            return MetricDataResult.builder()
                    .id(id)
                    .label(label)
                    .timestamps(times.subList(from, to))
                    .values(values.subList(from, to))
                    .statusCode(to < values.size() ? StatusCode.PARTIAL_DATA : StatusCode.COMPLETE)
                    .build();
        }
    }

    MetricData(MetricStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    GetMetricDataResponse get(GetMetricDataRequest request) {
        checkIds(request.metricDataQueries());
        List<Series> all = request.metricDataQueries().stream()
                .map(query -> series(query, request))
                .toList();
        List<Series> returned = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (!Boolean.FALSE.equals(request.metricDataQueries().get(i).returnData())) {
                returned.add(all.get(i));
            }
        }
        return page(returned, offset(request.nextToken()), pageSize(request.maxDatapoints()));
    }

    private static GetMetricDataResponse page(List<Series> series, int from, int size) {
        List<MetricDataResult> results = new ArrayList<>();
        int begin = 0;
        int end = from + size;
        for (Series one : series) {
            int length = one.values().size();
            int first = Math.min(length, Math.max(0, from - begin));
            int last = Math.min(length, Math.max(0, end - begin));
            if (last > first || (length == 0 && from == 0)) {
                results.add(one.cut(first, last));
            }
            begin += length;
        }
        return GetMetricDataResponse.builder()
                .metricDataResults(results)
                .nextToken(end < begin ? token(end) : null)
                .build();
    }

    private static void checkIds(List<MetricDataQuery> queries) {
        if (queries.isEmpty() || queries.size() > MAX_QUERIES) {
            throw CloudWatchFaults.validation(
                    "the request has " + queries.size() + " MetricDataQueries; allowed are 1 to " + MAX_QUERIES);
        }
        Set<String> ids = new HashSet<>();
        for (MetricDataQuery query : queries) {
            String id = query.id();
            if (id == null || !id.matches("[a-z][a-zA-Z0-9_]{0,254}") || !ids.add(id)) {
                throw CloudWatchFaults.validation("the Id \"" + id + "\" is taken or not valid; an Id is unique in its"
                        + " request, begins with a lower-case letter and has letters, digits and underscores");
            }
        }
    }

    private Series series(MetricDataQuery query, GetMetricDataRequest request) {
        if (query.expression() != null || query.metricStat() == null) {
            throw CloudWatchFaults.validation(
                    "query " + query.id() + " has no MetricStat: dmskit-local does not compute"
                            + " expressions (metric math, Metrics Insights); ask for the metrics themselves");
        }
        MetricStat wanted = query.metricStat();
        if (wanted.metric() == null) {
            throw CloudWatchFaults.missing("The parameter MetricStat.Metric is required.");
        }
        MetricName name = MetricNames.of(
                wanted.metric().namespace(),
                wanted.metric().metricName(),
                wanted.metric().dimensions());
        Stat stat = Stat.named(wanted.stat());
        Span span = MetricPeriods.span(request.startTime(), request.endTime(), wanted.period(), clock.instant());
        List<Instant> times = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        store.periods(name, span, MetricNames.unit(wanted.unitAsString())).forEach((time, statistics) -> {
            OptionalDouble value = stat.of(statistics);
            if (value.isPresent()) {
                times.add(time);
                values.add(value.getAsDouble());
            }
        });
        if (request.scanBy() != ScanBy.TIMESTAMP_ASCENDING) {
            Collections.reverse(times);
            Collections.reverse(values);
        }
        return new Series(query.id(), query.label() == null ? name.name() : query.label(), times, values);
    }

    private static int pageSize(@Nullable Integer asked) {
        if (asked != null && (asked < 1 || asked > MAX_DATAPOINTS)) {
            throw CloudWatchFaults.validation(
                    "the parameter MaxDatapoints is " + asked + "; allowed are 1 to " + MAX_DATAPOINTS);
        }
        return asked == null ? MAX_DATAPOINTS : asked;
    }

    static String token(int offset) {
        return Base64.getUrlEncoder().encodeToString(("points:" + offset).getBytes(StandardCharsets.UTF_8));
    }

    static int offset(@Nullable String token) {
        if (token == null) {
            return 0;
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.matches("points:\\d{1,9}")) {
                return Integer.parseInt(text.substring("points:".length()));
            }
        } catch (IllegalArgumentException e) {
            // Not base64: refused below like every other token that is not ours.
        }
        throw CloudWatchFaults.invalidToken();
    }
}
