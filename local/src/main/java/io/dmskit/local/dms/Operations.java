package io.dmskit.local.dms;

import io.dmskit.local.wire.Service;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.databasemigration.model.AddTagsToResourceRequest;
import software.amazon.awssdk.services.databasemigration.model.CancelReplicationTaskAssessmentRunRequest;
import software.amazon.awssdk.services.databasemigration.model.CreateEndpointRequest;
import software.amazon.awssdk.services.databasemigration.model.CreateReplicationInstanceRequest;
import software.amazon.awssdk.services.databasemigration.model.CreateReplicationSubnetGroupRequest;
import software.amazon.awssdk.services.databasemigration.model.CreateReplicationTaskRequest;
import software.amazon.awssdk.services.databasemigration.model.DeleteConnectionRequest;
import software.amazon.awssdk.services.databasemigration.model.DeleteEndpointRequest;
import software.amazon.awssdk.services.databasemigration.model.DeleteReplicationInstanceRequest;
import software.amazon.awssdk.services.databasemigration.model.DeleteReplicationSubnetGroupRequest;
import software.amazon.awssdk.services.databasemigration.model.DeleteReplicationTaskAssessmentRunRequest;
import software.amazon.awssdk.services.databasemigration.model.DeleteReplicationTaskRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeApplicableIndividualAssessmentsRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeConnectionsRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeEndpointTypesRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeEndpointsRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeEngineVersionsRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeEventsRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeOrderableReplicationInstancesRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeReplicationInstancesRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeReplicationSubnetGroupsRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeReplicationTaskAssessmentResultsRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeReplicationTaskAssessmentRunsRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeReplicationTaskIndividualAssessmentsRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeReplicationTasksRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeTableStatisticsRequest;
import software.amazon.awssdk.services.databasemigration.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.databasemigration.model.ModifyEndpointRequest;
import software.amazon.awssdk.services.databasemigration.model.ModifyReplicationInstanceRequest;
import software.amazon.awssdk.services.databasemigration.model.ModifyReplicationTaskRequest;
import software.amazon.awssdk.services.databasemigration.model.MoveReplicationTaskRequest;
import software.amazon.awssdk.services.databasemigration.model.RebootReplicationInstanceRequest;
import software.amazon.awssdk.services.databasemigration.model.ReloadTablesRequest;
import software.amazon.awssdk.services.databasemigration.model.RemoveTagsFromResourceRequest;
import software.amazon.awssdk.services.databasemigration.model.StartReplicationTaskAssessmentRequest;
import software.amazon.awssdk.services.databasemigration.model.StartReplicationTaskAssessmentRunRequest;
import software.amazon.awssdk.services.databasemigration.model.StartReplicationTaskRequest;
import software.amazon.awssdk.services.databasemigration.model.StopReplicationTaskRequest;
import software.amazon.awssdk.services.databasemigration.model.TestConnectionRequest;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** DMS's operations by name, each carried out alone. */
final class Operations {
    private final ControlPlane plane;
    private final Service service = new Service("AWS DMS", "AmazonDMSv20160101");

    Operations(ControlPlane plane) {
        this.plane = plane;
    }

    Service service() {
        instances();
        endpoints();
        tasks();
        assessments();
        offerings();
        ServerlessOperations.register(plane, this::on);
        SupportOperations.register(plane, this::on);
        return service;
    }

    private void instances() {
        Instances instances = plane.instances;
        on("CreateReplicationInstance", CreateReplicationInstanceRequest::builder, instances::create);
        on("DescribeReplicationInstances", DescribeReplicationInstancesRequest::builder, instances::describe);
        on("ModifyReplicationInstance", ModifyReplicationInstanceRequest::builder, instances::modify);
        on("RebootReplicationInstance", RebootReplicationInstanceRequest::builder, plane::reboot);
        on("DeleteReplicationInstance", DeleteReplicationInstanceRequest::builder, instances::delete);
        SubnetGroups groups = plane.subnetGroups;
        on("CreateReplicationSubnetGroup", CreateReplicationSubnetGroupRequest::builder, groups::create);
        on("DescribeReplicationSubnetGroups", DescribeReplicationSubnetGroupsRequest::builder, groups::describe);
        on("DeleteReplicationSubnetGroup", DeleteReplicationSubnetGroupRequest::builder, groups::delete);
        on("ListTagsForResource", ListTagsForResourceRequest::builder, plane.tags::list);
        on("AddTagsToResource", AddTagsToResourceRequest::builder, plane.tags::add);
        on("RemoveTagsFromResource", RemoveTagsFromResourceRequest::builder, plane.tags::remove);
    }

