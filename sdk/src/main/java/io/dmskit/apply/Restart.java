package io.dmskit.apply;

import io.dmskit.apply.ApplyStep.Action;
import io.dmskit.task.StartType;
import java.util.Arrays;
import java.util.Optional;

/**
 * How a run that an apply interrupts is taken up again. Its word is a tag in the service from before the stop until after the start,
 * so that the next apply finishes what this one could not. In order of how much is begun anew.
 */
enum Restart {
    RESUME(StartType.RESUME_PROCESSING, false),
    /** Goes on with the changes, and loads the tables that were not there before. */
    RESUME_AND_LOAD(StartType.RESUME_PROCESSING, true),
    RELOAD(StartType.RELOAD_TARGET, false),
    /** The first run of what was made anew. */
    FIRST_START(StartType.START_REPLICATION, false);

    private final StartType type;
    private final boolean loadsTables;

    Restart(StartType type, boolean loadsTables) {
        this.type = type;
        this.loadsTables = loadsTables;
    }

    static Optional<Restart> of(String word) {
        return Arrays.stream(values())
                .filter(restart -> restart.word().equals(word))
                .findFirst();
    }

    /** Returns how a plan takes up a run again, if it does. */
    static Optional<Restart> in(ApplyPlan plan) {
        boolean loads = plan.steps().stream().anyMatch(step -> step.step().action() == Action.LOAD_TABLES);
        return plan.steps().stream()
                .filter(step -> step.step().action() == Action.START)
                .flatMap(step -> step.note().stream())
                .flatMap(type -> Arrays.stream(values())
                        .filter(restart -> restart.type.word().equals(type) && restart.loadsTables == loads))
                .findFirst();
    }

    StartType type() {
        return type;
    }

    boolean loadsTables() {
        return loadsTables;
    }

    /** Returns the value of the tag. */
    String word() {
        return loadsTables ? type.word() + "+tables" : type.word();
    }

    Restart or(Restart other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
