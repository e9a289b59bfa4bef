package io.dmskit.local.dms;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.databasemigration.model.Filter;

/** The resources of one kind, by identifier, which is unique in any case. Used under the {@link Conductor} only. */
final class Resources<T> {
    private final String kind;
    private final Function<T, String> identifier;
    private final Function<T, String> arn;
    private final Filters<T> filters;
    private final TreeMap<String, T> byIdentifier = new TreeMap<>();

    Resources(String kind, Function<T, String> identifier, Function<T, String> arn, Filters<T> filters) {
        this.kind = kind;
        this.identifier = identifier;
        this.arn = arn;
        this.filters = filters;
    }

    void add(T resource) {
        find(arn.apply(resource)).ifPresent(taken -> {
            throw Faults.alreadyExists(kind + " " + arn.apply(taken) + " already exists");
        });
        refuseTaken(identifier.apply(resource));
        byIdentifier.put(key(resource), resource);
    }

    void refuseTaken(String name) {
        if (byIdentifier.containsKey(key(name))) {
            throw Faults.alreadyExists(kind + " already exists with identifier " + name);
        }
    }

    /** Puts a resource in the place of the one with the same ARN. */
    void replace(T resource) {
        remove(arn.apply(resource));
        byIdentifier.put(key(resource), resource);
    }

    void remove(String resourceArn) {
        byIdentifier.values().removeIf(resource -> arn.apply(resource).equals(resourceArn));
    }

    Optional<T> find(@Nullable String resourceArn) {
        return byIdentifier.values().stream()
                .filter(resource -> arn.apply(resource).equals(resourceArn))
                .findFirst();
    }

    /** Returns the resource of this ARN; the name of the parameter goes into the fault when none is given. */
    T get(String parameter, @Nullable String resourceArn) {
        String given = Faults.required(parameter, resourceArn);
        return find(given).orElseThrow(() -> Faults.notFound(kind + " " + given + " not found"));
    }

    List<T> all() {
        return List.copyOf(byIdentifier.values());
    }

    Page<T> page(List<Filter> asked, @Nullable Integer maxRecords, @Nullable String marker) {
        List<T> passed = filters.apply(kind, byIdentifier.values().stream(), asked);
        return Page.of(passed, this::key, Page.Size.USUAL, maxRecords, marker);
    }

    private String key(T resource) {
        return key(identifier.apply(resource));
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
