package io.dmskit.apply;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.databasemigration.model.Filter;
import software.amazon.awssdk.services.databasemigration.model.ResourceNotFoundException;

/** Looking for a resource that may not be there: the service answers with a fault or with an empty list. */
final class Lookup {
    private Lookup() {}

    static <T> Optional<T> first(Supplier<List<T>> describe) {
        return all(describe).stream().findFirst();
    }

    /** Returns all that are there. */
    static <T> List<T> all(Supplier<List<T>> describe) {
        try {
            return describe.get();
        } catch (ResourceNotFoundException absent) {
            return List.of();
        }
    }

    static Filter by(String name, String... values) {
        return Filter.builder().name(name).values(values).build();
    }
}
