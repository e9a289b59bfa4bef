package io.dmskit.cdk;

/** What a deployment does with a running replication whose definition or endpoints it changes. DMS changes nothing that runs. */
public enum UpdatePolicy {
    /** Nothing: DMS refuses the change and the deployment rolls back; stop it yourself before. */
    REFUSE,

    /** Stops it, changes it, resumes it from where it was, and waits until it runs. One that was not running stays as it was. */
    STOP_AND_RESUME
}
