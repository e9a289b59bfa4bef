package io.dmskit.preflight.sizing;

/**
 * Rules of thumb where nothing can be measured before a run. Rehearse with real rows to replace them.
 *
 * @param loadBytesPerSecond what one sub-task loads in a second
 * @param baseMemory bytes that the instance needs before the first row
 * @param logStorage bytes for task logs
 * @param subTasksPerCpu sub-tasks that one virtual CPU keeps going, since most of them wait for a database
 * @param usableMemory share of the memory that a task may take
 */
public record Assumptions(
        double loadBytesPerSecond, double baseMemory, double logStorage, int subTasksPerCpu, double usableMemory) {
    private static final double MIB = 1L << 20;
    private static final double GIB = 1L << 30;

    /** 5 MiB/s a sub-task, 1.5 GiB base memory, 10 GiB of logs, 4 sub-tasks a CPU, 80 % of the memory. */
    public static final Assumptions USUAL = new Assumptions(5 * MIB, 1.5 * GIB, 10 * GIB, 4, 0.8);
}
