package io.dmskit.mapping;

import java.util.List;

/** Table mappings do not go together with a source catalog: two tables under one name, a column that is not there. */
public final class InvalidMappingException extends IllegalArgumentException {
    private final transient List<String> problems;

    /**
     * Creates the exception.
     *
     * @param problems every conflict found
     */
    public InvalidMappingException(List<String> problems) {
        super("table mappings have " + problems.size() + (problems.size() == 1 ? " problem:" : " problems:") + "\n  "
                + String.join("\n  ", problems));
        this.problems = List.copyOf(problems);
    }

    /** Returns every conflict. */
    public List<String> problems() {
        return problems;
    }
}
