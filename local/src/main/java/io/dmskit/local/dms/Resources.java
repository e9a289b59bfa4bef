package io.dmskit.local.dms;

import io.dmskit.local.store.Shelf;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.databasemigration.model.Filter;

/**
 * The resources of one kind, by identifier, which is unique in any case. They begin with what the state file holds, and every
 * change is in it before the answer is sent. Used under the {@link Conductor} only.
 */
final class Resources<T> {
    private final String kind;
    private final Function<T, String> identifier;
    private final Function<T, String> arn;
    private final Filters<T> filters;
    private final Shelf<T> shelf;
    private final TreeMap<String, T> byIdentifier = new TreeMap<>();

    /**
     * Creates them.
     *
     * @param kind what faults call one of them
     * @param identifier its name
     * @param arn its ARN; the key in the state file
     * @param filters what describing may filter by
     * @param shelf where they are kept, made by {@link Conductor#shelf}
     */
    Resources(
            String kind, Function<T, String> identifier, Function<T, String> arn, Filters<T> filters, Shelf<T> shelf) {
        this.kind = kind;
        this.identifier = identifier;
        this.arn = arn;
        this.filters = filters;
        this.shelf = shelf;
        shelf.kept().values().forEach(resource -> byIdentifier.put(key(resource), resource));
    }

    void add(T resource) {
        find(arn.apply(resource)).ifPresent(taken -> {
            throw Faults.alreadyExists(kind + " " + arn.apply(taken) + " already exists");
        });
        refuseTaken(identifier.apply(resource));
        keep(resource);
    }

    void refuseTaken(String name) {
        if (byIdentifier.containsKey(key(name))) {
            throw Faults.alreadyExists(kind + " already exists with identifier " + name);
        }
    }

    /** Puts a resource in the place of the one with the same ARN. */
    void replace(T resource) {
        remove(arn.apply(resource));
        keep(resource);
    }

    private void keep(T resource) {
        byIdentifier.put(key(resource), resource);
        shelf.put(arn.apply(resource), resource);
    }

    /** Keeps what has changed inside a resource. */
    void changed(T resource) {
        shelf.put(arn.apply(resource), resource);
    }

    void remove(String resourceArn) {
        byIdentifier.values().removeIf(resource -> arn.apply(resource).equals(resourceArn));
        shelf.remove(resourceArn);
    }

    Optional<T> find(@Nullable String resourceArn) {
        return byIdentifier.values().stream()
                .filter(resource -> arn.apply(resource).equals(resourceArn))
                .findFirst();
    }

    /** Returns the resource of this ARN or identifier. */
    T named(String name) {
        return find(name)
                .or(() -> Optional.ofNullable(byIdentifier.get(key(name))))
                .orElseThrow(() -> Faults.notFound(kind + " " + name + " not found"));
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
