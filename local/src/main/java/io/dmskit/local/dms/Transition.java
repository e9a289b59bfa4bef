package io.dmskit.local.dms;

import java.time.Duration;

/**
 * What takes a while on AWS, and about how long. AWS promises none of these times: its guide speaks of minutes for instances and of
 * several for their upgrade, reports of users name 3 to 10 minutes for an instance and 2 to 7 for a task that is created and started;
 * the rest is guessed within what the waiters of its SDKs allow. What is not here is done when the call returns, on AWS as well:
 * creating an endpoint, and everything about subnet groups.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_ReplicationInstance.EngineVersions.html">Upgrading an
 *     instance takes several minutes</a>
 * @see <a href="https://github.com/hashicorp/terraform-provider-aws/pull/37136">Times of tasks that users measured</a>
 */
enum Transition {
    INSTANCE_CREATING(Duration.ofMinutes(6)),
    INSTANCE_MODIFYING(Duration.ofMinutes(5)),
    INSTANCE_UPGRADING(Duration.ofMinutes(8)),
    INSTANCE_REBOOTING(Duration.ofMinutes(2)),
    INSTANCE_DELETING(Duration.ofMinutes(5)),
    ENDPOINT_DELETING(Duration.ofSeconds(15)),
    CONNECTION_TESTING(Duration.ofSeconds(30)),
    CONNECTION_DELETING(Duration.ofSeconds(5)),
    TASK_CREATING(Duration.ofSeconds(30)),
    TASK_STARTING(Duration.ofSeconds(60)),
    TASK_STOPPING(Duration.ofSeconds(30)),
    TASK_MODIFYING(Duration.ofSeconds(20)),
    TASK_MOVING(Duration.ofMinutes(2)),
    TASK_DELETING(Duration.ofSeconds(45)),
    /** Making room for an assessment, before its checks begin. */
    ASSESSMENT_PROVISIONING(Duration.ofSeconds(60)),
    /** Each check of an assessment, of which there are a handful. */
    ASSESSMENT_CHECKING(Duration.ofSeconds(10)),
    ASSESSMENT_DELETING(Duration.ofSeconds(10)),
    /** Each step of a serverless replication before it is provisioned. */
    REPLICATION_PREPARING(Duration.ofMinutes(1)),
    /** Users measured 12 minutes. */
    REPLICATION_PROVISIONING(Duration.ofMinutes(12)),
    REPLICATION_STOPPING(Duration.ofSeconds(30)),
    REPLICATION_DEPROVISIONING(Duration.ofMinutes(10)),
    REPLICATION_MODIFYING(Duration.ofSeconds(20)),
    REPLICATION_DELETING(Duration.ofSeconds(60)),
    SUBSCRIPTION_CHANGING(Duration.ofSeconds(20)),
    SCHEMAS_REFRESHING(Duration.ofSeconds(30));

    private final Duration onAws;

    Transition(Duration onAws) {
        this.onAws = onAws;
    }

    /** Returns about how long it takes on AWS. */
    Duration onAws() {
        return onAws;
    }
}
