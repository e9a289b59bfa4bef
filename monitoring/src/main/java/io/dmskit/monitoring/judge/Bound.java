package io.dmskit.monitoring.judge;

import io.dmskit.alarm.AlarmDefinition;
import io.dmskit.alarm.Comparison;
import io.dmskit.alarm.Measure;
import java.time.Instant;
import java.util.List;

/**
 * An alarm's bound, kept by the judge as CloudWatch would, but for the way back: CloudWatch is well again after N − M + 1 good points,
 * so that M of M rings again and again. Here the newest points must all be good, and by a margin. No new points change nothing. Used
 * by one thread.
 */
final class Bound {
    private static final int GOOD_POINTS = 5;
    private static final double MARGIN = 0.8;

    private final AlarmDefinition alarm;
    private boolean broken;

    Bound(AlarmDefinition alarm) {
        this.alarm = alarm;
    }

    AlarmDefinition alarm() {
        return alarm;
    }

    /** Forgets that it was broken, such as at a start. */
    void reset() {
        broken = false;
    }

    /** Returns whether it is broken, with these points and what was before. */
    boolean broken(List<MetricReading> points, Instant readAt) {
        List<Double> values = Points.compared(points, alarm, readAt);
        if (broken) {
            int needed = Math.min(GOOD_POINTS, alarm.datapointsToAlarm());
            boolean well = values.size() >= needed
                    && values.subList(values.size() - needed, values.size()).stream()
                            .noneMatch(value -> breaches(value, eased()));
            broken = !well;
        } else {
            broken = values.stream()
                            .filter(value -> breaches(value, alarm.threshold()))
                            .count()
                    >= alarm.datapointsToAlarm();
        }
        return broken;
    }

    private boolean breaches(double value, double threshold) {
        return alarm.comparison() == Comparison.ABOVE ? value > threshold : value < threshold;
    }

    /** A rise is not eased: nought is a good one, however small the bound. */
    private double eased() {
        if (alarm.measure() == Measure.RISE) {
            return alarm.threshold();
        }
        return alarm.comparison() == Comparison.ABOVE ? alarm.threshold() * MARGIN : alarm.threshold() / MARGIN;
    }
}
