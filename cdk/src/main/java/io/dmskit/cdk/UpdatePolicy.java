package io.dmskit.cdk;

/** What a deployment does with a running replication whose definition or endpoints it changes. DMS changes nothing that runs. */
public enum UpdatePolicy {
    /** Nothing: DMS refuses the change and the deployment rolls back; stop it yourself before. */
    REFUSE,

    /**
     * Stops it, changes it, resumes it from where it was, and waits until it runs. One that was not running stays as it was.
     *
     * <p>It does so when the template says something else of the replication, or of its endpoints where they are in the same stack;
     * another tag is nothing else. It takes effect from the deployment after the one that brings it. A change for which DMS would
     * make a new task (migration type, instance, endpoints, identifier) is refused before anything is stopped.
     *
     * <p>A deployment that fails after the stop leaves the replication stopped, as it may be half changed: {@code dmskit resume}, or
     * the console, resumes it once that is looked at. The next deployment does not.
     */
    STOP_AND_RESUME
}
