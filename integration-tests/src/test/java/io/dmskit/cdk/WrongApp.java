package io.dmskit.cdk;

import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.dms.CfnReplicationTask;

/** An app whose template CloudFormation would refuse. */
final class WrongApp {
    private WrongApp() {}

    public static void main(String[] args) {
        App app = new App(AppProps.builder()
                .context(Map.of("@aws-cdk/core:validateAgainstDefaultRules", true))
                .build());
        CfnReplicationTask.Builder.create(new Stack(app, "Wrong"), "Task")
                .migrationType("cdc")
                .replicationInstanceArn("arn:aws:dms:eu-west-1:123456789012:rep:ABC")
                .sourceEndpointArn("arn:aws:dms:eu-west-1:123456789012:endpoint:ABC")
                .targetEndpointArn("arn:aws:dms:eu-west-1:123456789012:endpoint:DEF")
                .tableMappings("{}")
                .build()
                .addPropertyOverride("MigrationTyp", "cdc");
        app.synth();
    }
}
