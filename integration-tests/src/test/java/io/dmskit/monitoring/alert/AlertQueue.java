package io.dmskit.monitoring.alert;

import static java.util.Objects.requireNonNull;

import io.dmskit.localstack.LocalStack;
import io.dmskit.task.Poller;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A queue of SQS in LocalStack, at the end of a topic's subscription or of a bus's rule. */
final class AlertQueue implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final SqsClient sqs;
    private final String url;

    private AlertQueue(SqsClient sqs, String url) {
        this.sqs = sqs;
        this.url = url;
    }

    static AlertQueue standard(LocalStack localStack) {
        SqsClient sqs = localStack.client(SqsClient.builder());
        return new AlertQueue(
                sqs, sqs.createQueue(queue -> queue.queueName(name())).queueUrl());
    }

    static AlertQueue fifo(LocalStack localStack) {
        SqsClient sqs = localStack.client(SqsClient.builder());
        return new AlertQueue(
                sqs,
                sqs.createQueue(queue -> queue.queueName(name() + ".fifo")
                                .attributes(Map.of(QueueAttributeName.FIFO_QUEUE, "true")))
                        .queueUrl());
    }

    private static String name() {
        return "AwsSinksIT-" + UUID.randomUUID();
    }

    String arn() {
        return requireNonNull(
                sqs.getQueueAttributes(queue -> queue.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                        .attributes()
                        .get(QueueAttributeName.QUEUE_ARN));
    }

    /** Takes what the topic publishes. */
    AlertQueue of(SnsClient sns, TopicArn topic) {
        return of(sns, topic, Map.of());
    }

    /** Takes what the topic publishes and a filter policy lets through. */
    AlertQueue of(SnsClient sns, TopicArn topic, Map<String, String> attributes) {
        Map<String, String> all = new HashMap<>(attributes);
        all.put("RawMessageDelivery", "true");
        var unused = sns.subscribe(subscription -> subscription
                .topicArn(topic.text())
                .protocol("sqs")
                .endpoint(arn())
                .attributes(all));
        return this;
    }

    /** Waits for as many messages, and looks whether there is one more; returns all of them in the order in which they came. */
    List<String> take(int count) {
        List<String> bodies = new ArrayList<>();
        var unused = Poller.every(Duration.ofMillis(50))
                .until(
                        count + " messages in the queue",
                        () -> {
                            bodies.addAll(receive());
                            return Optional.of(bodies).filter(taken -> taken.size() >= count);
                        },
                        Function.identity(),
                        taken -> bodies.toString(),
                        LIMIT);
        bodies.addAll(receive());
        return bodies;
    }

    /** Waits for as many alerts, and looks whether there is one more; returns all of them in the order in which they came. */
    List<Alert> alerts(int count) {
        return take(count).stream().map(body -> Alert.parse(body).orElseThrow()).toList();
    }

    private List<String> receive() {
        List<Message> messages = sqs.receiveMessage(
                        receive -> receive.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(1))
                .messages();
        messages.forEach(
                message -> sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(message.receiptHandle())));
        return messages.stream().map(Message::body).toList();
    }

    @Override
    public void close() {
        sqs.deleteQueue(queue -> queue.queueUrl(url));
        sqs.close();
    }
}
