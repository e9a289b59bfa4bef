package io.dmskit.monitoring.alert.file;

import io.dmskit.monitoring.alert.AlertSink;
import io.dmskit.monitoring.alert.CommandSink;
import io.dmskit.monitoring.alert.EventBridgeSink;
import io.dmskit.monitoring.alert.EventBus;
import io.dmskit.monitoring.alert.LogSink;
import io.dmskit.monitoring.alert.PagerDutySink;
import io.dmskit.monitoring.alert.SnsSink;
import io.dmskit.monitoring.alert.TopicArn;
import io.dmskit.monitoring.alert.WebhookSink;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** What a sink is to be, before its secrets are fetched. */
sealed interface SinkPlan {
    /** Returns the sink, or nothing if a secret cannot be had: then a finding says so. */
    Optional<AlertSink> open(Opening opening);

    /** See {@link PagerDutySink}; another address than PagerDuty's own is that of another region. */
    record PagerDuty(SecretReference routingKey, Optional<String> address, Duration limit) implements SinkPlan {
        @Override
        public Optional<AlertSink> open(Opening opening) {
            return opening.secret(routingKey)
                    .map(key -> PagerDutySink.of(key, address.orElse(PagerDutySink.ADDRESS), limit));
        }
    }

    /** See {@link WebhookSink}. */
    record Webhook(SecretReference address, Duration limit) implements SinkPlan {
        @Override
        public Optional<AlertSink> open(Opening opening) {
            return opening.secret(address).map(secret -> WebhookSink.to(secret, limit));
        }
    }

    /** See {@link SnsSink}. */
    record Sns(TopicArn topic, Duration limit) implements SinkPlan {
        @Override
        public Optional<AlertSink> open(Opening opening) {
            return Optional.of(SnsSink.to(topic, opening.environment().sns(topic.region()), limit));
        }
    }

    /** See {@link EventBridgeSink}. */
    record EventBridge(EventBus bus, Duration limit) implements SinkPlan {
        @Override
        public Optional<AlertSink> open(Opening opening) {
            SinkEnvironment environment = opening.environment();
            return Optional.of(EventBridgeSink.to(
                    bus, bus.region().map(environment::eventBridge).orElseGet(environment::eventBridge), limit));
        }
    }

    /** See {@link CommandSink}. */
    record Command(List<String> words, Duration limit) implements SinkPlan {
        @Override
        public Optional<AlertSink> open(Opening opening) {
            return Optional.of(CommandSink.of(words, limit));
        }
    }

    /** Lines on standard output or standard error. */
    record StreamLog(Function<SinkEnvironment, PrintStream> stream, Form form) implements SinkPlan {
        @Override
        public Optional<AlertSink> open(Opening opening) {
            PrintStream to = stream.apply(opening.environment());
            return Optional.of(form.sink(line -> print(to, line)));
        }

        private static void print(PrintStream to, String line) {
            to.println(line);
            if (to.checkError()) {
                throw new UncheckedIOException(new IOException("the stream is closed"));
            }
        }
    }

    /** Lines at the end of a file. */
    record FileLog(Path file, Form form) implements SinkPlan {
        @Override
        public Optional<AlertSink> open(Opening opening) {
            return Optional.of(form.sink(new LogFile(file)));
        }
    }

    /** How a line is written. */
    enum Form {
        TEXT,
        JSON;

        AlertSink sink(Consumer<String> log) {
            return switch (this) {
                case TEXT -> LogSink.lines(log);
                case JSON -> LogSink.json(log);
            };
        }
    }
}
