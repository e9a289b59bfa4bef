package io.dmskit.cdk;

import software.amazon.awscdk.CfnResource;

/** What a deployment does to the run of a replication, beyond what CloudFormation does. */
final class ReplicationRun {
    private ReplicationRun() {}

    static void attach(IReplication replication, CfnResource resource, StartPolicy start, UpdatePolicy update) {
        if (start != StartPolicy.NEVER || update != UpdatePolicy.REFUSE) {
            throw new UnsupportedOperationException(replication.getReplicationArn() + resource.getLogicalId());
        }
    }
}
