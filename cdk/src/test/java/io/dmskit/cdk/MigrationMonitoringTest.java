package io.dmskit.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dmskit.alarm.AlarmDefinition;
import io.dmskit.alarm.AlarmKind;
import io.dmskit.alarm.Measure;
import io.dmskit.alarm.MigrationAlarms;
import io.dmskit.alarm.Severity;
import io.dmskit.alarm.Subject;
import io.dmskit.mapping.TableMappings;
import io.dmskit.mapping.fluent.Mapping;
import io.dmskit.metric.DmsMetric;
import io.dmskit.migration.Alarms;
import io.dmskit.migration.Capacity;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.TaskSettings;
import io.dmskit.settings.ValidationSettings;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.rds.DatabaseInstance;
import software.amazon.awscdk.services.rds.DatabaseInstanceAttributes;
import software.amazon.awscdk.services.rds.DatabaseInstanceEngine;
import software.amazon.awscdk.services.rds.IDatabaseInstance;
import software.amazon.awscdk.services.rds.IInstanceEngine;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.sns.Topic;

class MigrationMonitoringTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PREFIX = "arn:aws:dms:eu-central-1:111122223333:";
    private static final Capacity.Provisioned INSTANCE = new Capacity.Provisioned("dms.r6i.large", 100, true);
    private static final Capacity.Serverless SERVERLESS = new Capacity.Serverless(Optional.empty(), 16, true);
    private static final TaskSettings VALIDATING =
            TaskSettings.DEFAULTS.with(ValidationSettings.ENABLE_VALIDATION, true);
    private static final MigrationAlarms OF_TASK = MigrationAlarms.ofReplication(
                    MigrationType.FULL_LOAD_AND_CDC, VALIDATING, INSTANCE, Alarms.NONE)
            .and(MigrationAlarms.ofInstance(INSTANCE));
    private static final MigrationAlarms OF_LOAD = MigrationAlarms.ofReplication(
                    MigrationType.FULL_LOAD, TaskSettings.DEFAULTS, INSTANCE, Alarms.NONE)
            .and(MigrationAlarms.ofInstance(INSTANCE));
    private static final MigrationAlarms OF_SERVERLESS = MigrationAlarms.ofReplication(
            MigrationType.CDC,
            TaskSettings.DEFAULTS,
            SERVERLESS,
            new Alarms(Optional.empty(), Optional.of(Duration.ofMinutes(2)), List.of()));

    private static final List<Map<String, String>> TASK_DIMENSIONS = List.of(
            Map.of("Name", "ReplicationInstanceIdentifier", "Value", "bank-core"),
            Map.of("Name", "ReplicationTaskIdentifier", "Value", "CPSTBQ7"));
    private static final List<Map<String, String>> LOAD_DIMENSIONS = List.of(
            Map.of("Name", "ReplicationInstanceIdentifier", "Value", "bank-core"),
            Map.of("Name", "ReplicationTaskIdentifier", "Value", "LOADER1"));
    private static final List<Map<String, String>> INSTANCE_DIMENSIONS =
            List.of(Map.of("Name", "ReplicationInstanceIdentifier", "Value", "bank-core"));
    private static final List<Map<String, String>> SERVERLESS_DIMENSIONS =
            List.of(Map.of("Name", "ReplicationConfigId", "Value", "111122223333:SLESS01"));
    private static final List<Map<String, String>> SOURCE_DIMENSIONS =
            List.of(Map.of("Name", "DBInstanceIdentifier", "Value", "legacy"));

    private final App app = new App();
    private final Stack stack = stack(app);

    @Test
    void everyAlarmIsAsItIsDefinedUnderExactlyItsDimensions() {
        everything(stack);

        List<JsonNode> made = ofType("AWS::CloudWatch::Alarm");
        List<JsonNode> expected = new ArrayList<>();
        OF_TASK.about(Subject.REPLICATION).definitions().forEach(one -> expected.add(expected(one, TASK_DIMENSIONS)));
        OF_LOAD.about(Subject.REPLICATION).definitions().forEach(one -> expected.add(expected(one, LOAD_DIMENSIONS)));
        OF_SERVERLESS.definitions().forEach(one -> expected.add(expected(one, SERVERLESS_DIMENSIONS)));
        OF_TASK.about(Subject.INSTANCE).definitions().forEach(one -> expected.add(expected(one, INSTANCE_DIMENSIONS)));
        MigrationAlarms.ofSourceSlots().definitions().forEach(one -> expected.add(expected(one, SOURCE_DIMENSIONS)));
        assertThat(made.stream().map(MigrationMonitoringTest::withoutActions))
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(made.stream().map(MigrationMonitoringTest::kind))
                .as("every kind of alarm is made by this test")
                .contains(AlarmKind.values());
    }

    @Test
    void dimensionsOfWhatIsMadeHereComeFromItsArns() {
        Vpc vpc = Vpc.Builder.create(stack, "Vpc").build();
        Endpoint source = endpoint("Source", true);
        Endpoint target = endpoint("Target", false);
        ReplicationInstance instance = ReplicationInstance.Builder.create(stack, "Made")
                .vpc(vpc)
                .replicationInstanceIdentifier("bank-core")
                .build();
        ReplicationTask task = ReplicationTask.Builder.create(stack, "Task")
                .replicationInstance(instance)
                .source(source)
                .target(target)
                .migrationType(MigrationType.CDC)
                .tableMappings(TableMappings.of(Mapping.tables("sales", "%").include()))
                .replicationTaskIdentifier("bank-core")
                .build();
        ServerlessReplication serverless = ServerlessReplication.Builder.create(stack, "Serverless")
                .vpc(vpc)
                .source(source)
                .target(target)
                .migrationType(MigrationType.CDC)
                .tableMappings(TableMappings.of(Mapping.tables("sales", "%").include()))
                .build();
        MigrationMonitoring.Builder.create(stack, "Monitoring")
                .replication(task, OF_TASK)
                .replication(serverless, OF_SERVERLESS)
                .build();

        String lastOfTask = "{\"Fn::Select\":[6,{\"Fn::Split\":[\":\",{\"Ref\":\""
                + logicalId("AWS::DMS::ReplicationTask") + "\"}]}]}";
        String lastOfConfig = "{\"Fn::Select\":[6,{\"Fn::Split\":[\":\",{\"Ref\":\""
                + logicalId("AWS::DMS::ReplicationConfig") + "\"}]}]}";
        assertThat(ofType("AWS::CloudWatch::Alarm").stream()
                        .map(MigrationMonitoringTest::dimensions)
                        .distinct())
                .containsExactlyInAnyOrder(
                        "[{\"Name\":\"ReplicationInstanceIdentifier\",\"Value\":\"bank-core\"}]",
                        "[{\"Name\":\"ReplicationInstanceIdentifier\",\"Value\":\"bank-core\"},"
                                + "{\"Name\":\"ReplicationTaskIdentifier\",\"Value\":" + lastOfTask + "}]",
                        "[{\"Name\":\"ReplicationConfigId\",\"Value\":{\"Fn::Join\":[\"\",[\"111122223333:\","
                                + lastOfConfig + "]]}}]");
    }

    @Test
    void aMetricIsAskedOfWhatHasIt() {
        IReplicationInstance instance = instance(stack);
        IReplicationTask task = task(stack, "Task", "CPSTBQ7", instance);

        assertThatThrownBy(() -> task.metric(DmsMetric.CAPACITY_UTILIZATION))
                .hasMessage(
                        "CAPACITY_UTILIZATION is a metric of serverless replications: a task has none, ask its instance");
        assertThatThrownBy(() -> task.metric(DmsMetric.AVAILABLE_MEMORY))
                .hasMessage("AVAILABLE_MEMORY is a metric of instances: ask the replication instance for it");
        assertThatThrownBy(() -> instance.metric(DmsMetric.SERVERLESS_CPU_UTILIZATION))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> serverless(stack).metric(DmsMetric.INSTANCE_CPU_UTILIZATION))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesMoreThanTheRuleOfACompositeAlarmHasRoomFor() {
        MigrationMonitoring.Builder builder = MigrationMonitoring.Builder.create(stack, "Monitoring")
                .failuresOnly(true)
                .dashboard(false);
        for (int i = 0; i < 21; i++) {
            builder.replicationInstance(instance(stack, "Instance" + i), INSTANCE);
        }

        assertThatThrownBy(builder::build)
                .hasMessage(
                        "Test/Monitoring: 42 of its alarms page together, and the rule of one composite alarm has room for"
                                + " 40; divide what is watched among several MigrationMonitoring");
    }

    @Test
    void ofSeveralReplicationsEachPagesForItself() {
        IReplicationInstance instance = instance(stack);
        IReplicationTask first = task(stack, "First", "CPSTBQ7", instance);
        IReplicationTask second = task(stack, "Second", "CPSTBQ8", instance);
        IReplicationTask load = task(stack, "Load", "LOADER1", instance);
        MigrationMonitoring monitoring = MigrationMonitoring.Builder.create(stack, "Monitoring")
                .replication(first, OF_TASK)
                .replication(second, OF_TASK)
                .replication(load, OF_LOAD)
                .build();

        Set<String> rung = new LinkedHashSet<>();
        for (JsonNode composite : ofType("AWS::CloudWatch::CompositeAlarm")) {
            List<String> alarms = composite.path("AlarmRule").findValues("Fn::GetAtt").stream()
                    .map(one -> one.path(0).asText())
                    .toList();
            assertThat(alarms).hasSizeBetween(2, 3);
            alarms.forEach(alarm ->
                    assertThat(rung.add(alarm)).as("in one composite alarm").isTrue());
        }
        assertThat(rung).as("the two tasks' and the instance's").hasSize((int)
                (2 * count(OF_TASK.about(Subject.REPLICATION), Severity.PAGE)
                        + count(OF_TASK.about(Subject.INSTANCE), Severity.PAGE)));
        assertThat(monitoring.getCompositeAlarms()).hasSize(3);
        assertThat(monitoring.getCompositeAlarm(first)).isPresent().isNotEqualTo(monitoring.getCompositeAlarm(second));
        assertThat(monitoring.getCompositeAlarm(load))
                .as("none of its alarms pages")
                .isEmpty();
        assertThatThrownBy(monitoring::getCompositeAlarm)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Test/Monitoring: there are 3 composite alarms; ask for that of a replication, or for all");
    }

    @Test
    void refusesMoreTopicsThanAnAlarmCanTell() {
        MigrationMonitoring.Builder builder = one();
        for (int i = 0; i < 6; i++) {
            builder.topics(Topic.Builder.create(stack, "Mine" + i).build());
        }

        assertThatThrownBy(builder::build)
                .hasMessage(
                        "Test/Monitoring: 6 topics are to be told, and an alarm and a rule can tell 5; subscribe to one"
                                + " topic instead");
    }

    @Test
    void someAlarmsInFull() {
        everything(stack);

        Template template = Template.fromStack(stack);
        template.hasResourceProperties(
                "AWS::CloudWatch::Alarm",
                Map.of(
                        "Namespace",
                        "AWS/DMS",
                        "MetricName",
                        "CDCLatencyTarget",
                        "Dimensions",
                        TASK_DIMENSIONS,
                        "Statistic",
                        "Maximum",
                        "Threshold",
                        300,
                        "Period",
                        60,
                        "EvaluationPeriods",
                        12,
                        "DatapointsToAlarm",
                        9,
                        "TreatMissingData",
                        "breaching"));
        template.hasResourceProperties(
                "AWS::CloudWatch::Alarm",
                Map.of(
                        "MetricName",
                        "CapacityUtilization",
                        "Dimensions",
                        SERVERLESS_DIMENSIONS,
                        "ComparisonOperator",
                        "LessThanThreshold",
                        "Threshold",
                        0,
                        "TreatMissingData",
                        "breaching"));
        template.hasResourceProperties(
                "AWS::CloudWatch::Alarm",
                Map.of(
                        "MetricName",
                        "AvailableMemory",
                        "Statistic",
                        "Minimum",
                        "Threshold",
                        Math.rint((16L << 30) * 0.1),
                        "TreatMissingData",
                        "ignore"));
        template.hasResourceProperties(
                "AWS::CloudWatch::Alarm",
                Map.of("MetricName", "FreeStorageSpace", "Threshold", 15L << 30, "DatapointsToAlarm", 3));
        template.hasResourceProperties(
                "AWS::CloudWatch::Alarm",
                Map.of(
                        "Namespace",
                        "AWS/RDS",
                        "MetricName",
                        "OldestReplicationSlotLag",
                        "Dimensions",
                        SOURCE_DIMENSIONS));
    }

    @Test
    void whatPagesTellsThroughTheCompositeAlarmAndNobodyTellsOfRecoveries() {
        MigrationMonitoring monitoring = everything(stack);

        long paging = count(OF_TASK, Severity.PAGE)
                + count(OF_LOAD.about(Subject.REPLICATION), Severity.PAGE)
                + count(OF_SERVERLESS, Severity.PAGE)
                + count(MigrationAlarms.ofSourceSlots(), Severity.PAGE);
        for (JsonNode alarm : ofType("AWS::CloudWatch::Alarm")) {
            boolean pages = text(alarm, "AlarmDescription").startsWith("PAGE");
            assertThat(alarm.has("AlarmActions")).isEqualTo(!pages);
            assertThat(alarm.has("OKActions")).isFalse();
            assertThat(alarm.has("InsufficientDataActions")).isFalse();
        }
        List<JsonNode> composites = ofType("AWS::CloudWatch::CompositeAlarm");
        assertThat(composites)
                .hasSameSizeAs(monitoring.getCompositeAlarms())
                .allMatch(composite -> composite.has("AlarmActions"))
                .noneMatch(composite -> composite.has("OKActions"));
        assertThat(composites.stream()
                        .flatMap(composite -> composite.path("AlarmRule").findValues("Fn::GetAtt").stream()))
                .hasSize((int) paging);
        assertThat(monitoring.getAlarms(AlarmKind.TARGET_LATENCY)).hasSize(2);
    }

    @Test
    void whatOneReplicationRunsOnPagesTogetherWithIt() {
        MigrationMonitoring monitoring = one().build();

        JsonNode composite = ofType("AWS::CloudWatch::CompositeAlarm").get(0);
        assertThat(composite.path("AlarmRule").findValues("Fn::GetAtt")).hasSize((int) count(OF_TASK, Severity.PAGE));
        assertThat(monitoring.getCompositeAlarms()).containsExactly(monitoring.getCompositeAlarm());
    }

    @Test
    void recoveriesAreToldOnceIfAskedFor() {
        one().tellRecovery(true).build();

        assertThat(ofType("AWS::CloudWatch::CompositeAlarm").get(0).has("OKActions"))
                .isTrue();
        assertThat(ofType("AWS::CloudWatch::Alarm")).noneMatch(alarm -> alarm.has("OKActions"));
    }

    @Test
    void whatMayStopIsSilentWithoutAnAlarm() {
        one().mustRun(false).build();

        assertThat(ofType("AWS::CloudWatch::Alarm"))
                .noneMatch(alarm -> text(alarm, "TreatMissingData").equals("breaching"))
                .noneMatch(alarm -> kind(alarm) == AlarmKind.NO_DATA);
    }

    @Test
    void thresholdsChangeAndAlarmsAreLeftOut() {
        one().threshold(AlarmKind.TARGET_LATENCY, 5)
                .alarm(AlarmKind.TARGET_LATENCY, alarm -> alarm.withDatapoints(2, 3))
                .without(AlarmKind.DISK_QUEUE)
                .actionsEnabled(false)
                .build();

        Template.fromStack(stack)
                .hasResourceProperties(
                        "AWS::CloudWatch::Alarm",
                        Map.of(
                                "MetricName",
                                "CDCLatencyTarget",
                                "Threshold",
                                5,
                                "EvaluationPeriods",
                                3,
                                "DatapointsToAlarm",
                                2));
        assertThat(ofType("AWS::CloudWatch::Alarm"))
                .noneMatch(alarm -> text(alarm, "MetricName").equals("DiskQueueDepth"))
                .noneMatch(alarm -> alarm.path("ActionsEnabled").asBoolean());
    }

    @Test
    void refusesToChangeAnAlarmThatThereIsNot() {
        MigrationMonitoring.Builder builder = one().threshold(AlarmKind.CAPACITY, 50);

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "Test/Monitoring: the alarm capacity is changed, and there is none here; there are: "
                                + "target-latency, source-latency, no-data");
    }

    @Test
    void refusesNothing() {
        assertThatThrownBy(() ->
                        MigrationMonitoring.Builder.create(stack, "Monitoring").build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Test/Monitoring: there is nothing to watch; give replication(...)");
    }

    @Test
    void refusesTheSameReplicationTwice() {
        IReplicationTask task = task(stack, "Task", "CPSTBQ7", instance(stack));

        assertThatThrownBy(() -> MigrationMonitoring.Builder.create(stack, "Monitoring")
                        .replication(task, OF_TASK)
                        .replication(task, OF_TASK))
                .hasMessage("Test/Monitoring: Test/Task is watched already");
    }

    @Test
    void refusesTwoOpinionsAboutOneInstance() {
        IReplicationInstance instance = instance(stack);
        MigrationMonitoring.Builder builder = MigrationMonitoring.Builder.create(stack, "Monitoring")
                .replication(task(stack, "Task", "CPSTBQ7", instance), OF_TASK);

        assertThatThrownBy(() ->
                        builder.replicationInstance(instance, new Capacity.Provisioned("dms.r6i.large", 50, true)))
                .hasMessageContaining("Test/Instance is watched already, with other alarms");
    }

    @Test
    void refusesAnInstancesAlarmsForAServerlessReplication() {
        assertThatThrownBy(() ->
                        MigrationMonitoring.Builder.create(stack, "Monitoring").replication(serverless(stack), OF_TASK))
                .hasMessageContaining("Test/Serverless is a serverless replication");
    }

    @Test
    void refusesSlotsOfWhatHasNone() {
        assertThatThrownBy(() -> one().sourceInstance(source(stack, DatabaseInstanceEngine.MYSQL)))
                .hasMessage("Test/Monitoring: Test/Source is mysql: only PostgreSQL has replication slots to watch");
    }

    @Test
    void theTopicIsEncryptedAndTakesNothingInTheClear() {
        one().build();

        Template template = Template.fromStack(stack);
        template.hasResourceProperties("AWS::SNS::Topic", Map.of("KmsMasterKeyId", Match.anyValue()));
        template.hasResourceProperties("AWS::KMS::Key", Map.of("EnableKeyRotation", true));
        List<JsonNode> statements = statements("AWS::SNS::TopicPolicy", "PolicyDocument");
        assertThat(statements)
                .anyMatch(deny -> text(deny, "Effect").equals("Deny")
                        && text(deny, "Action").equals("sns:Publish")
                        && deny.path("Condition").toString().equals("{\"Bool\":{\"aws:SecureTransport\":\"false\"}}"));
        Map<String, JsonNode> mayPublish = allowed(statements, "sns:Publish");
        assertThat(mayPublish)
                .containsOnlyKeys("cloudwatch.amazonaws.com", "events.amazonaws.com", "dms.amazonaws.com")
                .hasEntrySatisfying("events.amazonaws.com", one -> assertThat(one.has("Condition"))
                        .isFalse())
                .hasEntrySatisfying(
                        "cloudwatch.amazonaws.com",
                        one -> assertThat(one.path("Condition").toString())
                                .contains("\"aws:SourceAccount\":{\"Ref\":\"AWS::AccountId\"}")
                                .contains(
                                        ":cloudwatch:\",{\"Ref\":\"AWS::Region\"},\":\",{\"Ref\":\"AWS::AccountId\"},\":alarm:*\""))
                .hasEntrySatisfying("dms.amazonaws.com", one -> assertThat(
                                one.path("Condition").toString())
                        .contains("\"aws:SourceAccount\":{\"Ref\":\"AWS::AccountId\"}")
                        .contains(":dms:\",{\"Ref\":\"AWS::Region\"},\":\",{\"Ref\":\"AWS::AccountId\"},\":*\""));
        assertThat(allowed(statements("AWS::KMS::Key", "KeyPolicy"), "kms:Decrypt", "kms:GenerateDataKey*"))
                .containsOnlyKeys("cloudwatch.amazonaws.com", "events.amazonaws.com", "dms.amazonaws.com");
    }

    @Test
    void topicsThatAreGivenAreTold() {
        Topic mine = Topic.Builder.create(stack, "Mine").build();

        MigrationMonitoring monitoring = one().topics(mine).build();

        assertThat(monitoring.getTopic()).isEqualTo(mine);
        Template.fromStack(stack).resourceCountIs("AWS::SNS::Topic", 1);
        Template.fromStack(stack).resourceCountIs("AWS::KMS::Key", 0);
        assertThat(allowed(statements("AWS::SNS::TopicPolicy", "PolicyDocument"), "sns:Publish"))
                .containsKeys("cloudwatch.amazonaws.com", "events.amazonaws.com");
    }

    @Test
    void everyEventIsUnderExactlyOneRule() {
        everything(stack);

        List<JsonNode> rules = ofType("AWS::Events::Rule");
        Set<String> types = new LinkedHashSet<>();
        rules.forEach(rule -> rule.path("EventPattern").path("detail-type").forEach(one -> types.add(one.asText())));
        assertThat(types)
                .containsExactlyInAnyOrder(
                        "DMS Replication Task State Change",
                        "DMS Replication State Change",
                        "DMS Replication Endpoint State Change",
                        "DMS Replication Instance State Change",
                        "DMS Replication Instance Class State Change",
                        "DMS Replication Instance Storage State Change",
                        "DMS Replication Instance Multi-AZ State Change",
                        "DMS Replication Instance Patch State",
                        "DMS Replication Instance Failover State");
        assertThat(rules)
                .hasSize(10)
                .allMatch(rule ->
                        rule.path("EventPattern").path("source").toString().equals("[\"aws.dms\"]"))
                .allMatch(rule -> rule.path("EventPattern").path("resources").size() == 1);
        assertThat(detail(rule(rules, "CPSTBQ7", "Failures")).toString())
                .startsWith("{\"$or\":[{\"category\":[\"Failure\",\"LowStorage\"]},"
                        + "{\"eventType\":[\"REPLICATION_TASK_FAILED\",\"REPLICATION_FAILED\"]},"
                        + "{\"eventId\":[\"DMS-EVENT-0078\",\"DMS-EVENT-0082\",\"DMS-EVENT-0091\",\"DMS-EVENT-0092\","
                        + "\"DMS-EVENT-0007\",\"DMS-EVENT-0031\",\"DMS-EVENT-0034\",\"DMS-EVENT-0036\","
                        + "\"DMS-EVENT-0037\",\"DMS-EVENT-0068\"]},{\"eventName\":[\"DMS-EVENT-0078\"");
        assertThat(detail(rule(rules, "CPSTBQ7", "Events")).toString())
                .startsWith("{\"category\":[{\"anything-but\":[\"Failure\",\"LowStorage\"]},{\"exists\":false}],"
                        + "\"eventType\":[{\"anything-but\":[\"REPLICATION_TASK_FAILED\",\"REPLICATION_FAILED\"]},"
                        + "{\"exists\":false}],"
                        + "\"eventId\":[{\"anything-but\":[\"DMS-EVENT-0078\"");
    }

    @Test
    void aFailureIsToldWithItsTextFirst() throws IOException {
        everything(stack);

        JsonNode failures = rule(ofType("AWS::Events::Rule"), "CPSTBQ7", "Failures");
        String message =
                failures.path("Targets").path(0).path("InputTransformer").toString();
        assertThat(message)
                .contains("\\\"FAILURE: <detail-detailMessage>\\\"")
                .contains("\"detail-detailMessage\":\"$.detail.detailMessage\"")
                .contains(AlarmKind.RUNBOOK + "#failure");
        assertThat(Files.readString(Path.of("../docs/runbook.md")))
                .contains("## failure\n")
                .contains("## event\n");
    }

    @Test
    void onlyFailuresArePassedOnIfOnlyTheyAreWanted() {
        one().failuresOnly(true).build();

        assertThat(ofType("AWS::Events::Rule")).hasSize(2).allMatch(rule -> detail(rule)
                .has("$or"));
    }

    @Test
    void theDashboardIsTheSameInEverySynthesis() {
        everything(stack);
        Stack again = stack(new App());
        everything(again);

        String body = body(stack);
        assertThat(body).isEqualTo(body(again));
        assertThat(body)
                .contains("Test/Task: latency (s)", "Test/Task: rows/s", "Test/Task: waiting changes")
                .contains("Test/Serverless: capacity and processors (%)", "Test/Instance: free storage (bytes)")
                .contains(AlarmKind.RUNBOOK + "#target-latency", AlarmKind.RUNBOOK + "#source-slot-disk");
        Matcher alarms = Pattern.compile("\\\\\"type\\\\\":\\\\\"alarm\\\\\"").matcher(body);
        assertThat(alarms.results().count()).as("rows that show alarms").isEqualTo(5);
    }

    @Test
    void wholeTemplateIsTheSameInEverySynthesis() {
        everything(stack);
        Stack again = stack(new App());
        everything(again);

        assertThat(tree(Template.fromStack(stack).toJSON()).toString())
                .isEqualTo(tree(Template.fromStack(again).toJSON()).toString());
    }

    @Test
    void thereIsNoDashboardIfNoneIsWanted() {
        assertThat(one().dashboard(false).build().getDashboard()).isEmpty();
        Template.fromStack(stack).resourceCountIs("AWS::CloudWatch::Dashboard", 0);
    }

    @Test
    void awsSolutionsFindsNothing() {
        everything(stack);
        DmsEventSubscription.Builder.create(stack, "Subscription")
                .topic(one("Other").build().getTopic())
                .sourceType(DmsEventSource.REPLICATION_TASK)
                .build();
        Aspects.of(app).add(new AwsSolutionsChecks());

        Annotations annotations = Annotations.fromStack(stack);
        assertThat(annotations.findError("*", Match.stringLikeRegexp("AwsSolutions-.*")))
                .isEmpty();
        assertThat(annotations.findWarning("*", Match.stringLikeRegexp("AwsSolutions-.*")))
                .isEmpty();
    }

    private MigrationMonitoring.Builder one() {
        return one("Monitoring");
    }

    private MigrationMonitoring.Builder one(String id) {
        return MigrationMonitoring.Builder.create(stack, id)
                .replication(task(stack, "TaskOf" + id, "CPSTBQ8", instance(stack, "InstanceOf" + id)), OF_TASK);
    }

    private static MigrationMonitoring everything(Stack stack) {
        IReplicationInstance instance = instance(stack);
        return MigrationMonitoring.Builder.create(stack, "Monitoring")
                .replication(task(stack, "Task", "CPSTBQ7", instance), OF_TASK)
                .replication(task(stack, "Load", "LOADER1", instance), OF_LOAD)
                .replication(serverless(stack), OF_SERVERLESS)
                .sourceInstance(source(stack, DatabaseInstanceEngine.POSTGRES))
                .endpoints(Endpoint.fromEndpointArn(stack, "Endpoint", PREFIX + "endpoint:OLD1"))
                .build();
    }

    private static Stack stack(App app) {
        return new Stack(
                app,
                "Test",
                StackProps.builder()
                        .env(Environment.builder()
                                .account("111122223333")
                                .region("eu-central-1")
                                .build())
                        .build());
    }

    private static IReplicationInstance instance(Stack stack) {
        return instance(stack, "Instance");
    }

    private static IReplicationInstance instance(Stack stack, String id) {
        return ReplicationInstance.fromReplicationInstanceAttributes(stack, id, PREFIX + "rep:ABC", "bank-core");
    }

    private Endpoint endpoint(String id, boolean source) {
        Endpoint.Builder builder = Endpoint.Builder.create(stack, id)
                .engine(EndpointEngine.postgres("bank", new Secret(stack, id + "Secret")));
        return (source ? builder.source() : builder.target()).build();
    }

    private String logicalId(String type) {
        return tree(Template.fromStack(stack).findResources(type)).fieldNames().next();
    }

    private static String dimensions(JsonNode alarm) {
        JsonNode own = alarm.path("Dimensions");
        return (own.isMissingNode() ? alarm.findValue("Dimensions") : own).toString();
    }

    private static IReplicationTask task(Stack stack, String id, String resourceId, IReplicationInstance instance) {
        return ReplicationTask.fromReplicationTaskAttributes(stack, id, PREFIX + "task:" + resourceId, instance);
    }

    private static IServerlessReplication serverless(Stack stack) {
        return ServerlessReplication.fromReplicationConfigArn(
                stack, "Serverless", PREFIX + "replication-config:SLESS01");
    }

    private static IDatabaseInstance source(Stack stack, IInstanceEngine engine) {
        return DatabaseInstance.fromDatabaseInstanceAttributes(
                stack,
                "Source",
                DatabaseInstanceAttributes.builder()
                        .engine(engine)
                        .instanceIdentifier("legacy")
                        .instanceEndpointAddress("legacy.example.com")
                        .port(5432)
                        .securityGroups(List.of())
                        .build());
    }

    private static JsonNode expected(AlarmDefinition one, List<Map<String, String>> dimensions) {
        Map<String, Object> alarm = new TreeMap<>();
        alarm.put("ActionsEnabled", true);
        alarm.put("AlarmDescription", one.description());
        alarm.put("ComparisonOperator", one.comparison().word());
        alarm.put("Threshold", number(one.threshold()));
        alarm.put("EvaluationPeriods", number(one.evaluationPeriods()));
        alarm.put("DatapointsToAlarm", number(one.datapointsToAlarm()));
        alarm.put("TreatMissingData", one.missingData().word());
        if (one.measure() == Measure.RISE) {
            alarm.put("Metrics", rise(one, dimensions));
        } else {
            alarm.put("Namespace", one.metric().namespace());
            alarm.put("MetricName", one.metric().metricName());
            alarm.put("Dimensions", dimensions);
            alarm.put("Statistic", one.statistic().word());
            alarm.put("Period", one.period().toSeconds());
        }
        return tree(alarm);
    }

    private static List<Map<String, Object>> rise(AlarmDefinition one, List<Map<String, String>> dimensions) {
        return List.of(
                Map.of(
                        "Expression",
                        "DIFF(level)",
                        "Id",
                        "expr_1",
                        "Label",
                        "Rise of " + one.metric().metricName(),
                        "ReturnData",
                        true),
                Map.of(
                        "Id",
                        "level",
                        "ReturnData",
                        false,
                        "MetricStat",
                        Map.of(
                                "Period",
                                one.period().toSeconds(),
                                "Stat",
                                one.statistic().word(),
                                "Metric",
                                Map.of(
                                        "Namespace",
                                        one.metric().namespace(),
                                        "MetricName",
                                        one.metric().metricName(),
                                        "Dimensions",
                                        dimensions))));
    }

    private static JsonNode withoutActions(JsonNode alarm) {
        ObjectNode rest = alarm.deepCopy();
        rest.remove("AlarmActions");
        return rest;
    }

    private static AlarmKind kind(JsonNode alarm) {
        String description = text(alarm, "AlarmDescription");
        return AlarmKind.of(description.substring(description.lastIndexOf('#') + 1));
    }

    private static Object number(double value) {
        if (value != Math.rint(value)) {
            return value;
        }
        return Math.abs(value) <= Integer.MAX_VALUE ? (Object) (int) value : (Object) (long) value;
    }

    private static long count(MigrationAlarms alarms, Severity severity) {
        return alarms.definitions().stream()
                .filter(one -> one.severity() == severity)
                .count();
    }

    private List<JsonNode> ofType(String type) {
        List<JsonNode> found = new ArrayList<>();
        tree(Template.fromStack(stack).findResources(type)).forEach(one -> found.add(one.path("Properties")));
        return found;
    }

    private List<JsonNode> statements(String type, String policy) {
        List<JsonNode> found = new ArrayList<>();
        ofType(type).forEach(one -> one.path(policy).path("Statement").forEach(found::add));
        return found;
    }

    /** The services that are allowed exactly these actions, each with its statement. */
    private static Map<String, JsonNode> allowed(List<JsonNode> statements, String... actions) {
        JsonNode wanted = actions.length == 1 ? tree(actions[0]) : tree(actions);
        Map<String, JsonNode> found = new TreeMap<>();
        for (JsonNode statement : statements) {
            JsonNode service = statement.path("Principal").path("Service");
            if (text(statement, "Effect").equals("Allow")
                    && statement.path("Action").equals(wanted)
                    && service.isTextual()) {
                assertThat(found).as("one statement for a service").doesNotContainKey(service.asText());
                found.put(service.asText(), statement);
            }
        }
        return found;
    }

    private static JsonNode detail(JsonNode rule) {
        return rule.path("EventPattern").path("detail");
    }

    private static JsonNode rule(List<JsonNode> rules, String resource, String id) {
        return rules.stream()
                .filter(rule ->
                        rule.path("EventPattern").path("resources").toString().contains(resource))
                .filter(rule -> text(rule, "Description").startsWith(id))
                .findFirst()
                .orElseThrow();
    }

    private static String body(Stack stack) {
        return tree(Template.fromStack(stack).findResources("AWS::CloudWatch::Dashboard"))
                .toString();
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asText();
    }

    /** By way of text, so that a number is the same number whatever it was in Java. */
    private static JsonNode tree(Object value) {
        try {
            return JSON.readTree(JSON.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
