package io.dmskit.local.dms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.databasemigration.model.Filter;

/** The filters an operation knows: AND between filters, OR between the values of one. Immutable. */
final class Filters<T> {
    private final Map<String, Function<T, Stream<String>>> known;

    private Filters(Map<String, Function<T, Stream<String>>> known) {
        this.known = known;
    }

    static <T> Filters<T> none() {
        return new Filters<>(Map.of());
    }

    /** Returns these and one more that compares a single value. */
    Filters<T> with(String name, Function<T, String> value) {
        return withAny(name, item -> Stream.ofNullable(value.apply(item)));
    }

    /** Returns these and one more that is met when any of the values is. */
    Filters<T> withAny(String name, Function<T, Stream<String>> values) {
        Map<String, Function<T, Stream<String>>> more = new LinkedHashMap<>(known);
        more.put(name, values);
        return new Filters<>(more);
    }

    /**
     * Returns the items that pass.
     *
     * @throws io.dmskit.local.wire.Fault if a filter is not known, or if one by ARN or identifier is met by nothing
     */
    List<T> apply(String what, Stream<T> items, List<Filter> asked) {
        asked.forEach(filter -> Faults.oneOf("Filters.Name", filter.name(), known.keySet()));
        List<T> passed = items.filter(item -> asked.stream().allMatch(filter -> passes(item, filter)))
                .toList();
        boolean names = asked.stream()
                .anyMatch(filter ->
                        filter.name().endsWith("-arn") || filter.name().endsWith("-id"));
        if (passed.isEmpty() && names) {
            throw Faults.notFound("no " + what + " found with "
                    + asked.stream()
                            .map(filter -> filter.name() + " " + String.join(" or ", filter.values()))
                            .reduce((left, right) -> left + " and " + right)
                            .orElseThrow());
        }
        return passed;
    }

    private boolean passes(T item, Filter filter) {
        return Objects.requireNonNull(known.get(filter.name())).apply(item).anyMatch(filter.values()::contains);
    }
}
