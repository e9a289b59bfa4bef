package io.dmskit.cdk;

import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.kms.Key;
import software.constructs.Construct;

/** What is made around an instance or a serverless replication that brings nothing of its own. */
final class ReplicationNetwork {
    private static final int HTTPS = 443;

    private ReplicationNetwork() {}

    /** Lets out to AWS's services and to nothing else. */
    static SecurityGroup securityGroup(Construct scope, String what, IVpc vpc) {
        SecurityGroup group = SecurityGroup.Builder.create(scope, "SecurityGroup")
                .vpc(vpc)
                .description(what + " " + scope.getNode().getPath())
                .allowAllOutbound(false)
                .build();
        group.addEgressRule(Peer.anyIpv4(), Port.tcp(HTTPS), "AWS services: Secrets Manager, CloudWatch Logs, KMS, S3");
        return group;
    }

    static ReplicationSubnetGroup subnetGroup(Construct scope, IVpc vpc, @Nullable SubnetSelection subnets) {
        ReplicationSubnetGroup.Builder group =
                ReplicationSubnetGroup.Builder.create(scope, "SubnetGroup").vpc(vpc);
        if (subnets != null) {
            group.vpcSubnets(subnets);
        }
        return group.build();
    }

    static Key key(Construct scope) {
        return Key.Builder.create(scope, "Key")
                .description("Storage of " + scope.getNode().getPath())
                .enableKeyRotation(true)
                .build();
    }
}
