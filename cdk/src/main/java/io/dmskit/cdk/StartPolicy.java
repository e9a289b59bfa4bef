package io.dmskit.cdk;

/**
 * Whether a deployment starts what it deploys. CloudFormation by itself never does.
 *
 * <p>A deployment that starts or stops something does it with functions of its own, one set for all replications of a stack, which
 * may start and stop the replications of this stack that have a policy, test their connections, and nothing else. It waits for three
 * quarters of an hour at most; CloudFormation gives no more than one.
 */
public enum StartPolicy {
    /** Somebody else starts it: {@code dmskit start}, a program, the console. */
    NEVER,

    /**
     * The first deployment tests both connections, starts it and waits until it runs, or has come to its end already. Where that
     * fails the deployment fails, with DMS's reason. Later deployments leave a task alone that somebody has stopped; one
     * that brings this policy in place of {@link #NEVER} starts what has never run, and nothing else.
     *
     * <p>A deletion stops it first, since DMS deletes nothing that runs; one whose removal policy is to stay is left running.
     */
    ON_DEPLOY
}
