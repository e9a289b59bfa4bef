package io.dmskit.mapping;

import java.util.List;
import java.util.stream.Collectors;

/** Table mappings do not go together with a source catalog: two tables under one name, a column that is not there. */
public final class InvalidMappingException extends IllegalArgumentException {
    private static final int SHOWN = 100;

    private final transient List<String> problems;
    private final transient List<Conflict> conflicts;

    /**
     * Creates the exception.
     *
     * @param problems every problem found
     */
    public InvalidMappingException(List<String> problems) {
        this(problems, List.of());
    }

    private InvalidMappingException(List<String> problems, List<Conflict> conflicts) {
        super(message(problems));
        this.problems = List.copyOf(problems);
        this.conflicts = List.copyOf(conflicts);
    }

    /** Creates the exception of a plan. */
    public static InvalidMappingException of(List<Conflict> conflicts) {
        return new InvalidMappingException(
                conflicts.stream().map(Conflict::message).toList(), conflicts);
    }

    /** A mistake in one rule may show in each of a hundred thousand tables. */
    private static String message(List<String> problems) {
        int hidden = problems.size() - SHOWN;
        return problems.stream()
                .limit(SHOWN)
                .map(problem -> "\n  " + problem)
                .collect(Collectors.joining(
                        "",
                        "table mappings have " + problems.size() + (problems.size() == 1 ? " problem:" : " problems:"),
                        hidden > 0 ? "\n  and " + hidden + " more" : ""));
    }

    /** Returns every problem. */
    public List<String> problems() {
        return problems;
    }

    /** Returns every conflict with a catalog, with the rules that it is about. */
    public List<Conflict> conflicts() {
        return conflicts;
    }
}
