package io.dmskit.benchmark;

/** One way to do the same work. */
@FunctionalInterface
interface Contender {
    void work() throws Exception;
}
