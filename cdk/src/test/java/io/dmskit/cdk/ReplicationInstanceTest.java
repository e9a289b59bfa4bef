package io.dmskit.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.ec2.Vpc;

class ReplicationInstanceTest {
    private final Stack stack = new Stack(new App(), "Test");

    @Test
    void isPrivateEncryptedAndHasAStandbyByDefault() {
        DmsAccountRoles.Builder.create(stack, "Roles").build();
        ReplicationInstance instance = ReplicationInstance.Builder.create(stack, "Replication")
                .vpc(Vpc.Builder.create(stack, "Vpc").build())
                .build();
        instance.grantOperate(new software.amazon.awscdk.services.iam.User(stack, "Operator"));

        Template template = Template.fromStack(stack);
        template.hasResourceProperties(
                "AWS::DMS::ReplicationInstance",
                Map.of("PubliclyAccessible", false, "MultiAZ", true, "AutoMinorVersionUpgrade", true));
        assertThat(instance.metricCpuUtilization().getDimensions()).isNotEmpty();
        System.out.println(template.toJSON());
    }
}
