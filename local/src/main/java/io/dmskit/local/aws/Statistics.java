package io.dmskit.local.aws;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Several observations as one.
 *
 * @param count how many
 * @param sum their sum
 * @param minimum the smallest
 * @param maximum the largest
 * @param values the observations themselves, as far as they are known: of a statistic set they are not
 */
record Statistics(double count, double sum, double minimum, double maximum, List<Weighted> values) {
    /** A value that was observed so many times. */
    record Weighted(double value, double count) {}

    static Statistics of(double value, double count) {
        return new Statistics(count, value * count, value, value, List.of(new Weighted(value, count)));
    }

    /** Observations of which only the outlines are known; when all were the same, they are known themselves. */
    static Statistics outlines(double count, double sum, double minimum, double maximum) {
        List<Weighted> values = minimum == maximum ? List.of(new Weighted(minimum, count)) : List.of();
        return new Statistics(count, sum, minimum, maximum, values);
    }

    Statistics plus(Statistics other) {
        return new Statistics(
                count + other.count,
                sum + other.sum,
                Math.min(minimum, other.minimum),
                Math.max(maximum, other.maximum),
                together(values, other.values));
    }

    /** Once some are unknown, no percentile of the whole can be told. */
    private static List<Weighted> together(List<Weighted> some, List<Weighted> others) {
        if (some.isEmpty() || others.isEmpty()) {
            return List.of();
        }
        List<Weighted> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    double average() {
        return sum / count;
    }

    /**
     * Returns the smallest observation that is not below this part of them; empty when the observations are not known. CloudWatch
     * estimates between observations; here it is always one that was made.
     *
     * @param percent from 0 to 100
     */
    OptionalDouble percentile(double percent) {
        double rank = percent / 100 * count;
        double passed = 0;
        List<Weighted> ordered = new ArrayList<>(values);
        ordered.sort(Comparator.comparingDouble(Weighted::value));
        for (Weighted value : ordered) {
            passed += value.count();
            if (passed >= rank) {
                return OptionalDouble.of(value.value());
            }
        }
        return values.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(maximum);
    }
}
