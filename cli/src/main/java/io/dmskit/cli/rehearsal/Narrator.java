package io.dmskit.cli.rehearsal;

import java.util.concurrent.Callable;

/** Tells the user what is happening. Steps that take longer than a blink are told when they begin and when they end. */
public interface Narrator {
    /** Says one thing. */
    void say(String line);

    /**
     * Does something that takes a while.
     *
     * @param what what is being done, such as {@code filling the source}
     * @param work the doing
     * @return what {@code work} returned
     */
    <T> T during(String what, Callable<T> work) throws Exception;
}
