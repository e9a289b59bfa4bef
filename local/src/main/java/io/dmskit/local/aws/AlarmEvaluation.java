package io.dmskit.local.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/**
 * What state an alarm has with some points: M of the newest N must breach. CloudWatch looks at a few periods more than N, so that a
 * point that is missing is bridged by an older one; only then does it count what is missing.
 *
 * @param operator on which side of the threshold a value breaches
 * @param threshold the bound
 * @param periods how many points count
 * @param toAlarm how many of them must breach
 * @param missing what a missing point means: {@code breaching}, {@code notBreaching}, {@code ignore} or {@code missing}
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html">How alarms treat missing
 *     data</a>
 */
record AlarmEvaluation(ComparisonOperator operator, double threshold, int periods, int toAlarm, String missing) {
    /** How many periods more are looked at; AWS does not say how many, its examples have two. */
    static final int BRIDGED = 2;

    /**
     * Returns the state.
     *
     * @param points what was measured, by the beginning of its period
     * @param end the end of the newest period
     * @param before the state so far
     */
    StateValue state(NavigableMap<Instant, Double> points, Instant end, Duration period, StateValue before) {
        List<Instant> range = new ArrayList<>();
        for (int i = periods + BRIDGED; i > 0; i--) {
            range.add(end.minus(period.multipliedBy(i)));
        }
        List<Instant> there =
                new ArrayList<>(range.stream().filter(points::containsKey).toList());
        Collections.reverse(there);
        List<Instant> newest = there.subList(0, Math.min(periods, there.size()));
        int breaching = (int) newest.stream()
                .filter(at -> breaches(points.getOrDefault(at, 0.0)))
                .count();
        return newest.isEmpty() ? ofNothing(before) : of(newest, breaching, end, period, before);
    }

    private StateValue ofNothing(StateValue before) {
        return switch (missing) {
            case "breaching" -> StateValue.ALARM;
            case "notBreaching" -> StateValue.OK;
            case "ignore" -> before;
            default -> StateValue.INSUFFICIENT_DATA;
        };
    }

    private StateValue of(List<Instant> newest, int breaching, Instant end, Duration period, StateValue before) {
        int absent = periods - newest.size();
        int counted = breaching + (missing.equals("breaching") ? absent : 0);
        if (counted >= toAlarm) {
            return StateValue.ALARM;
        }
        boolean filled = absent == 0 || missing.equals("breaching") || missing.equals("notBreaching");
        if (filled || breaching < newest.size()) {
            return StateValue.OK;
        }
        // All that is there breaches, and it is too little to tell: unless it is old enough.
        Instant oldest = newest.get(newest.size() - 1);
        boolean old = !oldest.isAfter(end.minus(period.multipliedBy(toAlarm)));
        return missing.equals("missing") && old ? StateValue.ALARM : before;
    }

    private boolean breaches(double value) {
        return switch (operator) {
            case GREATER_THAN_THRESHOLD -> value > threshold;
            case GREATER_THAN_OR_EQUAL_TO_THRESHOLD -> value >= threshold;
            case LESS_THAN_THRESHOLD -> value < threshold;
            case LESS_THAN_OR_EQUAL_TO_THRESHOLD -> value <= threshold;
            default -> throw new AssertionError("checked when the alarm was put: " + operator);
        };
    }
}
