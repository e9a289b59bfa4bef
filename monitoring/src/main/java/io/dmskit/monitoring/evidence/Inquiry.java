package io.dmskit.monitoring.evidence;

import io.dmskit.monitoring.judge.Evidence;
import io.dmskit.task.TaskSnapshot;
import java.sql.SQLException;

/** One thing that is asked of each task, again and again. Thread-safe; of one task never asked twice at a time. */
interface Inquiry {
    /** Returns what is looked at, for the sentence that it cannot be. */
    String what();

    /** Returns whether there is anything to look at; calls nobody. */
    boolean concerns(TaskSnapshot task);

    /**
     * Looks, as long as its own limits allow.
     *
     * @throws SQLException if the database cannot be asked
     * @throws RuntimeException if the service cannot be asked
     */
    Evidence ask(TaskSnapshot task) throws SQLException;

    /** Forgets a task that nobody asks for any more. */
    void forget(String arn);
}
