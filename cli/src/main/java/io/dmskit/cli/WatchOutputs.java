package io.dmskit.cli;

import io.dmskit.cli.control.Aws;
import io.dmskit.monitoring.alert.Alerting;
import io.dmskit.monitoring.alert.ConditionMetrics;
import io.dmskit.monitoring.alert.file.AlertSinks;
import io.dmskit.monitoring.history.WatchRecord;
import io.dmskit.monitoring.openmetrics.MetricsEndpoint;
import io.dmskit.monitoring.watch.FleetWatch;
import io.dmskit.monitoring.web.WatchPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who hears of a watch besides whoever sits before it: sinks of alerts, CloudWatch, whoever scrapes, and browsers. */
final class WatchOutputs {
    private static final Duration LAST_WORDS = Duration.ofSeconds(10);

    @Option(
            names = "--alerts",
            paramLabel = "SINKS-FILE",
            description = "Tell the sinks of this file; dmskit alerts test tries them.")
    private @Nullable Path sinks;

    @Option(
            names = "--outbox",
            paramLabel = "FILE",
            description = "Where alerts are kept until they have arrived, and which incidents are open"
                    + " (default: ${DEFAULT-VALUE}).",
            defaultValue = ".dmskit/alerts.jsonl")
    private Path outbox = Path.of(".dmskit", "alerts.jsonl");

    @Option(
            names = "--put-metrics",
            paramLabel = "NAMESPACE",
            description = "Put conditions as metrics into this CloudWatch namespace after each round.")
    private @Nullable String namespace;

    @Option(
            names = "--metrics-port",
            paramLabel = "PORT",
            description = "Serve OpenMetrics at this port of 127.0.0.1, path /metrics; 0 is any free one.")
    private @Nullable Integer metricsPort;

    @Option(
            names = "--metrics-tables",
            paramLabel = "NUMBER",
            description = "Serve metrics of each table of a replication that has at most so many"
                    + " (default: ${DEFAULT-VALUE}).",
            defaultValue = "0")
    private int metricsTables;

    @Option(
            names = "--web",
            arity = "0..1",
            paramLabel = "PORT",
            fallbackValue = "0",
            description =
                    "Show it on a page too, for reading, at this port of 127.0.0.1; without PORT at any free one.")
    private @Nullable Integer webPort;

    @Option(
            names = "--record",
            paramLabel = "DIR",
            description =
                    "Where what is seen is kept for dmskit report (default: ${DEFAULT-VALUE}, for what is named by"
                            + " files or --arn).",
            defaultValue = ".dmskit/watch")
    private Path records = Path.of(".dmskit", "watch");

    @Option(names = "--no-record", description = "Keep nothing for a report.")
    private boolean noRecord;

    /** Returns whether somebody is served who would come after the first look. */
    boolean outliveOneLook() {
        return metricsPort != null || webPort != null;
    }

    /** What was opened, to be closed together, the newest first. */
    static final class Open implements AutoCloseable {
        private final Deque<Runnable> closing = new ArrayDeque<>();
        private final List<Consumer<FleetWatch.Builder>> attached = new ArrayList<>();

        private @Nullable WatchPage page;

        /** Returns what somebody looks at closely, on a page. */
        Set<String> lookedAt() {
            return page == null ? Set.of() : page.lookedAt();
        }

        /** Closes something else at the end, too. */
        void closing(Runnable close) {
            closing.push(close);
        }

        /** Lets a watch tell all of them. */
        void attach(FleetWatch.Builder watch) {
            attached.forEach(one -> one.accept(watch));
        }

        @Override
        public void close() {
            while (!closing.isEmpty()) {
                closing.pop().run();
            }
        }
    }

    /**
     * Opens what was asked for, and says on standard error where it is.
     *
     * @param named whether what is watched was named: a report is of a migration, and an account may have a thousand
     */
    Open open(Aws aws, Console console, boolean json, boolean named) throws IOException {
        Open open = new Open();
        try {
            if (sinks != null) {
                Alerting alerting = alerting(sinks, open, new CommandSinks(aws, log(console, json)));
                open.attached.add(watch -> watch.alerting(alerting));
            }
            if (namespace != null) {
                ConditionMetrics put = ConditionMetrics.in(aws.cloudWatch(), namespace);
                open.attached.add(watch -> watch.conditionMetrics(put));
            }
            if (metricsPort != null) {
                MetricsEndpoint metrics = MetricsEndpoint.on(metricsPort, metricsTables);
                open.closing(metrics::close);
                console.err().println("metrics: " + metrics.address());
                open.attached.add(watch -> watch.listener(metrics));
            }
            if (webPort != null) {
                WatchPage page = WatchPage.serve("Watching DMS", webPort);
                open.closing.push(page::close);
                console.err().println("page: " + page.address());
                open.attached.add(watch -> watch.listener(page));
                open.page = page;
            }
            if (named && !noRecord) {
                WatchRecord record = WatchRecord.in(records);
                open.closing(record::close);
                open.attached.add(watch -> watch.listener(record));
            }
            return open;
        } catch (IOException | RuntimeException e) {
            open.close();
            throw e;
        }
    }

    /** A log on standard output must not get among the rounds. */
    private static Console log(Console console, boolean json) {
        return json ? new Console(console.err(), console.err()) : console;
    }

    /** One thread for each sink, so that one that hangs holds up neither the watch nor another. */
    private Alerting alerting(Path file, Open open, CommandSinks environment) {
        AlertSinks read = AlertSinks.read(file);
        ExecutorService threads =
                Executors.newFixedThreadPool(Math.max(1, read.names().size()), work -> {
                    Thread created = new Thread(work, "dmskit-sink");
                    created.setDaemon(true);
                    return created;
                });
        open.closing(threads::shutdownNow);
        Alerting alerting =
                read.alerting(environment, inFolder(outbox)).executor(threads).open();
        open.closing(alerting::close);
        open.closing(() -> awaitSent(threads));
        return alerting;
    }

    /** What was told last is sent before the end, if the sinks take it; what they do not take waits in the outbox. */
    private static void awaitSent(ExecutorService threads) {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(LAST_WORDS.toSeconds(), TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private static Path inFolder(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().normalize().getParent());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("--outbox " + file + " cannot be kept", e);
        }
    }
}
