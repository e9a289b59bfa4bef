package io.dmskit.cdk;

import software.amazon.awscdk.IResource;
import software.amazon.awscdk.interfaces.dms.IReplicationSubnetGroupRef;
import software.amazon.awscdk.interfaces.dms.ReplicationSubnetGroupReference;

/** A replication subnet group: one made here ({@link ReplicationSubnetGroup}) or one that is there already. */
public interface IReplicationSubnetGroup extends IResource, IReplicationSubnetGroupRef {
    /** Returns the group's identifier. */
    String getReplicationSubnetGroupName();

    @Override
    default ReplicationSubnetGroupReference getReplicationSubnetGroupRef() {
        return new ReplicationSubnetGroupReference.Builder()
                .replicationSubnetGroupId(getReplicationSubnetGroupName())
                .build();
    }
}
