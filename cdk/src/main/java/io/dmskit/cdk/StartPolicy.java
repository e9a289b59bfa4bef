package io.dmskit.cdk;

/** Whether a deployment starts what it deploys. CloudFormation by itself never does. */
public enum StartPolicy {
    /** Somebody else starts it: {@code dmskit start}, a program, the console. */
    NEVER,

    /**
     * The first deployment tests both connections, starts it and waits until it runs. Later deployments leave a task alone that
     * somebody has stopped.
     */
    ON_DEPLOY
}
