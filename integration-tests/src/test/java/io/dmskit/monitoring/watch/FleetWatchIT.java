package io.dmskit.monitoring.watch;

import static io.dmskit.Sql.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.Dms;
import io.dmskit.JavaProcess;
import io.dmskit.LocalAws;
import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.endpoint.Engine;
import io.dmskit.local.DmskitLocal;
import io.dmskit.local.database.PostgresServer;
import io.dmskit.local.fault.InjectedFault;
import io.dmskit.mapping.TableMappings;
import io.dmskit.migration.Alarms;
import io.dmskit.migration.Capacity;
import io.dmskit.migration.Cdc;
import io.dmskit.migration.CutoverPolicy;
import io.dmskit.migration.Migration;
import io.dmskit.monitoring.alert.Alerting;
import io.dmskit.monitoring.alert.ConditionMetrics;
import io.dmskit.monitoring.alert.PagerDutySink;
import io.dmskit.monitoring.judge.ConditionKind;
import io.dmskit.monitoring.poll.CallBudget;
import io.dmskit.monitoring.poll.FleetPoller;
import io.dmskit.monitoring.poll.FleetPoller.Pace;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.TaskSettings;
import io.dmskit.task.Poller;
import io.dmskit.task.ReplicationHandle;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.ReplicationEndpointTypeValue;

