package io.dmskit.task;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What tables are awaited to be.
 *
 * @param what in words, as in "did not get to ..."
 * @param concerned which tables are looked at
 * @param reached whether one of them is as wished
 * @param hopeless whether one of them will not come to be so
 */
record TableGoal(
        String what, Predicate<TableState> concerned, Predicate<TableState> reached, Predicate<TableState> hopeless) {

    /** Returns the tables when all concerned are as wished, nothing while they may come to be; throws when they cannot any more. */
    Optional<List<TableState>> check(Sight sight) {
        List<TableState> tables = sight.tables().stream().filter(concerned).toList();
        List<TableState> lost =
                tables.stream().filter(reached.negate().and(hopeless)).toList();
        boolean over = sight.task().status().ended() || sight.task().status().equals(TaskStatus.DELETING);
        boolean done = !tables.isEmpty() && tables.stream().allMatch(reached);
        if (!lost.isEmpty() || (over && !done)) {
            throw new TaskFailedException(what, sight.task(), lost);
        }
        return done ? Optional.of(tables) : Optional.empty();
    }

    /** Returns a short line: status and how many tables are as wished. */
    String describe(Sight sight) {
        List<TableState> tables = sight.tables().stream().filter(concerned).toList();
        return sight.task().describe() + ", " + tables.stream().filter(reached).count() + " of " + tables.size()
                + " tables";
    }

    /**
     * What one poll saw.
     *
     * @param task the task
     * @param tables its tables
     */
    record Sight(TaskSnapshot task, List<TableState> tables) {}
}
