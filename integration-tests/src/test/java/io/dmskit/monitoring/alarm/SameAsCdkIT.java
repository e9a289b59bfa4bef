package io.dmskit.monitoring.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dmskit.alarm.AlarmDefinition;
import io.dmskit.alarm.MigrationAlarms;
import io.dmskit.alarm.Severity;
import io.dmskit.alarm.Subject;
import io.dmskit.cdk.IReplicationInstance;
import io.dmskit.cdk.MigrationMonitoring;
import io.dmskit.cdk.ReplicationInstance;
import io.dmskit.cdk.ReplicationTask;
import io.dmskit.cdk.ServerlessReplication;
import io.dmskit.metric.MetricDimensions;
import io.dmskit.migration.Alarms;
import io.dmskit.migration.Capacity;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.TaskSettings;
import io.dmskit.settings.ValidationSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;

/** What CDK renders and what is put at run time are the same alarms. */
class SameAsCdkIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String PREFIX = "arn:aws:dms:eu-central-1:111122223333:";
    private static final String TOPIC = "arn:aws:sns:eu-central-1:111122223333:ops";
    private static final Capacity.Provisioned INSTANCE = new Capacity.Provisioned("dms.r6i.large", 100, true);
    private static final TaskSettings VALIDATING =
            TaskSettings.DEFAULTS.with(ValidationSettings.ENABLE_VALIDATION, true);
    private static final MigrationAlarms OF_TASK = MigrationAlarms.ofReplication(
                    MigrationType.FULL_LOAD_AND_CDC, VALIDATING, INSTANCE, Alarms.NONE)
            .and(MigrationAlarms.ofInstance(INSTANCE));
    private static final MigrationAlarms OF_LOAD =
            MigrationAlarms.ofReplication(MigrationType.FULL_LOAD, TaskSettings.DEFAULTS, INSTANCE, Alarms.NONE);
    private static final MigrationAlarms OF_SERVERLESS = MigrationAlarms.ofReplication(
            MigrationType.CDC, TaskSettings.DEFAULTS, new Capacity.Serverless(Optional.empty(), 16, true), Alarms.NONE);

    @Test
    void everyAlarmIsTheOneThatCdkRenders() throws Exception {
        List<JsonNode> rendered = rendered();

        List<JsonNode> put = Stream.of(
                        put(OF_TASK, MetricDimensions.ofTask("bank-core", PREFIX + "task:CPSTBQ7")),
                        put(OF_LOAD, MetricDimensions.ofTask("bank-core", PREFIX + "task:LOADER1")),
                        put(OF_SERVERLESS, MetricDimensions.ofReplication(PREFIX + "replication-config:SLESS01")))
                .flatMap(List::stream)
                .toList();
        assertThat(put).isNotEmpty().containsExactlyInAnyOrderElementsOf(rendered);
    }

    private static List<JsonNode> rendered() throws Exception {
        Stack stack = new Stack(new App(), "Test");
        ITopic topic = Topic.fromTopicArn(stack, "Topic", TOPIC);
        IReplicationInstance instance = ReplicationInstance.fromReplicationInstanceAttributes(
                stack, "Instance", PREFIX + "rep:ABC", "bank-core");
        MigrationMonitoring.Builder.create(stack, "Monitoring")
                .replication(
                        ReplicationTask.fromReplicationTaskAttributes(stack, "Task", PREFIX + "task:CPSTBQ7", instance),
                        OF_TASK)
                .replication(
                        ReplicationTask.fromReplicationTaskAttributes(stack, "Load", PREFIX + "task:LOADER1", instance),
                        OF_LOAD)
                .replication(
                        ServerlessReplication.fromReplicationConfigArn(
                                stack, "Serverless", PREFIX + "replication-config:SLESS01"),
                        OF_SERVERLESS)
                .topics(topic)
                .dashboard(false)
                .build();
        List<JsonNode> alarms = new ArrayList<>();
        // The account of a stack without an environment is only known when it is deployed.
        String template = JSON.writeValueAsString(Template.fromStack(stack).findResources("AWS::CloudWatch::Alarm"))
                .replace(
                        "{\"Fn::Join\":[\"\",[{\"Ref\":\"AWS::AccountId\"},\":SLESS01\"]]}",
                        "\"111122223333:SLESS01\"");
        JSON.readTree(template).forEach(one -> alarms.add(one.path("Properties")));
        return alarms;
    }

    private static List<JsonNode> put(MigrationAlarms definitions, MetricDimensions dimensions) throws Exception {
        List<JsonNode> alarms = new ArrayList<>();
        for (AlarmDefinition definition : definitions.definitions()) {
            MetricDimensions watched =
                    definition.subject() == Subject.INSTANCE ? MetricDimensions.ofInstance("bank-core") : dimensions;
            PutMetricAlarmRequest request = AlarmRequests.metricAlarm("bank-core", definition, watched, List.of(TOPIC));
            assertThat(request.hasAlarmActions() && !request.alarmActions().isEmpty())
                    .isEqualTo(definition.severity() == Severity.WARN);
            alarms.add(JSON.readTree(JSON.writeValueAsString(properties(request))));
        }
        return alarms;
    }

    /** The request in CloudFormation's words, but for what CloudFormation has not got: a name of one's own, and tags. */
    private static Map<String, Object> properties(PutMetricAlarmRequest request) {
        Map<String, Object> alarm = new LinkedHashMap<>();
        alarm.put("ActionsEnabled", request.actionsEnabled());
        if (!request.alarmActions().isEmpty()) {
            alarm.put("AlarmActions", request.alarmActions());
        }
        alarm.put("AlarmDescription", request.alarmDescription());
        alarm.put("ComparisonOperator", request.comparisonOperatorAsString());
        alarm.put("Threshold", number(request.threshold()));
        alarm.put("EvaluationPeriods", request.evaluationPeriods());
        alarm.put("DatapointsToAlarm", request.datapointsToAlarm());
        alarm.put("TreatMissingData", request.treatMissingData());
        if (request.metricName() == null) {
            alarm.put(
                    "Metrics",
                    request.metrics().stream()
                            .map(query -> query.expression() == null
                                    ? Map.of(
                                            "Id",
                                            query.id(),
                                            "ReturnData",
                                            query.returnData(),
                                            "MetricStat",
                                            Map.of(
                                                    "Period",
                                                    query.metricStat().period(),
                                                    "Stat",
                                                    query.metricStat().stat(),
                                                    "Metric",
                                                    Map.of(
                                                            "Namespace",
                                                            query.metricStat()
                                                                    .metric()
                                                                    .namespace(),
                                                            "MetricName",
                                                            query.metricStat()
                                                                    .metric()
                                                                    .metricName(),
                                                            "Dimensions",
                                                            dimensions(query.metricStat()
                                                                    .metric()
                                                                    .dimensions()))))
                                    : Map.of(
                                            "Id",
                                            query.id(),
                                            "Expression",
                                            query.expression(),
                                            "Label",
                                            query.label(),
                                            "ReturnData",
                                            query.returnData()))
                            .toList());
        } else {
            alarm.put("Namespace", request.namespace());
            alarm.put("MetricName", request.metricName());
            alarm.put("Dimensions", dimensions(request.dimensions()));
            alarm.put("Statistic", request.statisticAsString());
            alarm.put("Period", request.period());
        }
        return alarm;
    }

    private static List<Map<String, String>> dimensions(List<Dimension> dimensions) {
        return dimensions.stream()
                .map(one -> Map.of("Name", one.name(), "Value", one.value()))
                .toList();
    }

    /** JavaScript has no other numbers, and writes whole ones without a point. */
    private static Object number(double value) {
        if (value != Math.rint(value)) {
            return value;
        }
        long whole = (long) value;
        if (whole == (int) whole) {
            return (int) whole;
        }
        return whole;
    }
}
