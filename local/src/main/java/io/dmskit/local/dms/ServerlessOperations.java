package io.dmskit.local.dms;

import software.amazon.awssdk.services.databasemigration.model.CreateReplicationConfigRequest;
import software.amazon.awssdk.services.databasemigration.model.DeleteReplicationConfigRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeReplicationConfigsRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeReplicationTableStatisticsRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeReplicationsRequest;
import software.amazon.awssdk.services.databasemigration.model.ModifyReplicationConfigRequest;
import software.amazon.awssdk.services.databasemigration.model.ReloadReplicationTablesRequest;
import software.amazon.awssdk.services.databasemigration.model.StartReplicationRequest;
import software.amazon.awssdk.services.databasemigration.model.StopReplicationRequest;

/** The operations of serverless replications. */
final class ServerlessOperations {
    private ServerlessOperations() {}

    static void register(ControlPlane plane, Registrar operations) {
        configs(plane, operations);
        control(plane, operations);
    }

    private static void configs(ControlPlane plane, Registrar operations) {
        ReplicationConfigs configs = plane.replicationConfigs;
        operations.on("CreateReplicationConfig", CreateReplicationConfigRequest::builder, configs::create);
        operations.on("DescribeReplicationConfigs", DescribeReplicationConfigsRequest::builder, configs::describe);
        operations.on("ModifyReplicationConfig", ModifyReplicationConfigRequest::builder, configs::modify);
        operations.on("DescribeReplications", DescribeReplicationsRequest::builder, configs::describeReplications);
        operations.on(
                "DescribeReplicationTableStatistics",
                DescribeReplicationTableStatisticsRequest::builder,
                configs::statistics);
    }

    private static void control(ControlPlane plane, Registrar operations) {
        ReplicationControl control = plane.replicationControl;
        operations.on("StartReplication", StartReplicationRequest::builder, control::start);
        operations.on("StopReplication", StopReplicationRequest::builder, control::stop);
        operations.on("ReloadReplicationTables", ReloadReplicationTablesRequest::builder, control::reload);
        operations.on("DeleteReplicationConfig", DeleteReplicationConfigRequest::builder, control::delete);
    }
}
