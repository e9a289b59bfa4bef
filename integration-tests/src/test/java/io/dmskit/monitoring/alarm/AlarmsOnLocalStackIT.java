package io.dmskit.monitoring.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dmskit.Dms;
import io.dmskit.alarm.AlarmDefinition;
import io.dmskit.alarm.AlarmKind;
import io.dmskit.alarm.MigrationAlarms;
import io.dmskit.local.DmskitLocal;
import io.dmskit.localstack.LocalStack;
import io.dmskit.migration.Capacity;
import io.dmskit.migration.Migration;
import io.dmskit.monitoring.alarm.AlarmChange.Change;
import io.dmskit.monitoring.judge.AlarmDisagreement;
import io.dmskit.monitoring.judge.AlarmReading;
import io.dmskit.monitoring.judge.AlarmState;
import io.dmskit.task.Poller;
import io.dmskit.task.WaitTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.Tag;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Alarms of a task of dmskit-local in a real LocalStack: made, rung, told through SNS, silenced, armed and removed. It evaluates an alarm
 * when it is put and then once in all of its periods, which would take minutes; so a test puts it again with another threshold.
 */
class AlarmsOnLocalStackIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Poller OFTEN = Poller.every(Duration.ofMillis(200));
    private static final JsonMapper JSON = new JsonMapper();
    private static final String FOREIGN = "alarms-it-stack-Cpu1A2B3C";

    private final Migration migration = TaskWithoutDatabases.migration("alarms-it");
    private final DmskitLocal local = DmskitLocal.start();
    private final Dms dms = Dms.at(local.endpoint(), Region.US_EAST_1);
    private final TreeMap<Double, String> thresholds = new TreeMap<>();
    private final CloudWatchClient cloudWatch;
    private final SnsClient sns;
    private final SqsClient sqs;

    AlarmsOnLocalStackIT() throws InterruptedException {
        LocalStack localStack = LocalStack.required();
        cloudWatch = localStack.client(CloudWatchClient.builder());
        sns = localStack.client(SnsClient.builder());
        sqs = localStack.client(SqsClient.builder());
    }

    @AfterEach
    void close() {
        cloudWatch.deleteAlarms(request -> request.alarmNames(FOREIGN));
        cloudWatch.close();
        sns.close();
        sqs.close();
        dms.close();
        local.close();
    }

    @Test
    void anAlarmRingsIsSilencedArmedAndRemoved() {
        AlarmControl alarms = AlarmControl.of(
                migration, new TaskWithoutDatabases(dms.client(), "alarms-it").create(), dms.client(), cloudWatch);
        String topic = sns.createTopic(request -> request.name("alarms-it")).topicArn();
        String queue = queue(topic);
        putForeign();

        AlarmReading rings = put(alarms, topic, 80, AlarmState.ALARM);
        assertThat(told(queue, 80)).contains("dmskit/alarms-it/instance-cpu");
        assertThat(tags()).containsEntry("dmskit:migration", "alarms-it");
        assertThat(alarms.create(new MigrationAlarms(List.of(rings.definition().orElseThrow())), List.of(topic)))
                .as("nothing differs")
                .containsExactly(new AlarmChange("dmskit/alarms-it/instance-cpu", Change.UNCHANGED));

        Silenced silenced = alarms.silence(Duration.ofMinutes(30));
        assertThat(silenced.endsByItself()).as("LocalStack has no mute rules").isFalse();
        assertThat(silenced.alarms()).containsExactly("dmskit/alarms-it/instance-cpu");
        put(alarms, topic, 99, AlarmState.OK);
        AlarmReading silent = put(alarms, topic, 81, AlarmState.ALARM);
        assertThat(silent.tells()).isFalse();
        assertThat(silent.silence()).contains(silenced.silence());
        assertThat(alarms.report().disagreements())
                .extracting(AlarmDisagreement::kind)
                .as("its end has not come")
                .doesNotContain(AlarmDisagreement.Kind.SILENT);

        Armed armed = alarms.arm();
        assertThat(armed.alarms()).containsExactly("dmskit/alarms-it/instance-cpu");
        assertThat(armed.rings()).containsExactly("dmskit/alarms-it/instance-cpu");
        AlarmReading again = put(alarms, topic, 82, AlarmState.ALARM);
        assertThat(again.tells()).isTrue();
        assertThat(again.silence()).isEmpty();
        assertThat(told(queue, 82)).contains("dmskit/alarms-it/instance-cpu");
        assertThat(thresholds.subMap(81.0, 82.0)).as("told while it was silent").isEmpty();
        assertThat(alarms.history(Duration.ofMinutes(5)))
                .extracting(AlarmEvent::alarm)
                .contains("dmskit/alarms-it/instance-cpu");

        assertThat(alarms.remove()).containsExactly("dmskit/alarms-it/instance-cpu");
        assertThat(names()).contains(FOREIGN).noneMatch(name -> name.startsWith("dmskit/alarms-it/"));
    }

    /** Puts it again and again, each time a little different, until it has been evaluated to this state. */
    private AlarmReading put(AlarmControl alarms, String topic, int percent, AlarmState state) {
        AtomicInteger attempt = new AtomicInteger();
        return Poller.every(Duration.ofSeconds(2))
                .until(
                        "state " + state,
                        () -> evaluated(alarms, topic, percent + attempt.incrementAndGet() / 100.0, state),
                        one -> Optional.of(one).filter(seen -> seen.state() == state),
                        AlarmReading::reason,
                        LIMIT);
    }

    /** Gives it a while to be evaluated, which is not always long enough. */
    private AlarmReading evaluated(AlarmControl alarms, String topic, double percent, AlarmState state) {
        busy(95);
        var unused = alarms.create(cpu(percent), List.of(topic));
        try {
            return OFTEN.until(
                    "state " + state,
                    () -> Optional.of(reading(alarms)).filter(one -> one.state() == state),
                    Duration.ofSeconds(5));
        } catch (WaitTimeoutException e) {
            return reading(alarms);
        }
    }

    private static MigrationAlarms cpu(double percent) {
        AlarmDefinition cpu = MigrationAlarms.ofInstance(new Capacity.Provisioned("dms.t3.medium", 20, false))
                .get(AlarmKind.INSTANCE_CPU)
                .orElseThrow();
        return new MigrationAlarms(List.of(cpu.withThreshold(percent).withDatapoints(1, 1)));
    }

    private void busy(double percent) {
        cloudWatch.putMetricData(request -> request.namespace("AWS/DMS")
                .metricData(MetricDatum.builder()
                        .metricName("CPUUtilization")
                        .dimensions(Dimension.builder()
                                .name("ReplicationInstanceIdentifier")
                                .value("alarms-it")
                                .build())
                        .timestamp(Instant.now())
                        .value(percent)
                        .build()));
    }

    private void putForeign() {
        cloudWatch.putMetricAlarm(request -> request.alarmName(FOREIGN)
                .namespace("AWS/DMS")
                .metricName("CPUUtilization")
                .dimensions(Dimension.builder()
                        .name("ReplicationInstanceIdentifier")
                        .value("alarms-it")
                        .build())
                .statistic("Average")
                .comparisonOperator("GreaterThanThreshold")
                .threshold(200.0)
                .period(60)
                .evaluationPeriods(1));
    }

    private String queue(String topic) {
        String url = sqs.createQueue(request -> request.queueName("alarms-it")).queueUrl();
        String arn = sqs.getQueueAttributes(
                        request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        sns.subscribe(request -> request.topicArn(topic).protocol("sqs").endpoint(arn));
        return url;
    }

    /** Waits for the message of a ring at this threshold or a little above it. */
    private String told(String queue, int percent) {
        return OFTEN.until(
                "a message of " + percent + " %",
                () -> {
                    for (Message one : sqs.receiveMessage(
                                    request -> request.queueUrl(queue).maxNumberOfMessages(10))
                            .messages()) {
                        String message = json(one.body()).path("Message").asText();
                        thresholds.put(json(message).at("/Trigger/Threshold").asDouble(), message);
                        sqs.deleteMessage(request -> request.queueUrl(queue).receiptHandle(one.receiptHandle()));
                    }
                    return thresholds.subMap((double) percent, percent + 1.0).values().stream()
                            .findFirst();
                },
                LIMIT);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    private static AlarmReading reading(AlarmControl alarms) {
        return alarms.report().alarms().stream()
                .filter(one -> one.name().equals("dmskit/alarms-it/instance-cpu"))
                .findFirst()
                .orElseThrow();
    }

    private Map<String, String> tags() {
        String arn = cloudWatch
                .describeAlarms(request -> request.alarmNames("dmskit/alarms-it/instance-cpu"))
                .metricAlarms()
                .get(0)
                .alarmArn();
        return cloudWatch.listTagsForResource(request -> request.resourceARN(arn)).tags().stream()
                .collect(Collectors.toMap(Tag::key, Tag::value));
    }

    private List<String> names() {
        return cloudWatch.describeAlarms().metricAlarms().stream()
                .map(MetricAlarm::alarmName)
                .toList();
    }
}
