package io.dmskit.monitoring.web;

import java.util.List;

/**
 * How what a page shows has ended. Whoever has the page open goes on reading it after its server is gone.
 *
 * @param succeeded whether everything asked for holds
 * @param headline how it ended, in one sentence
 * @param facts figures worth reading, in this order
 * @param results what was found, one thing after the other, such as each table's comparison
 */
public record Ending(boolean succeeded, String headline, List<Fact> facts, List<Result> results) {
    /** Copies the lists. */
    public Ending {
        facts = List.copyOf(facts);
        results = List.copyOf(results);
    }

    /**
     * A figure.
     *
     * @param name what it is, such as {@code downtime}
     * @param value the figure with its unit
     */
    public record Fact(String name, String value) {}

    /**
     * Something that holds or does not.
     *
     * @param subject what was looked at
     * @param passed whether it holds
     * @param detail what was found
     */
    public record Result(String subject, boolean passed, String detail) {}
}
