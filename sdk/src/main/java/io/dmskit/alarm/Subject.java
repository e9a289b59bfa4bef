package io.dmskit.alarm;

/** Whose metric an alarm watches: the dimensions it needs. */
public enum Subject {
    /** A replication task or a serverless replication. */
    REPLICATION,
    /** A replication instance. */
    INSTANCE,
    /** The RDS instance that is the source. */
    SOURCE
}
