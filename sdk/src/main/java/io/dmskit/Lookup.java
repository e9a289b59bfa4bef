package io.dmskit;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.databasemigration.model.Filter;
import software.amazon.awssdk.services.databasemigration.model.ResourceNotFoundException;

/** Looking for a resource that may not be there: the service answers with a fault or with an empty list. */
final class Lookup {
    private Lookup() {}

    static <T> Optional<T> first(Supplier<List<T>> describe) {
        try {
            return describe.get().stream().findFirst();
        } catch (ResourceNotFoundException absent) {
            return Optional.empty();
        }
    }

    static Filter by(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }
}
