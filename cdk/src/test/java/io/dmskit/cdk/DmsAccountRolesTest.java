package io.dmskit.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.assertions.Template;

class DmsAccountRolesTest {
    private final Stack stack = TestStack.create();

    @Test
    void haveTheNamesThatDmsLooksForAndStay() {
        DmsAccountRoles.Builder.create(stack, "Roles").build();

        Map<String, Map<String, Object>> roles = Template.fromStack(stack).findResources("AWS::IAM::Role");
        assertThat(roles.values())
                .extracting(role -> TestStack.property(role, "RoleName"))
                .containsExactlyInAnyOrder("dms-vpc-role", "dms-cloudwatch-logs-role", "dms-access-for-endpoint");
        assertThat(roles.values()).allSatisfy(role -> {
            assertThat(role).containsEntry("DeletionPolicy", "RetainExceptOnCreate");
            assertThat(role.toString()).contains("Service=dms.amazonaws.com", "aws:SourceAccount", "aws:SourceArn");
        });
        assertThat(roles.toString())
                .contains(
                        "AmazonDMSVPCManagementRole",
                        "AmazonDMSCloudWatchLogsRole",
                        "AmazonDMSRedshiftS3Role",
                        "Service=redshift.amazonaws.com");
    }

    @Test
    void thereIsOneOfEachInAnApp() {
        DmsAccountRoles.Builder.create(stack, "Roles").build();

        assertThatThrownBy(() -> DmsAccountRoles.Builder.create(stack, "Again").build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "Test/Again: Test/Roles makes the roles of the account already, and there can be one of each; use"
                                + " that one");
    }

    @Test
    void eachAccountHasItsOwn() {
        App app = new App();
        for (String account : new String[] {"111111111111", "222222222222"}) {
            Stack roles = new Stack(
                    app,
                    "Roles" + account,
                    StackProps.builder()
                            .env(Environment.builder()
                                    .account(account)
                                    .region("eu-west-1")
                                    .build())
                            .build());
            DmsAccountRoles.Builder.create(roles, "Roles").build();
        }

        assertThat(app.synth().getStacks()).hasSize(2);
    }

    @Test
    void comeBeforeSubnetGroupsOfOtherStacks() {
        App app = new App();
        Stack roles = new Stack(app, "Roles");
        DmsAccountRoles.Builder.create(roles, "Roles").build();
        Stack bank = new Stack(app, "Bank");
        ReplicationSubnetGroup.Builder.create(bank, "Group")
                .vpc(TestStack.vpc(bank))
                .build();

        app.synth();
        assertThat(bank.getDependencies()).contains(roles);
    }

    @Test
    void thoseThatExistAreLeftAlone() {
        DmsAccountRoles there = DmsAccountRoles.existing(stack, "Roles");

        assertThat(there.getVpcRole().getRoleName()).isEqualTo("dms-vpc-role");
        assertThat(Template.fromStack(stack).findResources("AWS::IAM::Role")).isEmpty();
        assertThat(List.of(
                        there.getCloudWatchLogsRole().getRoleName(),
                        there.getEndpointAccessRole().getRoleName()))
                .containsExactly("dms-cloudwatch-logs-role", "dms-access-for-endpoint");
    }
}
