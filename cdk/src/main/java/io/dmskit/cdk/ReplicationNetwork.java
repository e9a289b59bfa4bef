package io.dmskit.cdk;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.RemovalPolicy;
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

    private static final Pattern WINDOW = Pattern.compile(
            "(mon|tue|wed|thu|fri|sat|sun):([01]\\d|2[0-3]):[0-5]\\d-(mon|tue|wed|thu|fri|sat|sun):([01]\\d|2[0-3]):[0-5]\\d");

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

    /** Returns a window as DMS keeps it, in lower case. */
    static String maintenanceWindow(String value) {
        String window = value.toLowerCase(Locale.ROOT);
        if (!WINDOW.matcher(window).matches()) {
            throw new IllegalArgumentException(
                    "maintenance window is \"" + value + "\": it must be such as sun:03:00-sun:04:00, UTC");
        }
        return window;
    }

    /** A standby is in another zone, so nobody can ask for one zone and a standby. */
    static void requireOneZoneOrStandby(String path, @Nullable String availabilityZone, boolean multiAz) {
        if (availabilityZone != null && multiAz) {
            throw new IllegalArgumentException(
                    path
                            + ": an availability zone goes without standby; say that there is to be none, or leave the zone out");
        }
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
                .removalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
                .build();
    }
}