/** The whole way from what happens to a task to a pager, in threads and in the machine's time. */
class FleetWatchIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Poller OFTEN = Poller.every(Duration.ofMillis(50));
    private static final Pace FAST = new Pace(Duration.ofMillis(300), SECOND, SECOND, SECOND, SECOND, SECOND);
    private static final TableMappings MAPPINGS = TableMappings.parse("table-mappings.json", """
            {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "1", "rule-action": "include",
              "object-locator": {"schema-name": "bank", "table-name": "%"}}]}""");

    private static PostgresServer source;

    private final DmskitLocal local = DmskitLocal.builder().metricPeriod(SECOND).start();
    private final DatabaseMigrationClient client = LocalAws.client(local, DatabaseMigrationClient.builder());
    private final CloudWatchClient cloudWatch = LocalAws.client(local, CloudWatchClient.builder());
    private final Dms dms = Dms.over(client, Poller.every(Duration.ofMillis(20)));
    private final BlockingQueue<Round> rounds = new LinkedBlockingQueue<>();
    private final ExecutorService sinks = Executors.newSingleThreadExecutor();

    @BeforeAll
    static void startSource() {
        source = PostgresServer.start("old");
    }

    @AfterAll
    static void stopSource() {
        source.close();
    }

    @BeforeEach
    void fill() throws SQLException {
        LocalAws.publishSecret(local, "old", source);
        run(source, "DROP SCHEMA IF EXISTS bank CASCADE; CREATE SCHEMA bank");
        run(source, "CREATE TABLE bank.accounts (id int PRIMARY KEY, n int)");
        run(source, "INSERT INTO bank.accounts SELECT i, i FROM generate_series(1, 100) i");
    }

    @AfterEach
    void close() {
        sinks.shutdownNow();
        cloudWatch.close();
        client.close();
        local.close();
    }

    @Test
    @SuppressWarnings("try")
    void aTargetThatGoesAwayIsToldWhateverListenersEvidenceAndPagerDo(@TempDir Path folder) throws Exception {
        try (PostgresServer target = PostgresServer.start("new");
                Pager pager = new Pager(InstantSource.system());
                Alerting alerting = alerting(folder.resolve("alerts.jsonl"), pager)) {
            LocalAws.publishSecret(local, "new", target);
            ReplicationHandle task = dms.apply(migration(), LIMIT);
            task.start();
            task.awaitFullLoad(LIMIT);
            task.awaitRunning(LIMIT);
            FleetWatch watch = watch().alerting(alerting)
                    .conditionMetrics(ConditionMetrics.in(cloudWatch, "dmskit"))
                    .evidence(any -> {
                        throw new IllegalStateException("the log cannot be read");
                    })
                    .listener(any -> {
                        throw new IllegalStateException("a view is broken");
                    })
                    .listener(rounds::add)
                    .start();
            try (watch) {
                run(source, "INSERT INTO bank.accounts SELECT i, i FROM generate_series(101, 200) i");
                Round well = await("progress", round -> round.replications().stream()
                        .anyMatch(one -> one.snapshot().appliedChanges() == 100
                                && one.snapshot().loadedRows() == 100
                                && !one.latencies().isEmpty()
                                && one.snapshot().targetLatency().isPresent()));
                assertThat(well.conditions()).isEmpty();
                assertThat(well.troubles())
                        .contains("a listener failed: a view is broken")
                        .contains("there is no evidence of bank: the log cannot be read");

                pager.isBusy();
                target.close();
                run(source, "INSERT INTO bank.accounts VALUES (201, 201)");
                Round failed = await("the failure", round -> round.conditions().stream()
                        .anyMatch(one -> one.kind() == ConditionKind.FAILED));
                assertThat(failed.alerts()).singleElement().satisfies(alert -> assertThat(alert.title())
                        .contains("failed: bank"));
                await("a sink that fails", round -> round.sinks().stream()
                        .anyMatch(sink ->
                                sink.waiting() == 1 && sink.failingSince().isPresent()));
                assertThat(pager.events()).isEmpty();

                pager.isBack();
                OFTEN.until("the alert", () -> Optional.of(pager.events()).filter(all -> !all.isEmpty()), LIMIT);
                assertThat(pager.events()).singleElement().satisfies(event -> assertThat(event.kind())
                        .isEqualTo("failed"));
                assertThat(threads()).hasSize(3);
            }
            assertThat(threads()).isEmpty();
        }
    }

    /** CloudWatch takes the connection and says nothing: that is no reason not to hear of a task. */
    @Test
    @SuppressWarnings("try")
    void aSilentCloudWatchDoesNotDelayAFailure(@TempDir Path folder) throws Exception {
        try (PostgresServer target = PostgresServer.start("new");
                Gate gate = new Gate(local.endpoint());
                CloudWatchClient silent = LocalAws.client(gate.address(), CloudWatchClient.builder());
                Pager pager = new Pager(InstantSource.system());
                Alerting alerting = alerting(folder.resolve("alerts.jsonl"), pager)) {
            LocalAws.publishSecret(local, "new", target);
            ReplicationHandle task = dms.apply(migration(), LIMIT);
            task.start();
            task.awaitRunning(LIMIT);
            gate.become(Gate.Way.SILENT);
            FleetPoller.Builder poller = FleetPoller.of(client, silent)
                    .pace(FAST)
                    .callLimit(Duration.ofSeconds(2))
                    .budget(new CallBudget(100, Poller.REAL_TIME));
            try (FleetWatch unused = FleetWatch.over(poller)
                    .alerting(alerting)
                    .listener(rounds::add)
                    .start()) {
                await("silence", round -> round.conditions().stream()
                        .anyMatch(one -> one.kind() == ConditionKind.API_UNREACHABLE));
                local.faults().inject(new InjectedFault.TaskFailure("bank", "the target went away for good", false));
                OFTEN.until(
                        "the alert",
                        () -> pager.events().stream()
                                .filter(event -> event.kind().equals("failed"))
                                .findFirst(),
                        LIMIT);
                assertThat(gate.silent()).isTrue();
            }
        }
    }

    /** Whoever ends a watch is not to be told that the service does not answer. */
    @Test
    @SuppressWarnings("try")
    void aLookThatIsGivenUpIsNoSilence(@TempDir Path folder) throws Exception {
        Held held = new Held();
        try (DatabaseMigrationClient asked = LocalAws.client(
                        local,
                        DatabaseMigrationClient.builder()
                                .overrideConfiguration(ClientOverrideConfiguration.builder()
                                        .addExecutionInterceptor(held)
                                        .build()));
                Pager pager = new Pager(InstantSource.system());
                Alerting alerting = alerting(folder.resolve("alerts.jsonl"), pager)) {
            FleetWatch watch = FleetWatch.over(
                            FleetPoller.of(asked, cloudWatch).pace(FAST).budget(new CallBudget(100, Poller.REAL_TIME)))
                    .alerting(alerting)
                    .listener(rounds::add)
                    .start();
            await("a first round", round -> true);
            held.next.countDown();
            held.arrived.await();

            watch.close();

            assertThat(rounds)
                    .allSatisfy(round -> assertThat(round.conditions()).isEmpty());
            assertThat(alerting.openIncidents()).isEmpty();
        }
    }

    /** Holds the next request until its thread is interrupted. */
    private static final class Held implements ExecutionInterceptor {
        private final CountDownLatch next = new CountDownLatch(1);
        private final CountDownLatch arrived = new CountDownLatch(1);

        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            if (next.getCount() == 0) {
                arrived.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    /** However calls and threads fall: never more have been made than the bucket held and has got since. */
    @Test
    void watchesOfOneProcessShareABudgetAndNeverExceedIt() {
        double perSecond = 20;
        long began = System.nanoTime();
        List<Long> sent = Collections.synchronizedList(new ArrayList<>());
        ClientOverrideConfiguration counted = ClientOverrideConfiguration.builder()
                .addExecutionInterceptor(new ExecutionInterceptor() {
                    @Override
                    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
                        sent.add(System.nanoTime());
                    }
                })
                .build();
        CallBudget shared = new CallBudget(perSecond, Poller.REAL_TIME);
        try (DatabaseMigrationClient tasks =
                        LocalAws.client(local, DatabaseMigrationClient.builder().overrideConfiguration(counted));
                CloudWatchClient metrics =
                        LocalAws.client(local, CloudWatchClient.builder().overrideConfiguration(counted));
                FleetWatch one = busy(tasks, metrics, shared);
                FleetWatch other = busy(tasks, metrics, shared)) {
            OFTEN.until("calls of both", () -> Optional.of(sent.size()).filter(count -> count > 60), LIMIT);
            assertThat(one.latest()).isPresent();
            assertThat(other.latest()).isPresent();
        }
        List<Long> moments = sent.stream().sorted().toList();
        for (int call = 0; call < moments.size(); call++) {
            double seconds = (moments.get(call) - began) / 1e9;
            assertThat(call + 1.0).as("calls within %s s", seconds).isLessThanOrEqualTo(perSecond * (1 + seconds));
        }
    }

    private static FleetWatch busy(DatabaseMigrationClient tasks, CloudWatchClient metrics, CallBudget shared) {
        Duration often = Duration.ofMillis(10);
        return FleetWatch.over(FleetPoller.of(tasks, metrics)
                        .pace(new Pace(often, often, often, often, often, SECOND))
                        .budget(shared))
                .start();
    }

    /** More fails than there is room for on the disk: the pager hears of all of it, and the round says what cannot be kept. */
    @Test
    void aFullDiskIsToldAndEverybodyHearsNevertheless(@TempDir Path folder) throws Exception {
        int tasks = 12;
        String instance = client.createReplicationInstance(request ->
                        request.replicationInstanceIdentifier("one").replicationInstanceClass("dms.t3.micro"))
                .replicationInstance()
                .replicationInstanceArn();
        OFTEN.until(
                "the instance",
                () -> client.describeReplicationInstances().replicationInstances().stream()
                        .filter(one -> one.replicationInstanceStatus().equals("available"))
                        .findFirst(),
                LIMIT);
        String from = nowhere(ReplicationEndpointTypeValue.SOURCE);
        String to = nowhere(ReplicationEndpointTypeValue.TARGET);
        List<String> arns = IntStream.range(0, tasks)
                .mapToObj(number -> client.createReplicationTask(
                                request -> request.replicationTaskIdentifier("nowhere-" + number)
                                        .migrationType("cdc")
                                        .tableMappings(MAPPINGS.toJson())
                                        .replicationInstanceArn(instance)
                                        .sourceEndpointArn(from)
                                        .targetEndpointArn(to))
                        .replicationTask()
                        .replicationTaskArn())
                .toList();
        awaitAll("ready", tasks);
        arns.forEach(arn -> client.startReplicationTask(
                request -> request.replicationTaskArn(arn).startReplicationTaskType("start-replication")));
        awaitAll("failed", tasks);

        try (Pager pager = new Pager(InstantSource.system())) {
            JavaProcess.Ended ended = JavaProcess.of(
                            Watching.class,
                            local.endpoint().toString(),
                            folder.resolve("alerts.jsonl").toString(),
                            pager.address())
                    .writingFilesUpTo(8)
                    .run();

            assertThat(ended.out()).as(ended.err()).contains("cannot be written");
            assertThat(pager.events().stream().filter(event -> event.kind().equals("failed")))
                    .hasSize(tasks);
        }
    }

    /** Looks twice, since what could not be done in one round is told in the next at the latest. */
    static final class Watching {
        private Watching() {}

        public static void main(String[] arguments) {
            URI endpoint = URI.create(arguments[0]);
            try (DatabaseMigrationClient dms = LocalAws.client(endpoint, DatabaseMigrationClient.builder());
                    CloudWatchClient cloudWatch = LocalAws.client(endpoint, CloudWatchClient.builder());
                    Alerting alerting = Alerting.in(Path.of(arguments[1]))
                            .to("pager", PagerDutySink.of("key", arguments[2], HttpClient.newHttpClient(), LIMIT))
                            .open();
                    FleetWatch watch = FleetWatch.over(
                                    FleetPoller.of(dms, cloudWatch).budget(new CallBudget(100, Poller.REAL_TIME)))
                            .alerting(alerting)
                            .listener(
                                    round -> round.troubles().stream().limit(1).forEach(System.out::println))
                            .build()) {
                watch.round();
            }
            System.exit(0);
        }
    }

    private String nowhere(ReplicationEndpointTypeValue type) {
        return client.createEndpoint(request -> request.endpointIdentifier("nowhere-" + type)
                        .endpointType(type)
                        .engineName("postgres")
                        .serverName("127.0.0.1")
                        .port(9)
                        .databaseName("nothing")
                        .username("nobody")
                        .password("nothing"))
                .endpoint()
                .endpointArn();
    }

    private void awaitAll(String status, int count) {
        OFTEN.until(
                "all to be " + status,
                () -> Optional.of(client.describeReplicationTasks(request -> request.withoutSettings(true))
                                .replicationTasks())
                        .filter(all -> all.stream()
                                        .filter(task -> task.status().equals(status))
                                        .count()
                                == count),
                LIMIT);
    }

    private Round await(String what, Predicate<Round> such) {
        return OFTEN.until(what, () -> Optional.ofNullable(rounds.poll()).filter(such), LIMIT);
    }

    private FleetWatch.Builder watch() {
        return FleetWatch.over(
                FleetPoller.of(client, cloudWatch).pace(FAST).budget(new CallBudget(100, Poller.REAL_TIME)));
    }

    private Alerting alerting(Path outbox, Pager pager) {
        return Alerting.in(outbox)
                .to("pager", PagerDutySink.of("key", pager.address(), HttpClient.newHttpClient(), LIMIT))
                .backoff(Duration.ofMillis(100), Duration.ofMillis(400))
                .executor(sinks)
                .open();
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(List.of("dmskit-fleet-poller", "dmskit-alert-delivery", "dmskit-condition-metrics")::contains)
                .toList();
    }

    private static Migration migration() {
        TaskSettings settings = TaskSettings.parse("settings.json", """
                {"FullLoadSettings": {"TargetTablePrepMode": "DO_NOTHING"}, "ErrorBehavior": {"RecoverableErrorCount": 0}}""");
        return new Migration(
                "bank",
                MigrationType.FULL_LOAD_AND_CDC,
                EndpointDefinition.database(Engine.POSTGRES, "old", "old"),
                EndpointDefinition.database(Engine.POSTGRES, "new", "new"),
                MAPPINGS,
                settings,
                Cdc.NONE,
                new Capacity.Provisioned("dms.t3.medium", 20, false),
                Alarms.NONE,
                CutoverPolicy.DEFAULT,
                Optional.empty());
    }
}
