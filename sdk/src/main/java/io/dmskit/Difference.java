package io.dmskit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects how an existing resource differs from the one a migration asks for. */
final class Difference {
    private final List<String> parts = new ArrayList<>();

    /** Notes the part if the two are unlike. */
    Difference of(String part, @Nullable Object found, Object wished) {
        if (!wished.equals(found)) {
            parts.add(part + " " + found + " instead of " + wished);
        }
        return this;
    }

    /** Notes the part without its values, which are too long to print or not comparable by eye. */
    Difference of(String part, boolean alike) {
        if (!alike) {
            parts.add("other " + part);
        }
        return this;
    }

    /** Throws if anything was noted. */
    void refuse(ApplyStep.Resource resource, String identifier) {
        if (!parts.isEmpty()) {
            throw new ApplyException(
                    resource,
                    identifier,
                    "already exists with " + String.join(", ", parts)
                            + ": delete it first, or give the migration another name");
        }
    }
}
