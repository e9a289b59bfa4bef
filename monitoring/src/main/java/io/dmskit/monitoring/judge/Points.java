package io.dmskit.monitoring.judge;

import io.dmskit.alarm.AlarmDefinition;
import io.dmskit.alarm.Measure;
import io.dmskit.metric.DmsMetric.Statistic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoublePredicate;

/** The newest points of one metric. What is read twice is kept once. Used by one thread. */
final class Points {
    private static final Duration KEPT = Duration.ofMinutes(45);

    private final TreeMap<Instant, Double> values = new TreeMap<>();

    void add(List<MetricReading> points) {
        points.forEach(point -> values.put(point.at(), point.value()));
        if (!values.isEmpty()) {
            values.headMap(values.lastKey().minus(KEPT)).clear();
        }
    }

    /** Returns when the newest point was whose value is such a one. */
    Optional<Instant> newest(DoublePredicate such) {
        return values.descendingMap().entrySet().stream()
                .filter(entry -> such.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    Optional<Double> at(Instant when) {
        return Optional.ofNullable(values.get(when));
    }

    Optional<MetricReading> newest() {
        return Optional.ofNullable(values.lastEntry())
                .map(entry -> new MetricReading(entry.getKey(), entry.getValue()));
    }

    /** Returns the points since then, oldest first. */
    List<MetricReading> since(Instant when) {
        return values.tailMap(when).entrySet().stream()
                .map(entry -> new MetricReading(entry.getKey(), entry.getValue()))
                .toList();
    }

    /**
     * Returns what an alarm compares, one value for each of its periods that is over and has points, oldest first; only periods that
     * still count.
     */
    static List<Double> compared(List<MetricReading> points, AlarmDefinition alarm, Instant readAt) {
        Duration reach = alarm.period()
                .multipliedBy((long) alarm.evaluationPeriods()
                        + AlarmDefinition.BRIDGED_PERIODS
                        + (alarm.measure() == Measure.RISE ? 1 : 0));
        long seconds = alarm.period().toSeconds();
        Map<Long, DoubleSummaryStatistics> periods = new TreeMap<>();
        for (MetricReading point : points) {
            long period = Math.floorDiv(point.at().getEpochSecond(), seconds);
            boolean over = (period + 1) * seconds <= readAt.getEpochSecond();
            if (over && !point.at().isBefore(readAt.minus(reach))) {
                periods.computeIfAbsent(period, any -> new DoubleSummaryStatistics())
                        .accept(point.value());
            }
        }
        List<Double> values = periods.values().stream()
                .map(period -> value(period, alarm.statistic()))
                .toList();
        return newest(alarm.measure() == Measure.RISE ? rises(values) : values, alarm.evaluationPeriods());
    }

    private static double value(DoubleSummaryStatistics period, Statistic statistic) {
        return switch (statistic) {
            case MAXIMUM -> period.getMax();
            case MINIMUM -> period.getMin();
            case AVERAGE -> period.getAverage();
        };
    }

    private static List<Double> rises(List<Double> values) {
        List<Double> rises = new ArrayList<>();
        for (int i = 1; i < values.size(); i++) {
            rises.add(values.get(i) - values.get(i - 1));
        }
        return rises;
    }

    private static List<Double> newest(List<Double> values, int count) {
        return values.subList(Math.max(0, values.size() - count), values.size());
    }
}
