package io.dmskit.local.aws;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** A statistic that a client asks for: one of the five words of CloudWatch, or a percentile such as {@code p99.9}. */
@FunctionalInterface
interface Stat {
    /** Returns its value; empty when the observations of a period do not tell. */
    OptionalDouble of(Statistics statistics);

    static Stat named(@Nullable String name) {
        return switch (CloudWatchFaults.required("Stat", name)) {
            case "Average" -> statistics -> OptionalDouble.of(statistics.average());
            case "Sum" -> statistics -> OptionalDouble.of(statistics.sum());
            case "Minimum" -> statistics -> OptionalDouble.of(statistics.minimum());
            case "Maximum" -> statistics -> OptionalDouble.of(statistics.maximum());
            case "SampleCount" -> statistics -> OptionalDouble.of(statistics.count());
            default -> percentile(String.valueOf(name));
        };
    }

    private static Stat percentile(String name) {
        if (name.matches("p\\d{1,3}(\\.\\d{1,10})?")) {
            double percent = Double.parseDouble(name.substring(1));
            if (percent <= 100) {
                return statistics -> statistics.percentile(percent);
            }
        }
        throw CloudWatchFaults.invalidValue("statistic \"" + name + "\" is not computed by dmskit-local; it computes"
                + " Average, Sum, Minimum, Maximum, SampleCount and percentiles from p0 to p100");
    }
}
