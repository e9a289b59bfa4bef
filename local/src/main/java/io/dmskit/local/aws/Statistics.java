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

    /** Puts observations together, of which there are any. */
    static Statistics together(List<Statistics> parts) {
        // Once some are unknown, no percentile of the whole can be told.
        boolean known = parts.stream().noneMatch(part -> part.values.isEmpty());
        return new Statistics(
                parts.stream().mapToDouble(Statistics::count).sum(),
                parts.stream().mapToDouble(Statistics::sum).sum(),
                parts.stream().mapToDouble(Statistics::minimum).min().orElseThrow(),
                parts.stream().mapToDouble(Statistics::maximum).max().orElseThrow(),
                known ? parts.stream().flatMap(part -> part.values.stream()).toList() : List.of());
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
