package io.dmskit.task;

/** What carries a migration out: the two have their own operations in the API and behave alike otherwise. */
public enum ReplicationKind {
    /** A replication task on a replication instance. */
    TASK("task"),
    /** A replication that brings its own capacity. */
    SERVERLESS("serverless replication");

    private final String word;

    ReplicationKind(String word) {
        this.word = word;
    }

    /** Returns its name in a sentence. */
    @Override
    public String toString() {
        return word;
    }
}
