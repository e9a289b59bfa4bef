package io.dmskit.cdk;

import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.endpoint.EndpointSettings;
import io.dmskit.endpoint.EndpointSide;
import io.dmskit.endpoint.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.GrantOnPrincipalOptions;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kinesis.IStream;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/** The role with which DMS uses a service of AWS as a source or target: what DMS's guide asks for, on what it is for. */
final class ServiceAccess {
    private static final List<String> CONTROL_TABLES =
            List.of("awsdms_apply_exceptions", "awsdms_full_load_exceptions");

    private ServiceAccess() {}

    /** Grants what an endpoint's side needs. */
    @FunctionalInterface
    interface Grants {
        Grant to(Role role, EndpointSide side);
    }

    static EndpointConfig grant(
            Construct scope, EndpointSide side, Engine engine, EndpointSettings settings, Grants grants) {
        Role role = Role.Builder.create(scope, "ServiceAccess")
                .description("Lets AWS DMS use " + engine + " as " + side.word() + " "
                        + scope.getNode().getPath())
                .assumedBy(DmsPrincipal.service())
                .build();
        grants.to(role, side);
        return new EndpointConfig(EndpointDefinition.service(engine, role.getRoleArn(), settings), Optional.of(role));
    }

    /**
     * As a source DMS reads files; as a target it writes, tags and removes them.
     *
     * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.S3.html#CHAP_Target.S3.Prerequisites">Prerequisites</a>
     */
    static Grant bucket(IBucket bucket, Role role, EndpointSide side) {
        Grant look = grant(role, List.of(bucket.getBucketArn()), "s3:ListBucket", "s3:GetBucketLocation");
        List<String> files = List.of(bucket.arnForObjects("*"));
        Grant use = side == EndpointSide.SOURCE
                ? grant(role, files, "s3:GetObject")
                : grant(role, files, "s3:PutObject", "s3:DeleteObject", "s3:PutObjectTagging");
        if (bucket.getEncryptionKey() != null) {
            bucket.getEncryptionKey().grantEncryptDecrypt(role);
        }
        return look.combine(use);
    }

    /** See <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.Kinesis.html">Kinesis as a target</a>. */
    static Grant stream(IStream stream, Role role) {
        if (stream.getEncryptionKey() != null) {
            stream.getEncryptionKey().grantEncryptDecrypt(role);
        }
        return grant(
                role,
                List.of(stream.getStreamArn()),
                "kinesis:DescribeStream",
                "kinesis:PutRecord",
                "kinesis:PutRecords");
    }

    /** See <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.DynamoDB.html">DynamoDB as a target</a>. */
    static Grant tables(Role role, ITable... tables) {
        List<String> arns = new ArrayList<>();
        for (ITable table : tables) {
            arns.add(table.getTableArn());
            if (table.getEncryptionKey() != null) {
                table.getEncryptionKey().grantEncryptDecrypt(role);
            }
        }
        if (arns.isEmpty()) {
            arns.add(table(role, "*"));
        } else {
            CONTROL_TABLES.forEach(name -> arns.add(table(role, name)));
        }
        return grant(
                        role,
                        arns,
                        "dynamodb:PutItem",
                        "dynamodb:UpdateItem",
                        "dynamodb:DeleteItem",
                        "dynamodb:CreateTable",
                        "dynamodb:DescribeTable",
                        "dynamodb:DeleteTable")
                .combine(grant(role, List.of("*"), "dynamodb:ListTables"));
    }

    private static String table(Role role, String name) {
        return Stack.of(role)
                .formatArn(ArnComponents.builder()
                        .service("dynamodb")
                        .resource("table")
                        .resourceName(name)
                        .build());
    }

    private static Grant grant(Role role, List<String> arns, String... actions) {
        return Grant.addToPrincipal(GrantOnPrincipalOptions.builder()
                .grantee(role)
                .actions(List.of(actions))
                .resourceArns(arns)
                .build());
    }
}
