package io.dmskit.monitoring.watch;

/**
 * How far something is from a goal.
 *
 * @param state whether it is there
 * @param text what is so, in words
 */
public record Standing(State state, String text) {
    /** Whether a goal is reached. */
    public enum State {
        /** Not yet. */
        ON_THE_WAY,
        /** It is. */
        REACHED,
        /** It cannot be any more unless somebody does something. */
        OUT_OF_REACH
    }

    static Standing onTheWay(String text) {
        return new Standing(State.ON_THE_WAY, text);
    }

    static Standing reached(String text) {
        return new Standing(State.REACHED, text);
    }

    static Standing outOfReach(String text) {
        return new Standing(State.OUT_OF_REACH, text);
    }

    boolean is(State other) {
        return state == other;
    }

    Standing of(String name) {
        return new Standing(state, name + ": " + text);
    }
}
