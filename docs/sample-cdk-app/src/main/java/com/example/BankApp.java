package com.example;

import static io.dmskit.mapping.fluent.Mapping.schema;
import static io.dmskit.mapping.fluent.Mapping.tables;

import io.dmskit.cdk.DmsAccountRoles;
import io.dmskit.cdk.DmsChecks;
import io.dmskit.cdk.Endpoint;
import io.dmskit.cdk.EndpointEngine;
import io.dmskit.cdk.ReplicationInstance;
import io.dmskit.cdk.ReplicationInstanceClass;
import io.dmskit.cdk.ReplicationTask;
import io.dmskit.mapping.TableMappings;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.Presets;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Validations;
import software.amazon.awscdk.services.cloudwatch.CreateAlarmOptions;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.rds.DatabaseInstance;
import software.amazon.awscdk.services.rds.DatabaseInstanceEngine;
import software.amazon.awscdk.services.secretsmanager.Secret;

/** Replicates a bank from its old PostgreSQL server to RDS, in a CDK app of your own. */
public final class BankApp {
    public static void main(String[] args) {
        App app = new App();
        Stack stack = new Stack(app, "Bank");
        DmsAccountRoles.Builder.create(stack, "AccountRoles").build();
        Vpc vpc = Vpc.Builder.create(stack, "Vpc").maxAzs(2).build();

        DatabaseInstance database = DatabaseInstance.Builder.create(stack, "Database")
                .engine(DatabaseInstanceEngine.POSTGRES)
                .vpc(vpc)
                .storageEncrypted(true)
                .build();
        ReplicationInstance instance = ReplicationInstance.Builder.create(stack, "Replication")
                .vpc(vpc)
                .instanceClass(ReplicationInstanceClass.R6I_LARGE)
                .build();
        database.getConnections().allowDefaultPortFrom(instance);
        instance.getConnections().allowTo(Peer.ipv4("10.0.0.0/8"), Port.tcp(5432), "the old bank");

        ReplicationTask task = ReplicationTask.Builder.create(stack, "Task")
                .replicationInstance(instance)
                .source(Endpoint.Builder.create(stack, "Source")
                        .source()
                        .engine(EndpointEngine.postgres(
                                "bankprod", Secret.fromSecretNameV2(stack, "OldBank", "bank/legacy")))
                        .build())
                .target(Endpoint.Builder.create(stack, "Target")
                        .target()
                        .engine(EndpointEngine.postgres("postgres", database.getSecret()))
                        .build())
                .migrationType(MigrationType.FULL_LOAD_AND_CDC)
                .tableMappings(TableMappings.of(
                        tables("banking", "%").include(), schema("banking").renameTo("modernbank")))
                .taskSettings(Presets.STEADY_CDC)
                .build();

        task.metricCdcLatencyTarget()
                .createAlarm(
                        stack,
                        "Lag",
                        CreateAlarmOptions.builder()
                                .threshold(60)
                                .evaluationPeriods(5)
                                .build());
        task.grantOperate(Role.Builder.create(stack, "Operators")
                .assumedBy(new ServicePrincipal("ec2.amazonaws.com"))
                .build());
        Validations.of(app).addPlugins(new DmsChecks());
        app.synth();
    }

    private BankApp() {}
}
