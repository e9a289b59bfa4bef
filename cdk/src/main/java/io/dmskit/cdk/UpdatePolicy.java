package io.dmskit.cdk;

/** What a deployment does with a running replication whose definition or endpoints it changes. DMS changes nothing that runs. */
public enum UpdatePolicy {
    /** Nothing: DMS refuses the change and the deployment rolls back; stop it yourself before. */
    REFUSE,

    /**
     * Stops it, changes it, resumes it from where it was, waits until it runs, and has tables loaded that the change brings, if the
     * full load is over. One that was not running stays as it was.
     *
     * <p>What is loaded already stays as it is: after a change of filters or transformations, rows that are there keep the form they
     * had until their tables are loaded again, with {@code dmskit reload}.
     *
     * <p>It does so when the template says something else of the replication, or of its endpoints where they are in the same stack,
     * or when something they refer to has another value, such as a certificate; another tag is nothing else. It takes effect from the
     * deployment after the one that brings it. A change for which DMS would make a new task (migration type, instance, endpoints,
     * identifier) is refused before it is stopped. A task that is there and has no identifier of its own would be renamed by this
     * policy: give it its present one first.
     *
     * <p>A deployment that fails after the stop leaves the replication stopped, as it may be half changed: {@code dmskit resume}, or
     * the console, resumes it once that is looked at. The next deployment does not. Where one replication of a stack refuses
     * its change, others of the same deployment may have been stopped already.
     */
    STOP_AND_RESUME
}
