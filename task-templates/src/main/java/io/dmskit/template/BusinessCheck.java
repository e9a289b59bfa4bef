package io.dmskit.template;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Something that must be true of the business after a cutover, whatever row counts and checksums say.
 *
 * @param name short name, with hyphens
 * @param question asks the databases
 */
public record BusinessCheck(String name, Question question) {
    /** Asks the sources and the target, over connections in autocommit mode, and only reads. */
    @FunctionalInterface
    public interface Question {
        /** Returns the answer. */
        Answer ask(List<Connection> sources, Connection target) throws SQLException;
    }

    /**
     * What the databases said.
     *
     * @param passed whether it is true
     * @param detail the figures, for people
     */
    public record Answer(boolean passed, String detail) {}

    /**
     * A check and its answer.
     *
     * @param name the check's
     * @param passed whether it is true
     * @param detail the figures, or why they could not be had
     */
    public record Result(String name, boolean passed, String detail) {}

    /**
     * Carries out the check. A question that the databases cannot answer, because a table is missing for instance, has failed.
     *
     * @param sources one connection per source: one, or one per store of a chain
     * @param target a connection to the target
     */
    public Result run(List<Connection> sources, Connection target) {
        try {
            Answer answer = question.ask(List.copyOf(sources), target);
            return new Result(name, answer.passed(), answer.detail());
        } catch (SQLException e) {
            return new Result(name, false, "cannot be asked: " + e.getMessage());
        }
    }
}
