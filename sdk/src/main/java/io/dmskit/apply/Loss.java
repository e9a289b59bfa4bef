package io.dmskit.apply;

/** What is lost by a change. Nothing of it happens unless it is allowed. */
public enum Loss {
    /** Target tables are dropped or truncated, as {@code TargetTablePrepMode} says, and loaded again. */
    RELOAD("every table is loaded again: what its target holds is dropped or truncated as TargetTablePrepMode says"),
    /** The place up to which changes of the source have been applied goes with the task. */
    CHECKPOINT("the position in the source's changes goes with the task"),
    /** Changes that the source makes in between, or from now on, do not arrive. */
    CHANGES("changes that no run captures do not arrive on the target"),
    /** Rows that no load has reached stay behind. */
    UNLOADED_ROWS("rows that are not loaded yet do not arrive on the target");

    private final String text;

    Loss(String text) {
        this.text = text;
    }

    /** Returns what is lost, in a sentence. */
    public String text() {
        return text;
    }
}
