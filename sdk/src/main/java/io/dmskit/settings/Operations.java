package io.dmskit.settings;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The operations a time-travel log records; a comma lies between them in a document. Their order means nothing, and is kept.
 *
 * @param logged at least one
 */
public record Operations(Set<Operation> logged) implements Structured {
    /** What can be logged. */
    public enum Operation {
        INSERT,
        UPDATE,
        DELETE,
        COMMIT,
        ROLLBACK,
        ALL
    }

    /** Everything. */
    public static final Operations ALL = new Operations(Set.of(Operation.ALL));

    static final List<String> WORDS =
            Arrays.stream(Operation.values()).map(Enum::name).toList();

    /** Copies the set. */
    public Operations {
        if (logged.isEmpty()) {
            throw new IllegalArgumentException("no operation is logged: name at least one of " + WORDS);
        }
        logged = Collections.unmodifiableSet(new LinkedHashSet<>(logged));
    }

    @Override
    public String json() {
        return logged.stream().map(Enum::name).collect(Collectors.joining(","));
    }
}
