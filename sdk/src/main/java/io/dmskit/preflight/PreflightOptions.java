package io.dmskit.preflight;

import java.time.Duration;

/**
 * How preflight asks.
 *
 * @param tasks tasks that are going to read from the same source server; each needs a replication slot and a WAL sender
 * @param patience limit of one question to a database; what takes longer is not answered
 * @param longTransaction age from which an open transaction is worth a finding
 */
public record PreflightOptions(int tasks, Duration patience, Duration longTransaction) {
    /** One task, 20 seconds a question, transactions of a minute. */
    public static final PreflightOptions USUAL = new PreflightOptions(1, Duration.ofSeconds(20), Duration.ofMinutes(1));

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if there is no task, or no patience
     */
    public PreflightOptions {
        if (tasks < 1) {
            throw new IllegalArgumentException("preflight for " + tasks + " tasks: there must be at least one");
        }
        if (patience.toSeconds() < 1) {
            throw new IllegalArgumentException("patience is " + patience + ": it must be at least a second");
        }
    }

    /** Returns the same options for this many tasks. */
    public PreflightOptions withTasks(int number) {
        return new PreflightOptions(number, patience, longTransaction);
    }
}
