package io.dmskit.cutover;

/** The states of a cutover, in the order it goes through them. */
public enum CutoverState {
    /** Waits until the target has followed the source closely for a while. Changes nothing. */
    PREFLIGHT("waiting for a low latency"),
    /** Stops the writers: the downtime begins. */
    QUIESCE("stopping the writers"),
    /** Writes a marker row on the source, after everything the writers wrote. */
    MARK("writing a marker row on the source"),
    /** Waits until the marker row is on the target, and with it everything before. */
    DRAIN("waiting for the marker row on the target"),
    /** Stops the replication task. */
    STOP("stopping the task"),
    /** Compares the tables, which nobody changes now. */
    VERIFY("comparing the tables"),
    /** Everything holds: the target may be written to. The downtime has ended. */
    DONE("done"),
    /** Something did not hold: the writers write to the source again. */
    ROLLED_BACK("rolled back");

    private final String words;

    CutoverState(String words) {
        this.words = words;
    }

    /** Returns what happens in this state, for people. */
    public String describe() {
        return words;
    }
}
