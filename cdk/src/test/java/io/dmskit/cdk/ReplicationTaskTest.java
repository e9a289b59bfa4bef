package io.dmskit.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.mapping.Statement;
import io.dmskit.mapping.TableMappings;
import io.dmskit.mapping.fluent.Mapping;
import io.dmskit.metric.DmsMetric;
import io.dmskit.migration.Capacity;
import io.dmskit.position.CdcStart;
import io.dmskit.position.CdcStopPosition;
import io.dmskit.settings.FullLoadSettings;
import io.dmskit.settings.Logging;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.TaskSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.OnEventOptions;
import software.amazon.awscdk.services.iam.User;

class ReplicationTaskTest {
    private static final String TASK = "AWS::DMS::ReplicationTask";
    private static final String SERVERLESS = "AWS::DMS::ReplicationConfig";

    private final Stack stack = TestStack.create();

    @Test
    void itsJsonIsTheSdks() {
        task().build();

        Map<String, Object> properties = TestStack.properties(stack, TASK);
        assertThat(properties)
                .containsEntry("MigrationType", "full-load-and-cdc")
                .doesNotContainKey("ReplicationTaskIdentifier");
        assertThat(TableMappings.parse("template", String.valueOf(properties.get("TableMappings"))))
                .isEqualTo(TestStack.MAPPINGS);
        String settings = String.valueOf(properties.get("ReplicationTaskSettings"));
        assertThat(TaskSettings.parse("template", settings))
                .isEqualTo(TaskSettings.DEFAULTS.with(Logging.ENABLE_LOGGING, true));
        assertThat(settings).contains("{\"Id\":\"SOURCE_CAPTURE\",\"Severity\":\"LOGGER_SEVERITY_DEFAULT\"}");
        assertThat(settings).contains("\"MaxFullLoadSubTasks\":8").doesNotContain("CloudWatchLogGroup", "\n");
    }

    @Test
    void settingsThatSayNothingOfLogsGetThem() {
        task().taskSettings(TaskSettings.DEFAULTS.with(FullLoadSettings.COMMIT_RATE, 5000))
                .build();

        assertThat((String) TestStack.properties(stack, TASK).get("ReplicationTaskSettings"))
                .contains("\"EnableLogging\":true", "\"CommitRate\":5000");
        assertThat(Annotations.fromStack(stack).findInfo("*", Match.stringLikeRegexp(".*log is turned on.*")))
                .hasSize(1);
    }

    @Test
    void startAndStopGoWhereTheyBelong() {
        task().migrationType(MigrationType.CDC)
                .cdcStart(CdcStart.parse("4AF/B00000D0"))
                .cdcStop(CdcStopPosition.parse("commit_time:2026-02-01T03:00:00"))
                .build();

        assertThat(TestStack.properties(stack, TASK))
                .containsEntry("CdcStartPosition", "4AF/B00000D0")
                .containsEntry("CdcStopPosition", "commit_time:2026-02-01T03:00:00")
                .doesNotContainKey("CdcStartTime");
    }

    @Test
    void aStartTimeIsANumber() {
        task().cdcStart(CdcStart.parse("2026-02-01T03:00:00")).build();

        assertThat(TestStack.properties(stack, TASK))
                .containsEntry("CdcStartTime", 1769914800)
                .doesNotContainKey("CdcStartPosition");
    }

    @Test
    void metricsAreUnderTheInstanceAndTheLastPartOfTheArn() {
        ReplicationTask task = task().build();

        assertThat(stack.resolve(task.metricCdcLatencySource().getDimensions()))
                .asString()
                .matches("\\{ReplicationInstanceIdentifier=\\{Fn::GetAtt=\\[Instance\\w*, Id]},"
                        + " ReplicationTaskIdentifier=\\{Fn::Select=\\[6, \\{Fn::Split=\\[:, \\{Ref=Task\\w*}]}]}}");
        assertThat(task.metricCdcLatencySource().getStatistic()).isEqualTo("Maximum");
        assertThatThrownBy(() -> task.metric(DmsMetric.FREE_STORAGE_SPACE))
                .hasMessageContaining("ask the replication instance for it");
    }

    @Test
    void operatorsMayRunThisTaskOnly() {
        task().build().grantOperate(new User(stack, "Operator"));

        assertThat(Template.fromStack(stack)
                        .findResources("AWS::IAM::Policy", Map.of("Properties", Map.of("Users", Match.anyValue())))
                        .toString())
                .contains(
                        "dms:ReloadTables, dms:StartReplicationTask, dms:StopReplicationTask], Effect=Allow, Resource={Ref=Task")
                .contains("Action=dms:DescribeReplicationTasks, Effect=Allow, Resource=*");
    }

