package io.dmskit.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.endpoint.Tls;
import io.dmskit.mapping.TableMappings;
import io.dmskit.mapping.fluent.Mapping;
import io.dmskit.settings.MigrationType;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.events.OnEventOptions;
import software.amazon.awscdk.services.iam.User;
import software.amazon.awscdk.services.secretsmanager.Secret;

class ReplicationInstanceTest {
    private final Stack stack = new Stack(new App(), "Test");

    @Test
    void isPrivateEncryptedAndHasAStandbyByDefault() {
        DmsAccountRoles.Builder.create(stack, "Roles").build();
        ReplicationInstance instance = ReplicationInstance.Builder.create(stack, "Replication")
                .vpc(Vpc.Builder.create(stack, "Vpc").build())
                .build();
        instance.grantOperate(new User(stack, "Operator"));

        Template template = Template.fromStack(stack);
        template.hasResourceProperties(
                "AWS::DMS::ReplicationInstance",
                Map.of("PubliclyAccessible", false, "MultiAZ", true, "AutoMinorVersionUpgrade", true));
        assertThat(instance.metricCpuUtilization().getDimensions()).isNotEmpty();
    }

    @Test
    void taskHasItsEndpoints() {
        Vpc vpc = Vpc.Builder.create(stack, "Vpc").build();
        ReplicationInstance instance = ReplicationInstance.Builder.create(stack, "Replication")
                .vpc(vpc)
                .build();
        Endpoint source = Endpoint.Builder.create(stack, "Source")
                .source()
                .engine(EndpointEngine.oracle("BANKPROD", Secret.fromSecretNameV2(stack, "Old", "bank/legacy")))
                .tls(Tls.NONE)
                .build();
        Endpoint target = Endpoint.Builder.create(stack, "Target")
                .target()
                .engine(EndpointEngine.postgres("modernbank", new Secret(stack, "New")))
                .build();
        ReplicationTask task = ReplicationTask.Builder.create(stack, "Task")
                .replicationInstance(instance)
                .source(source)
                .target(target)
                .migrationType(MigrationType.FULL_LOAD_AND_CDC)
                .tableMappings(TableMappings.of(Mapping.tables("sales", "%").include()))
                .build();
        ServerlessReplication.Builder.create(stack, "Serverless")
                .vpc(vpc)
                .source(source)
                .target(target)
                .migrationType(MigrationType.FULL_LOAD_AND_CDC)
                .tableMappings(TableMappings.of(Mapping.tables("sales", "%").include()))
                .build()
                .grantOperate(new User(stack, "Operator"));
        task.onFailed("Failed", OnEventOptions.builder().build());
        assertThat(task.metricCdcLatencySource().getStatistic()).isEqualTo("Maximum");

        Template template = Template.fromStack(stack);
        template.resourceCountIs("AWS::DMS::ReplicationConfig", 1);
    }
}
