package io.dmskit.cloudformation;

/** Types of resources that are looked into. */
final class ResourceType {
    static final String CERTIFICATE = "AWS::DMS::Certificate";
    static final String ENDPOINT = "AWS::DMS::Endpoint";
    static final String EVENT_SUBSCRIPTION = "AWS::DMS::EventSubscription";
    static final String INSTANCE = "AWS::DMS::ReplicationInstance";
    static final String INSTANCE_PROFILE = "AWS::DMS::InstanceProfile";
    static final String SERVERLESS = "AWS::DMS::ReplicationConfig";
    static final String SUBNET_GROUP = "AWS::DMS::ReplicationSubnetGroup";
    static final String TASK = "AWS::DMS::ReplicationTask";

    /** A custom resource that tags a certificate, since CloudFormation's own certificate takes no tags. */
    static final String CERTIFICATE_TAGS = "Custom::DmsCertificateTags";

    private ResourceType() {}
}
