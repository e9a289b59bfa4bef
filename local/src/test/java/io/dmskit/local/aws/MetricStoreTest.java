package io.dmskit.local.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.local.aws.MetricStore.MetricName;
import io.dmskit.local.aws.MetricStore.Point;
import io.dmskit.local.aws.MetricStore.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MetricStoreTest {
    private static final Instant START = Instant.parse("2026-11-27T00:00:00Z");
    private static final MetricName NAME = new MetricName("mine", "latency", Map.of());

    private final MetricStore store = new MetricStore();

    @Test
    void putsAsManyPointsTogetherAsItKeeps() {
        for (int i = 1; i <= 21_600; i++) {
            for (double value : new double[] {i, -i}) {
                store.put(NAME, START.plusMillis(i), value, "None");
            }
        }

        Statistics all = whole();

        assertThat(all.count()).isEqualTo(21_600);
        assertThat(all.sum()).isZero();
        assertThat(all.minimum()).isEqualTo(-21_600);
        assertThat(all.percentile(50)).hasValue(-10_801);
    }

    @Test
    void knowsNoPercentileWhereSomeObservationsAreUnknown() {
        store.put(NAME, START, 1, "None");
        store.put(NAME, new Point(START, Statistics.outlines(2, 9, 4, 5), "None"));

        assertThat(whole().sum()).isEqualTo(10);
        assertThat(whole().maximum()).isEqualTo(5);
        assertThat(whole().percentile(50)).isEmpty();
    }

    private Statistics whole() {
        Duration day = Duration.ofDays(1);
        return Objects.requireNonNull(store.periods(NAME, new Span(START, START.plus(day), day), unit -> true)
                .get(START));
    }
}
