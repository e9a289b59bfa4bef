package io.dmskit.local.aws;

import io.dmskit.local.aws.MetricStore.MetricName;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;

/** Metrics in the words of the API, and back. */
final class MetricNames {
    private static final int MAX_DIMENSIONS = 30;
    private static final int MAX_LENGTH = 255;

    private MetricNames() {}

    static MetricName of(@Nullable String namespace, @Nullable String name, List<Dimension> dimensions) {
        return new MetricName(text("Namespace", namespace), text("MetricName", name), values(dimensions));
    }

    private static Map<String, String> values(List<Dimension> dimensions) {
        if (dimensions.size() > MAX_DIMENSIONS) {
            throw CloudWatchFaults.invalidValue(
                    "a metric has " + dimensions.size() + " dimensions; allowed are " + MAX_DIMENSIONS);
        }
        Map<String, String> values = new TreeMap<>();
        for (Dimension dimension : dimensions) {
            String name = text("Dimensions.Name", dimension.name());
            if (values.put(name, CloudWatchFaults.required("Dimensions.Value", dimension.value())) != null) {
                throw CloudWatchFaults.invalidValue("dimension " + name + " is given twice");
            }
        }
        return values;
    }

    private static String text(String parameter, @Nullable String value) {
        String given = CloudWatchFaults.required(parameter, value);
        if (given.length() > MAX_LENGTH || given.startsWith(":")) {
            throw CloudWatchFaults.invalidValue("The value " + given + " for parameter " + parameter
                    + " is invalid: allowed are 1 to " + MAX_LENGTH + " characters, the first not a colon.");
        }
        return given;
    }

    static Metric metric(MetricName name) {
        return Metric.builder()
                .namespace(name.namespace())
                .metricName(name.name())
                .dimensions(name.dimensions().entrySet().stream()
                        .sorted(Comparator.comparing(Map.Entry::getKey))
                        .map(entry -> Dimension.builder()
                                .name(entry.getKey())
                                .value(entry.getValue())
                                .build())
                        .toList())
                .build();
    }

    /** Returns what points must be measured in to be asked for; all are when no unit is given. */
    static Predicate<String> unit(@Nullable String unit) {
        return unit == null ? any -> true : checkedUnit(unit)::equals;
    }

    static String checkedUnit(@Nullable String unit) {
        String given = unit == null ? "None" : unit;
        if (StandardUnit.fromValue(given) == StandardUnit.UNKNOWN_TO_SDK_VERSION) {
            throw CloudWatchFaults.invalidValue("The value " + given + " for parameter Unit is invalid.");
        }
        return given;
    }
}
