package io.dmskit.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.metric.DmsMetric;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Size;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.dms.CfnReplicationInstance;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.events.OnEventOptions;
import software.amazon.awscdk.services.iam.User;

class ReplicationInstanceTest {
    private static final String TYPE = "AWS::DMS::ReplicationInstance";

    private final Stack stack = TestStack.create();

    @Test
    void isPrivateEncryptedAndHasAStandbyByDefault() {
        TestStack.instance(stack);

        assertThat(TestStack.properties(stack, TYPE))
                .containsEntry("PubliclyAccessible", false)
                .containsEntry("MultiAZ", true)
                .containsEntry("AutoMinorVersionUpgrade", true)
                .containsEntry("ReplicationInstanceClass", "dms.r6i.large")
                .containsEntry("AllocatedStorage", 100)
                .containsKeys("KmsKeyId", "ReplicationSubnetGroupIdentifier", "VpcSecurityGroupIds", "Tags")
                .doesNotContainKeys("ReplicationInstanceIdentifier", "AllowMajorVersionUpgrade", "EngineVersion");
        assertThat(TestStack.properties(stack, "AWS::KMS::Key")).containsEntry("EnableKeyRotation", true);
        assertThat(TestStack.only(stack, "AWS::KMS::Key")).containsEntry("DeletionPolicy", "RetainExceptOnCreate");
    }

    @Test
    void letsOutToAwsAndToWhatIsAllowedOnly() {
        ReplicationInstance instance = TestStack.instance(stack);
        SecurityGroup database = SecurityGroup.Builder.create(stack, "Database")
                .vpc(TestStack.vpc(stack))
                .build();
        instance.getConnections().allowTo(database, Port.tcp(5432), "database");

        Template template = Template.fromStack(stack);
        template.hasResourceProperties(
                "AWS::EC2::SecurityGroup",
                Map.of(
                        "GroupDescription",
                        "Replication instance Test/Instance",
                        "SecurityGroupEgress",
                        List.of(Match.objectLike(Map.of("FromPort", 443, "ToPort", 443)))));
        template.resourceCountIs("AWS::EC2::SecurityGroupEgress", 1);
        template.hasResourceProperties("AWS::EC2::SecurityGroupEgress", Map.of("FromPort", 5432, "ToPort", 5432));
    }

    @Test
    void takesWhatIsGiven() {
        ReplicationInstance.Builder.create(stack, "Instance")
                .vpc(TestStack.vpc(stack))
                .instanceClass(ReplicationInstanceClass.of("dms.c7i.large"))
                .engineVersion(DmsEngineVersion.V3_5_4)
                .allocatedStorage(Size.gibibytes(50))
                .multiAz(false)
                .availabilityZone("eu-west-1a")
                .preferredMaintenanceWindow("sun:03:00-sun:04:00")
                .replicationInstanceIdentifier("Bank-Core")
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();

        assertThat(TestStack.properties(stack, TYPE))
                .containsEntry("ReplicationInstanceClass", "dms.c7i.large")
                .containsEntry("EngineVersion", "3.5.4")
                .containsEntry("AllocatedStorage", 50)
                .containsEntry("MultiAZ", false)
                .containsEntry("AvailabilityZone", "eu-west-1a")
                .containsEntry("ReplicationInstanceIdentifier", "bank-core");
        assertThat(TestStack.only(stack, TYPE)).containsEntry("DeletionPolicy", "Retain");
    }

    @Test
    void refusesWhatDmsWouldRefuse() {
        ReplicationInstance.Builder builder = ReplicationInstance.Builder.create(stack, "Instance");

        assertThatThrownBy(builder::build).hasMessage("Test/Instance: vpc is missing; give vpc(...)");
        assertThatThrownBy(() -> builder.allocatedStorage(Size.gibibytes(4)))
                .hasMessage("allocated storage is 4 GiB: it must be 5 to 6144 GiB");
        assertThatThrownBy(() -> builder.replicationInstanceIdentifier("bank--core"))
                .hasMessageContaining("replication instance identifier is \"bank--core\"");
        assertThatThrownBy(() -> builder.replicationInstanceIdentifier("b".repeat(64)))
                .hasMessageContaining("1 to 63");
        assertThatThrownBy(() -> builder.preferredMaintenanceWindow("sunday"))
                .hasMessageContaining("sun:03:00-sun:04:00");
        assertThatThrownBy(() -> ReplicationInstanceClass.of("r6i.large")).hasMessageContaining("dms.FAMILY.SIZE");
        assertThatThrownBy(() -> builder.availabilityZone("eu-west-1a").build())
                .hasMessageContaining("an availability zone goes without standby");
    }

