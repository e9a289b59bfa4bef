package io.dmskit.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dmskit.alarm.MigrationAlarms;
import io.dmskit.migration.Capacity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.event.ruler.Machine;

/** Which rule an event meets, by the matcher that EventBridge has. */
class MonitoringRulesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PREFIX = "arn:aws:dms:eu-central-1:111122223333:";
    private static final String TASK = PREFIX + "task:CPSTBQ7";
    private static final String CONFIG = PREFIX + "replication-config:SLESS01";
    private static final String INSTANCE = PREFIX + "rep:ABC";

    private final Machine eventBridge = Machine.builder().build();

    @BeforeEach
    void deploy() throws Exception {
        Stack stack = new Stack(new App(), "Test");
        IReplicationInstance instance =
                ReplicationInstance.fromReplicationInstanceAttributes(stack, "Instance", INSTANCE, "bank-core");
        MigrationMonitoring.Builder.create(stack, "Monitoring")
                .replication(
                        ReplicationTask.fromReplicationTaskAttributes(stack, "Task", TASK, instance),
                        MigrationAlarms.NONE)
                .replication(
                        ServerlessReplication.fromReplicationConfigArn(stack, "Serverless", CONFIG),
                        MigrationAlarms.NONE)
                .replicationInstance(instance, Capacity.DEFAULT)
                .build();
        JsonNode rules = JSON.valueToTree(Template.fromStack(stack).findResources("AWS::Events::Rule"));
        for (JsonNode rule : rules) {
            JsonNode properties = rule.path("Properties");
            eventBridge.addRule(
                    properties.path("Description").asText(),
                    properties.path("EventPattern").toString());
        }
    }

    /** As the guide has it, with the number under {@code eventName}, and as events come, with {@code eventId}. */
    @ParameterizedTest
    @ValueSource(strings = {"eventName", "eventId"})
    void aStartIsAnEvent(String number) throws Exception {
        assertThat(told("DMS Replication Task State Change", TASK, """
                        {"type": "ReplicationTask", "category": "StateChange", "eventType": "REPLICATION_TASK_STARTED",
                         "%s": "DMS-EVENT-0069", "detailMessage": "Replication task started, with flag = fresh start"}""".formatted(number)))
                .containsExactly("Events of Test/Monitoring/Replication-Test-Task");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"category\": \"Failure\", \"eventType\": \"REPLICATION_TASK_FAILED\", \"eventId\": \"DMS-EVENT-0078\"}",
                "{\"category\": \"StateChange\", \"eventType\": \"REPLICATION_TASK_FAILED\"}",
                "{\"category\": \"Failure\"}",
                "{\"category\": \"StateChange\", \"eventId\": \"DMS-EVENT-0091\"}",
                "{\"category\": \"StateChange\", \"eventName\": \"DMS-EVENT-0092\"}"
            })
    void anySignOfAFailureIsAFailureAndNoEvent(String detail) throws Exception {
        assertThat(told("DMS Replication Task State Change", TASK, detail))
                .containsExactly("Failures of Test/Monitoring/Replication-Test-Task");
    }

    @Test
    void aServerlessReplicationTellsOfItsFailureAndOfItsScaling() throws Exception {
        assertThat(told(
                        "DMS Replication State Change",
                        CONFIG,
                        "{\"category\": \"Failure\", \"eventType\": \"REPLICATION_FAILED\"}"))
                .containsExactly("Failures of Test/Monitoring/Replication-Test-Serverless");
        assertThat(told(
                        "DMS Replication State Change",
                        CONFIG,
                        "{\"detailMessage\": \"is provisioning its capacity\"}"))
                .containsExactly("Events of Test/Monitoring/Replication-Test-Serverless");
    }

    /** "Has been provisioned" is a part of "has been deprovisioned": words of people decide nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"has been provisioned", "has been deprovisioned", "is deprovisioning its capacity"})
    void theTextOfAnEventDecidesNothing(String text) throws Exception {
        assertThat(told(
                        "DMS Replication State Change",
                        CONFIG,
                        "{\"category\": \"StateChange\", \"detailMessage\": \"Replication " + text + "\"}"))
                .containsExactly("Events of Test/Monitoring/Replication-Test-Serverless");
        assertThat(told(
                        "DMS Replication State Change",
                        CONFIG,
                        "{\"eventType\": \"REPLICATION_FAILED\", \"detailMessage\": \"Replication " + text + "\"}"))
                .containsExactly("Failures of Test/Monitoring/Replication-Test-Serverless");
    }

    /** A serverless run tells of itself under the ARN of an inner task too, on every planned stop. */
    @Test
    void theInnerTaskOfAServerlessReplicationIsNotTold() throws Exception {
        assertThat(told(
                        "DMS Replication Task State Change",
                        PREFIX + "task:INNER",
                        "{\"category\": \"StateChange\", \"eventType\": \"REPLICATION_TASK_STOPPED\"}"))
                .isEmpty();
    }

    @Test
    void anInstanceTellsOfItsStorageAndItsFailover() throws Exception {
        assertThat(told(
                        "DMS Replication Instance Storage State Change",
                        INSTANCE,
                        "{\"category\": \"LowStorage\", \"eventId\": \"DMS-EVENT-0007\"}"))
                .containsExactly("Failures of Test/Monitoring/Instance-Test-Instance");
        assertThat(told(
                        "DMS Replication Instance Failover State",
                        INSTANCE,
                        "{\"category\": \"Failover\", \"eventId\": \"DMS-EVENT-0013\"}"))
                .containsExactly("Events of Test/Monitoring/Instance-Test-Instance");
    }

    @Test
    void whatHappensToOthersIsNotTold() throws Exception {
        assertThat(told("DMS Replication Task State Change", PREFIX + "task:OTHER", "{\"category\": \"Failure\"}"))
                .isEmpty();
    }

    private List<String> told(String type, String resource, String detail) throws Exception {
        return new ArrayList<>(eventBridge.rulesForJSONEvent("""
                {"version": "0", "source": "aws.dms", "account": "111122223333", "region": "eu-central-1",
                 "time": "2026-11-27T17:00:00Z", "detail-type": "%s", "resources": ["%s"], "detail": %s}""".formatted(type, resource, detail)));
    }
}
