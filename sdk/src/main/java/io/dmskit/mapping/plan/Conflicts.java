package io.dmskit.mapping.plan;

import io.dmskit.mapping.Conflict;
import io.dmskit.mapping.InvalidMappingException;
import io.dmskit.mapping.Rule;
import java.util.ArrayList;
import java.util.List;

/** Collects conflicts while a plan is made, so that all of them are reported together. Not thread-safe. */
final class Conflicts {
    private final List<Conflict> found = new ArrayList<>();

    void add(String code, List<? extends Rule> rules, String message) {
        found.add(new Conflict(code, List.copyOf(rules), message));
    }

    /**
     * Ends planning if there are conflicts.
     *
     * @throws InvalidMappingException with every conflict
     */
    void throwAny() {
        if (!found.isEmpty()) {
            throw InvalidMappingException.of(found);
        }
    }
}