    @Test
    void aSubnetGroupWantsTwoZones() {
        Vpc one = Vpc.Builder.create(stack, "One").maxAzs(1).build();

        assertThatThrownBy(() -> ReplicationSubnetGroup.Builder.create(stack, "Group")
                        .vpc(one)
                        .build())
                .hasMessageContaining("Test/Group: its subnets are in 1 availability zone; DMS wants two");
    }

    @Test
    void comesAfterTheRolesThatDmsNeedsForItsNetwork() {
        TestStack.instance(stack);
        DmsAccountRoles.Builder.create(stack, "Roles").build();

        assertThat(TestStack.attribute(stack, "AWS::DMS::ReplicationSubnetGroup", "DependsOn"))
                .contains("RolesVpcRole");
    }

    @Test
    void metricsAreUnderTheInstancesIdentifier() {
        ReplicationInstance instance = TestStack.instance(stack);

        assertThat(stack.resolve(instance.metricFreeStorageSpace().getDimensions()))
                .asString()
                .matches("\\{ReplicationInstanceIdentifier=\\{Fn::GetAtt=\\[Instance\\w*, Id]}}");
        assertThat(instance.metricAvailableMemory().getStatistic()).isEqualTo("Minimum");
        assertThatThrownBy(() -> instance.metric(DmsMetric.CDC_LATENCY_SOURCE))
                .hasMessageContaining("ask the task or the serverless replication for it");
    }

    @Test
    void operatorsMayChangeThisInstanceOnly() {
        TestStack.instance(stack).grantOperate(new User(stack, "Operator"));

        assertThat(Template.fromStack(stack)
                        .findResources("AWS::IAM::Policy", Map.of("Properties", Map.of("Users", Match.anyValue())))
                        .toString())
                .contains(
                        "dms:ModifyReplicationInstance, dms:RebootReplicationInstance], Effect=Allow, Resource={Ref=Instance")
                .contains("Action=dms:DescribeReplicationInstances, Effect=Allow, Resource=*");
    }

    @Test
    void rulesListenToEveryKindOfEvent() {
        ReplicationInstance instance = TestStack.instance(stack);
        instance.onStateChange("Changed", OnEventOptions.builder().build());

        assertThat(TestStack.text(stack, "AWS::Events::Rule", "EventPattern"))
                .contains(
                        "DMS Replication Instance State Change",
                        "Class State Change",
                        "Storage State Change",
                        "Multi-AZ State Change",
                        "Patch State",
                        "Failover State",
                        "source=[aws.dms]");
    }

    @Test
    void aControlIsDecidedAgainstWithAReason() {
        ReplicationInstance.Builder builder = ReplicationInstance.Builder.create(stack, "Instance")
                .vpc(TestStack.vpc(stack))
                .multiAz(false)
                .acknowledge("DMS.13", "a test system");
        builder.build();

        assertThat(TestStack.attribute(stack, TYPE, "Metadata")).contains("DMS.13=a test system");
        assertThatThrownBy(() -> builder.acknowledge("DMS.99", "why not"))
                .hasMessageContaining("it must be DMS.1 to DMS.13, with a reason");
    }

    @Test
    void theChildIsCloudFormationsOwn() {
        assertThat(TestStack.instance(stack).getNode().getDefaultChild()).isInstanceOf(CfnReplicationInstance.class);
    }

    @Test
    void oneThatIsThereAlreadyHasTheSameVerbs() {
        IReplicationInstance there = ReplicationInstance.fromReplicationInstanceAttributes(
                stack,
                "There",
                "arn:aws:dms:eu-west-1:123456789012:rep:ABC",
                "bank-core",
                SecurityGroup.fromSecurityGroupId(stack, "Group", "sg-1"));
        there.grantRead(new User(stack, "Reader"));
        there.getConnections().allowFromAnyIpv4(Port.tcp(443));

        assertThat(there.metricCpuUtilization().getDimensions())
                .isEqualTo(Map.of("ReplicationInstanceIdentifier", "bank-core"));
        assertThat(there.getEnv().getRegion()).isEqualTo("eu-west-1");
        assertThat(TestStack.properties(stack, "AWS::EC2::SecurityGroupIngress"))
                .containsEntry("GroupId", "sg-1");
    }

    @Test
    void subnetsCanBeChosen() {
        ReplicationInstance.Builder.create(stack, "Instance")
                .vpc(TestStack.vpc(stack))
                .vpcSubnets(SubnetSelection.builder()
                        .subnets(TestStack.vpc(stack).getPublicSubnets())
                        .build())
                .build();

        assertThat(TestStack.text(stack, "AWS::DMS::ReplicationSubnetGroup", "SubnetIds"))
                .contains("PublicSubnet1", "PublicSubnet2");
    }
}