    @Test
    void rulesTellFailuresOfThisTask() {
        task().build().onFailed("Failed", OnEventOptions.builder().build());

        assertThat(TestStack.text(stack, "AWS::Events::Rule", "EventPattern"))
                .contains(
                        "eventType=[REPLICATION_TASK_FAILED]",
                        "detail-type=[DMS Replication Task State Change]",
                        "Ref=Task");
    }

    @Test
    void aCallersPatternNarrowsAndDoesNotWiden() {
        task().build()
                .onFailed(
                        "Failed",
                        OnEventOptions.builder()
                                .eventPattern(EventPattern.builder()
                                        .detail(Map.of("category", List.of("Failure")))
                                        .build())
                                .build());

        assertThat(TestStack.text(stack, "AWS::Events::Rule", "EventPattern"))
                .contains("category=[Failure]", "eventType=[REPLICATION_TASK_FAILED]");
    }

    @Test
    void aTaskThatIsThereHasTheSameVerbs() {
        IReplicationTask there = ReplicationTask.fromReplicationTaskAttributes(
                stack,
                "There",
                "arn:aws:dms:eu-west-1:123456789012:task:ABCDEF",
                ReplicationInstance.fromReplicationInstanceAttributes(
                        stack, "Instance", "arn:aws:dms:eu-west-1:123456789012:rep:XYZ", "bank-core"));

        assertThat(there.getMetricDimensions())
                .containsEntry("ReplicationInstanceIdentifier", "bank-core")
                .containsEntry("ReplicationTaskIdentifier", "ABCDEF");
        assertThat(there.getLogGroupName()).isEqualTo("dms-tasks-bank-core");
    }

    @Test
    void saysWhatIsMissingOrTooLarge() {
        assertThatThrownBy(() -> ReplicationTask.Builder.create(stack, "Empty").build())
                .hasMessage("Test/Empty: replicationInstance is missing; give replicationInstance(...)");
        TableMappings many = TableMappings.of(IntStream.range(0, 4000)
                .mapToObj(i -> Mapping.table("banking", "a_table_with_a_rather_long_name_" + i)
                        .include())
                .toArray(Statement[]::new));
        assertThatThrownBy(() -> task().tableMappings(many).build())
                .hasMessageContaining("divide the tables among several tasks");
    }

    @Test
    void aServerlessReplicationHasObjectsForTexts() {
        serverless().build();

        Map<String, Object> properties = TestStack.properties(stack, SERVERLESS);
        assertThat(properties.get("TableMappings")).isInstanceOf(Map.class);
        assertThat(String.valueOf(properties.get("ReplicationSettings"))).contains("EnableLogging=true");
        assertThat(String.valueOf(properties.get("ComputeConfig")))
                .contains(
                        "MinCapacityUnits=2", "MaxCapacityUnits=16", "MultiAZ=true", "KmsKeyId", "VpcSecurityGroupIds");
        assertThat((String) properties.get("ReplicationConfigIdentifier")).matches("[a-z](-?[a-z0-9])*");
    }

    @Test
    void aServerlessReplicationsMetricsAreUnderAccountAndId() {
        ServerlessReplication replication = serverless().build();
        replication.onFailed("Failed", OnEventOptions.builder().build());

        assertThat(stack.resolve(replication.getMetricDimensions()).toString())
                .startsWith("{ReplicationConfigId={Fn::Join=[, [{Ref=AWS::AccountId}, :, {Fn::Select=[6,");
        assertThat(TestStack.text(stack, "AWS::Events::Rule", "EventPattern"))
                .contains("DMS Replication State Change", "REPLICATION_FAILED");
    }

    private ReplicationTask.Builder task() {
        return ReplicationTask.Builder.create(stack, "Task")
                .replicationInstance(TestStack.instance(stack))
                .source(TestStack.source(stack))
                .target(TestStack.target(stack))
                .migrationType(MigrationType.FULL_LOAD_AND_CDC)
                .tableMappings(TestStack.MAPPINGS);
    }

    private ServerlessReplication.Builder serverless() {
        return ServerlessReplication.Builder.create(stack, "Serverless")
                .vpc(TestStack.vpc(stack))
                .capacity(new Capacity.Serverless(Optional.of(2), 16, true))
                .source(TestStack.source(stack))
                .target(TestStack.target(stack))
                .migrationType(MigrationType.FULL_LOAD_AND_CDC)
                .tableMappings(TestStack.MAPPINGS);
    }
}
