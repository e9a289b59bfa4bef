package io.dmskit.local.aws;

import io.dmskit.local.wire.Fault;

/**
 * Several observations as one.
 *
 * @param count how many
 * @param sum their sum
 * @param minimum the smallest
 * @param maximum the largest
 */
record Statistics(double count, double sum, double minimum, double maximum) {
    static Statistics of(double value, double count) {
        return new Statistics(count, value * count, value, value);
    }

    Statistics plus(Statistics other) {
        return new Statistics(
                count + other.count,
                sum + other.sum,
                Math.min(minimum, other.minimum),
                Math.max(maximum, other.maximum));
    }

    double average() {
        return sum / count;
    }

    /** Returns the statistic of this name. */
    double get(String name) {
        return switch (name) {
            case "Average" -> average();
            case "Sum" -> sum;
            case "Minimum" -> minimum;
            case "Maximum" -> maximum;
            case "SampleCount" -> count;
            default ->
                throw new Fault(
                        "ValidationError",
                        "statistic \"" + name
                                + "\" is not kept here; dmskit-local keeps Average, Sum, Minimum, Maximum, SampleCount");
        };
    }
}