    private void endpoints() {
        Endpoints endpoints = plane.endpoints;
        on("CreateEndpoint", CreateEndpointRequest::builder, endpoints::create);
        on("DescribeEndpoints", DescribeEndpointsRequest::builder, endpoints::describe);
        on("ModifyEndpoint", ModifyEndpointRequest::builder, endpoints::modify);
        on("DeleteEndpoint", DeleteEndpointRequest::builder, endpoints::delete);
        Connections connections = plane.connections;
        on("TestConnection", TestConnectionRequest::builder, connections::test);
        on("DescribeConnections", DescribeConnectionsRequest::builder, connections::describe);
        on("DeleteConnection", DeleteConnectionRequest::builder, connections::delete);
    }

    private void tasks() {
        Tasks tasks = plane.tasks;
        on("CreateReplicationTask", CreateReplicationTaskRequest::builder, tasks::create);
        on("DescribeReplicationTasks", DescribeReplicationTasksRequest::builder, tasks::describe);
        on("DescribeTableStatistics", DescribeTableStatisticsRequest::builder, tasks::statistics);
        on("ModifyReplicationTask", ModifyReplicationTaskRequest::builder, tasks::modify);
        TaskControl control = plane.control;
        on("StartReplicationTask", StartReplicationTaskRequest::builder, control::start);
        on("StopReplicationTask", StopReplicationTaskRequest::builder, control::stop);
        on("ReloadTables", ReloadTablesRequest::builder, control::reload);
        on("DeleteReplicationTask", DeleteReplicationTaskRequest::builder, control::delete);
        on("MoveReplicationTask", MoveReplicationTaskRequest::builder, plane.move::move);
        on("DescribeEvents", DescribeEventsRequest::builder, plane.events::describe);
    }

    private void assessments() {
        on(
                "StartReplicationTaskAssessment",
                StartReplicationTaskAssessmentRequest::builder,
                plane.typeAssessments::start);
        on(
                "DescribeReplicationTaskAssessmentResults",
                DescribeReplicationTaskAssessmentResultsRequest::builder,
                plane.typeAssessments::describe);
        on(
                "StartReplicationTaskAssessmentRun",
                StartReplicationTaskAssessmentRunRequest::builder,
                plane.assessments::start);
        on(
                "CancelReplicationTaskAssessmentRun",
                CancelReplicationTaskAssessmentRunRequest::builder,
                plane.assessments::cancel);
        on(
                "DeleteReplicationTaskAssessmentRun",
                DeleteReplicationTaskAssessmentRunRequest::builder,
                plane.assessments::delete);
        on(
                "DescribeReplicationTaskAssessmentRuns",
                DescribeReplicationTaskAssessmentRunsRequest::builder,
                plane.assessmentRuns::describe);
        on(
                "DescribeReplicationTaskIndividualAssessments",
                DescribeReplicationTaskIndividualAssessmentsRequest::builder,
                plane.assessmentRuns::describe);
        on(
                "DescribeApplicableIndividualAssessments",
                DescribeApplicableIndividualAssessmentsRequest::builder,
                plane.assessments::applicable);
    }

    private void offerings() {
        on("DescribeEndpointTypes", DescribeEndpointTypesRequest::builder, Offerings::endpointTypes);
        on("DescribeEngineVersions", DescribeEngineVersionsRequest::builder, Offerings::versions);
        on(
                "DescribeOrderableReplicationInstances",
                DescribeOrderableReplicationInstancesRequest::builder,
                Offerings::instances);
    }

    private <I> void on(
            String name, Supplier<? extends SdkBuilder<?, I>> builder, Function<I, ? extends SdkPojo> handler) {
        service.on(
                name,
                builder,
                request -> plane.conductor.<SdkPojo>now(() -> {
                    plane.quotas.requireRoomFor(name);
                    return handler.apply(request);
                }));
    }
}
