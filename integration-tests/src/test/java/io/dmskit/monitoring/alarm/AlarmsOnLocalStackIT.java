package io.dmskit.monitoring.alarm;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
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
    private static final String FOREIGN = "alarms-it-stack-Cpu1A2B3C";

    private final Migration migration = TaskWithoutDatabases.migration("alarms-it");
    private final DmskitLocal local = DmskitLocal.start();
    private final Dms dms = Dms.at(local.endpoint(), Region.US_EAST_1);
    private final List<String> received = new ArrayList<>();
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
        busy(95);

        assertThat(alarms.create(cpu(80), List.of(topic)))
                .containsExactly(new AlarmChange("dmskit/alarms-it/instance-cpu", Change.CREATED));
        await(alarms, AlarmState.ALARM);
        assertThat(told(queue, 1)).singleElement().asString().contains("dmskit/alarms-it/instance-cpu");
        assertThat(alarms.create(cpu(80), List.of(topic)))
                .as("nothing differs")
                .containsExactly(new AlarmChange("dmskit/alarms-it/instance-cpu", Change.UNCHANGED));

        Silenced silenced = alarms.silence(Duration.ofMinutes(30));
        assertThat(silenced.endsByItself()).as("LocalStack has no mute rules").isFalse();
        assertThat(silenced.alarms()).containsExactly("dmskit/alarms-it/instance-cpu");
        assertThat(alarms.create(cpu(99), List.of(topic)))
                .extracting(AlarmChange::change)
                .containsExactly(Change.CHANGED);
        await(alarms, AlarmState.OK);
        alarms.create(cpu(81), List.of(topic));
        AlarmReading silent = await(alarms, AlarmState.ALARM);
        assertThat(silent.tells()).isFalse();
        assertThat(silent.silence()).contains(silenced.silence());
        assertThat(alarms.report().disagreements())
                .extracting(AlarmDisagreement::kind)
                .as("its end has not come")
                .doesNotContain(AlarmDisagreement.Kind.SILENT);

        Armed armed = alarms.arm();
        assertThat(armed.alarms()).containsExactly("dmskit/alarms-it/instance-cpu");
        assertThat(armed.rings()).containsExactly("dmskit/alarms-it/instance-cpu");
        assertThat(reading(alarms).state()).as("evaluated anew").isEqualTo(AlarmState.INSUFFICIENT_DATA);
        alarms.create(cpu(82), List.of(topic));
        AlarmReading again = await(alarms, AlarmState.ALARM);
        assertThat(again.tells()).isTrue();
        assertThat(again.silence()).isEmpty();
        assertThat(told(queue, 2)).as("not while it was silent").hasSize(2);
        assertThat(alarms.history(Duration.ofMinutes(5)))
                .extracting(AlarmEvent::alarm)
                .contains("dmskit/alarms-it/instance-cpu");

        assertThat(alarms.remove()).containsExactly("dmskit/alarms-it/instance-cpu");
        assertThat(names()).contains(FOREIGN).noneMatch(name -> name.startsWith("dmskit/alarms-it/"));
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

    private List<String> told(String queue, int atLeast) {
        return OFTEN.until(
                atLeast + " messages",
                () -> {
                    for (Message one : sqs.receiveMessage(
                                    request -> request.queueUrl(queue).maxNumberOfMessages(10))
                            .messages()) {
                        received.add(one.body());
                        sqs.deleteMessage(request -> request.queueUrl(queue).receiptHandle(one.receiptHandle()));
                    }
                    return Optional.of(List.copyOf(received)).filter(all -> all.size() >= atLeast);
                },
                LIMIT);
    }

    private AlarmReading await(AlarmControl alarms, AlarmState state) {
        return OFTEN.until(
                "state " + state, () -> Optional.of(reading(alarms)).filter(one -> one.state() == state), LIMIT);
    }

    private static AlarmReading reading(AlarmControl alarms) {
        return alarms.report().alarms().stream()
                .filter(one -> one.name().equals("dmskit/alarms-it/instance-cpu"))
                .findFirst()
                .orElseThrow();
    }

    private List<String> names() {
        return cloudWatch.describeAlarms().metricAlarms().stream()
                .map(MetricAlarm::alarmName)
                .toList();
    }
}
