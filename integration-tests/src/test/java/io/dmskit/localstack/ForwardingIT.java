package io.dmskit.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.LocalAws;
import io.dmskit.local.DmskitLocal;
import io.dmskit.local.wire.Forwarding;
import io.dmskit.task.Poller;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Metrics, alarms and topics behind the one port of a dmskit-local that forwards to a LocalStack. */
class ForwardingIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Poller SOON = Poller.every(Duration.ofMillis(200));

    private final String name = LocalStack.unique("forwarding-it");

    /** Topic and alarm are made at dmskit-local's port, the queue at LocalStack, which alone has queues. */
    @Test
    void metricsThatDmsPublishesRaiseAnAlarmThatIsDelivered() throws Exception {
        LocalStack localStack = LocalStack.required();
        Instant began = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        try (DmskitLocal local = DmskitLocal.builder()
                        .metricPeriod(Duration.ofMillis(500))
                        .forward(Forwarding.to(localStack.endpoint()))
                        .start();
                DatabaseMigrationClient dms = LocalAws.client(local, DatabaseMigrationClient.builder());
                CloudWatchClient cloudWatch = LocalAws.client(local, CloudWatchClient.builder());
                CloudWatchClient there = localStack.client(CloudWatchClient.builder());
                SnsClient sns = LocalAws.client(local, SnsClient.builder());
                SqsClient sqs = localStack.client(SqsClient.builder())) {
            String queue = sqs.createQueue(create -> create.queueName(name)).queueUrl();
            String topic = sns.createTopic(create -> create.name(name)).topicArn();
            sns.subscribe(subscribe -> subscribe.topicArn(topic).protocol("sqs").endpoint(arn(sqs, queue)));
            raiseBelowAnExabyte(cloudWatch, topic);

            dms.createReplicationInstance(
                    create -> create.replicationInstanceIdentifier(name).replicationInstanceClass("dms.t3.medium"));

            Message alarm = SOON.until("the alarm to be delivered", () -> next(sqs, queue), LIMIT);
            assertThat(alarm.body()).contains(name, "ALARM", "FreeStorageSpace");
            assertThat(state(there)).isEqualTo(StateValue.ALARM);
            assertThat(storage(there, began)).isNotEmpty().allSatisfy(bytes -> assertThat(bytes)
                    .isPositive());
        }
    }

    private void raiseBelowAnExabyte(CloudWatchClient cloudWatch, String topic) {
        cloudWatch.putMetricAlarm(alarm -> alarm.alarmName(name)
                .namespace("AWS/DMS")
                .metricName("FreeStorageSpace")
                .dimensions(instance())
                .statistic(Statistic.MINIMUM)
                .period(10)
                .evaluationPeriods(1)
                .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
                .threshold(1e18)
                .treatMissingData("notBreaching")
                .alarmActions(topic));
    }

    private StateValue state(CloudWatchClient cloudWatch) {
        return cloudWatch
                .describeAlarms(describe -> describe.alarmNames(name))
                .metricAlarms()
                .get(0)
                .stateValue();
    }

    private List<Double> storage(CloudWatchClient cloudWatch, Instant since) {
        Metric metric = Metric.builder()
                .namespace("AWS/DMS")
                .metricName("FreeStorageSpace")
                .dimensions(instance())
                .build();
        return MetricValues.of(cloudWatch, metric, "Minimum", since);
    }

    private Dimension instance() {
        return Dimension.builder()
                .name("ReplicationInstanceIdentifier")
                .value(name)
                .build();
    }

    private static String arn(SqsClient sqs, String queue) {
        return Objects.requireNonNull(
                sqs.getQueueAttributes(get -> get.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
                        .attributes()
                        .get(QueueAttributeName.QUEUE_ARN));
    }

    private static Optional<Message> next(SqsClient sqs, String queue) {
        return sqs.receiveMessage(receive -> receive.queueUrl(queue).waitTimeSeconds(1)).messages().stream()
                .findFirst();
    }
}
