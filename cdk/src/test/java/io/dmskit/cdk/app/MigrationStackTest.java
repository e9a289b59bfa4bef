package io.dmskit.cdk.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.cdk.TestStack;
import io.dmskit.migration.Migration;
import io.dmskit.migration.MigrationFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.assertions.Template;

class MigrationStackTest {
    private static final Path TEMPLATES = Path.of("..", "task-templates");

    @Test
    void aStackServesAnyEnvironmentAndHasEverything() {
        Template bank = stack(Map.of(), "bank");

        bank.resourceCountIs("AWS::EC2::VPC", 1);
        bank.resourceCountIs("AWS::EC2::FlowLog", 1);
        bank.resourceCountIs("AWS::DMS::ReplicationInstance", 1);
        bank.resourceCountIs("AWS::DMS::Endpoint", 2);
        bank.resourceCountIs("AWS::DMS::ReplicationTask", 1);
        bank.resourceCountIs("AWS::CloudWatch::CompositeAlarm", 1);
        bank.resourceCountIs("AWS::CloudWatch::Dashboard", 1);
        bank.hasResourceProperties("AWS::SNS::Topic", Map.of("TopicName", "ops-topic"));
        bank.hasResourceProperties("AWS::IAM::Role", Map.of("RoleName", "dms-vpc-role"));
        assertThat(bank.toJSON().toString()).doesNotContain("123456789012");
    }

    @Test
    void severalFilesShareNetworkRolesAndTopics() {
        Template all = stack(Map.of(), "bank", "store", "stores");

        all.resourceCountIs("AWS::DMS::ReplicationTask", 5);
        all.resourceCountIs("AWS::EC2::VPC", 1);
        all.resourceCountIs("AWS::SNS::Topic", 2); // ops-topic, and the store's own, whose file names none
        assertThat(all.findResources("AWS::IAM::Role", Map.of("Properties", Map.of("RoleName", "dms-vpc-role"))))
                .hasSize(1);
    }

    @Test
    void whatIsThereIsUsed() {
        Template bank = stack(
                Map.of(
                        "roles", "existing",
                        "topics", "existing",
                        "account", "123456789012",
                        "region", "eu-west-1",
                        "vpc", "vpc-0123",
                        "instance", "arn:aws:dms:eu-west-1:123456789012:rep:ABC",
                        "instance-identifier", "shared",
                        "instance-security-groups", "sg-1"),
                "bank");

        bank.resourceCountIs("AWS::EC2::VPC", 0);
        bank.resourceCountIs("AWS::SNS::Topic", 0);
        bank.resourceCountIs("AWS::DMS::ReplicationInstance", 0);
        bank.resourceCountIs("AWS::EC2::SecurityGroup", 0);
        bank.resourceCountIs("AWS::EC2::SecurityGroupEgress", 0);
        bank.hasResourceProperties(
                "AWS::DMS::ReplicationTask",
                Map.of("ReplicationInstanceArn", "arn:aws:dms:eu-west-1:123456789012:rep:ABC"));
        assertThat(bank.toJSON().toString())
                .contains(":sns:eu-west-1:123456789012:ops-topic")
                .doesNotContain("dms-vpc-role");
    }

    @Test
    void anInstanceThatIsThereNeedsNoNetworkAndNoRoles() {
        Template bank = stack(
                Map.of("instance", "arn:aws:dms:eu-west-1:123456789012:rep:ABC", "instance-identifier", "shared"),
                "bank");

        bank.resourceCountIs("AWS::EC2::VPC", 0);
        bank.resourceCountIs("AWS::EC2::NatGateway", 0);
        assertThat(bank.toJSON().toString()).doesNotContain("dms-vpc-role");
    }

    @Test
    void placesOfDatabasesNarrowTheSecurityGroup() {
        Template bank = stack(
                Map.of("source-cidr", "10.1.0.0/16", "source-port", "1522", "target-cidr", "10.2.0.0/16"), "bank");

        assertThat(bank.findResources("AWS::EC2::SecurityGroup").toString())
                .contains("CidrIp=10.1.0.0/16", "FromPort=1522", "CidrIp=10.2.0.0/16", "FromPort=5432")
                .doesNotContain("FromPort=1521");
    }

    @Test
    void slotsOfASourceInRdsAreWatched() {
        Template store = stack(Map.of("source-db-instance", "old-store"), "store");

        assertThat(store.findResources("AWS::CloudWatch::Alarm").toString())
                .contains("OldestReplicationSlotLag", "Name=DBInstanceIdentifier, Value=old-store");
    }

    @Test
    void withoutAlarmsNothingWatches() {
        Template bank = stack(Map.of("alarms", "false"), "bank");

        bank.resourceCountIs("AWS::CloudWatch::Alarm", 0);
        bank.resourceCountIs("AWS::Events::Rule", 0);
        bank.resourceCountIs("AWS::SNS::Topic", 0);
    }

    private static Template stack(Map<String, String> choices, String... templates) {
        List<Migration> migrations = new ArrayList<>();
        List<String> files = new ArrayList<>();
        for (String template : templates) {
            Path file = TEMPLATES.resolve(template).resolve("migration.yaml");
            migrations.addAll(MigrationFile.read(file));
            files.add(file.toString());
        }
        Map<String, String> all = new TreeMap<>(choices);
        all.put("migration", String.join(",", files));
        return Template.fromStack(
                new MigrationStack(TestStack.app(AppProps.builder()), "Migrations", Choices.of(all), migrations));
    }
}
