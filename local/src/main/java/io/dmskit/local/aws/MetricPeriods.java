package io.dmskit.local.aws;

import io.dmskit.local.aws.MetricStore.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The spans that CloudWatch makes of a request's times: the beginning is rounded down to the minute, or to the period when that is
 * shorter, and coarser for older times; periods are counted from there, not from the full hour.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html">GetMetricStatistics</a>
 */
final class MetricPeriods {
    private static final List<Integer> SHORT = List.of(1, 5, 10, 20, 30);
    private static final Duration MINUTES_KEPT = Duration.ofDays(15);
    private static final Duration FIVE_MINUTES_KEPT = Duration.ofDays(63);

    private MetricPeriods() {}

    static Span span(@Nullable Instant from, @Nullable Instant to, @Nullable Integer period, Instant now) {
        if (from == null || to == null) {
            throw CloudWatchFaults.missing("The parameters StartTime and EndTime are required.");
        }
        if (!from.isBefore(to)) {
            throw CloudWatchFaults.validation("The parameter StartTime must be less than the parameter EndTime: " + from
                    + " is not before " + to);
        }
        int seconds = checked(period);
        long step = seconds < 60 ? seconds : step(Duration.between(from, now));
        long start = Math.floorDiv(from.getEpochSecond(), step) * step;
        return new Span(Instant.ofEpochSecond(start), to, Duration.ofSeconds(seconds));
    }

    private static long step(Duration age) {
        if (age.compareTo(MINUTES_KEPT) <= 0) {
            return 60;
        }
        return age.compareTo(FIVE_MINUTES_KEPT) <= 0 ? 300 : 3600;
    }

    private static int checked(@Nullable Integer seconds) {
        if (seconds == null) {
            throw CloudWatchFaults.missing("The parameter Period is required.");
        }
        if (seconds < 1 || (!SHORT.contains(seconds) && seconds % 60 != 0)) {
            throw CloudWatchFaults.validation(
                    "the parameter Period is " + seconds + "; allowed are 1, 5, 10, 20, 30 and multiples of 60");
        }
        return seconds;
    }
}
