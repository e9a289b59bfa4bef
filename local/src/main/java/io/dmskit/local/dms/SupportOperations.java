package io.dmskit.local.dms;

import software.amazon.awssdk.services.databasemigration.model.ApplyPendingMaintenanceActionRequest;
import software.amazon.awssdk.services.databasemigration.model.CreateEventSubscriptionRequest;
import software.amazon.awssdk.services.databasemigration.model.DeleteCertificateRequest;
import software.amazon.awssdk.services.databasemigration.model.DeleteEventSubscriptionRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeAccountAttributesRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeCertificatesRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeEndpointSettingsRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeEventCategoriesRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeEventSubscriptionsRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribePendingMaintenanceActionsRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeRefreshSchemasStatusRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeReplicationInstanceTaskLogsRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeSchemasRequest;
import software.amazon.awssdk.services.databasemigration.model.ImportCertificateRequest;
import software.amazon.awssdk.services.databasemigration.model.ModifyEventSubscriptionRequest;
import software.amazon.awssdk.services.databasemigration.model.ModifyReplicationSubnetGroupRequest;
import software.amazon.awssdk.services.databasemigration.model.RefreshSchemasRequest;

/** The operations beside those that move rows: certificates, subscriptions, schemas, maintenance. */
final class SupportOperations {
    private SupportOperations() {}

    static void register(ControlPlane plane, Registrar operations) {
        certificates(plane, operations);
        subscriptions(plane, operations);
        schemas(plane, operations);
        upkeep(plane, operations);
    }

    private static void certificates(ControlPlane plane, Registrar operations) {
        Certificates certificates = plane.certificates;
        operations.on("ImportCertificate", ImportCertificateRequest::builder, certificates::importOne);
        operations.on("DescribeCertificates", DescribeCertificatesRequest::builder, certificates::describe);
        operations.on("DeleteCertificate", DeleteCertificateRequest::builder, certificates::delete);
    }

    private static void subscriptions(ControlPlane plane, Registrar operations) {
        EventSubscriptions subscriptions = plane.eventSubscriptions;
        operations.on("CreateEventSubscription", CreateEventSubscriptionRequest::builder, subscriptions::create);
        operations.on(
                "DescribeEventSubscriptions", DescribeEventSubscriptionsRequest::builder, subscriptions::describe);
        operations.on("ModifyEventSubscription", ModifyEventSubscriptionRequest::builder, subscriptions::modify);
        operations.on("DeleteEventSubscription", DeleteEventSubscriptionRequest::builder, subscriptions::delete);
        operations.on(
                "DescribeEventCategories", DescribeEventCategoriesRequest::builder, EventSubscriptions::categories);
    }

    private static void schemas(ControlPlane plane, Registrar operations) {
        Schemas schemas = plane.schemas;
        operations.on("RefreshSchemas", RefreshSchemasRequest::builder, schemas::refresh);
        operations.on("DescribeRefreshSchemasStatus", DescribeRefreshSchemasStatusRequest::builder, schemas::status);
        operations.on("DescribeSchemas", DescribeSchemasRequest::builder, schemas::describe);
    }

    private static void upkeep(ControlPlane plane, Registrar operations) {
        Maintenance maintenance = plane.maintenance;
        operations.on(
                "DescribePendingMaintenanceActions",
                DescribePendingMaintenanceActionsRequest::builder,
                maintenance::pending);
        operations.on(
                "ApplyPendingMaintenanceAction", ApplyPendingMaintenanceActionRequest::builder, maintenance::apply);
        operations.on(
                "DescribeReplicationInstanceTaskLogs",
                DescribeReplicationInstanceTaskLogsRequest::builder,
                maintenance::taskLogs);
        operations.on("DescribeAccountAttributes", DescribeAccountAttributesRequest::builder, plane.quotas::describe);
        operations.on(
                "DescribeEndpointSettings", DescribeEndpointSettingsRequest::builder, SettingsOfEngines::describe);
        operations.on(
                "ModifyReplicationSubnetGroup",
                ModifyReplicationSubnetGroupRequest::builder,
                plane.subnetGroups::modify);
    }
}
