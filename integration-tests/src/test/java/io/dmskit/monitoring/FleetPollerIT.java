package io.dmskit.monitoring;

import static io.dmskit.Sql.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dmskit.Dms;
import io.dmskit.LocalAws;
import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.endpoint.Engine;
import io.dmskit.local.DmskitLocal;
import io.dmskit.local.database.PostgresServer;
import io.dmskit.local.fault.InjectedFault;
import io.dmskit.mapping.TableMappings;
import io.dmskit.metric.DmsMetric;
import io.dmskit.migration.Alarms;
import io.dmskit.migration.Capacity;
import io.dmskit.migration.Cdc;
import io.dmskit.migration.CutoverPolicy;
import io.dmskit.migration.Migration;
import io.dmskit.monitoring.judge.Condition;
import io.dmskit.monitoring.judge.ConditionKind;
import io.dmskit.monitoring.judge.ConditionSeverity;
import io.dmskit.monitoring.judge.FleetSnapshot;
import io.dmskit.monitoring.judge.Judge;
import io.dmskit.monitoring.judge.JudgeRules;
import io.dmskit.monitoring.judge.ReplicationSnapshot;
import io.dmskit.monitoring.judge.ServiceFailure;
import io.dmskit.monitoring.poll.CallBudget;
import io.dmskit.monitoring.poll.FleetPoller;
import io.dmskit.monitoring.poll.FleetPoller.Pace;
import io.dmskit.monitoring.poll.Selection;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.TaskSettings;
import io.dmskit.task.Poller;
import io.dmskit.task.ReplicationHandle;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTask;
import software.amazon.awssdk.services.databasemigration.model.Tag;

/** A fleet on dmskit-local, watched over HTTP: what is seen, what is judged, and what it takes in calls. */
class FleetPollerIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Poller OFTEN = Poller.every(Duration.ofMillis(100));
    private static final Pace EVERY_SECOND = new Pace(SECOND, SECOND, SECOND, SECOND, SECOND, SECOND);
    private static final TableMappings MAPPINGS = TableMappings.parse("table-mappings.json", """
            {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "1", "rule-action": "include",
              "object-locator": {"schema-name": "bank", "table-name": "%"}}]}""");

    private static PostgresServer source;
    private static PostgresServer target;

    private final Sent sent = new Sent();
    private final DmskitLocal local = DmskitLocal.builder().metricPeriod(SECOND).start();
    private final DatabaseMigrationClient client = LocalAws.client(local, DatabaseMigrationClient.builder());
    private final DatabaseMigrationClient watching =
            LocalAws.client(local, DatabaseMigrationClient.builder().overrideConfiguration(counted()));
    private final CloudWatchClient cloudWatch =
            LocalAws.client(local, CloudWatchClient.builder().overrideConfiguration(counted()));
    private final Dms dms = Dms.over(client, Poller.every(Duration.ofMillis(20)));

    /** Counts what is put on the wire, repetitions by the client included. */
    private static final class Sent implements ExecutionInterceptor {
        private final AtomicLong requests = new AtomicLong();

        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            requests.incrementAndGet();
        }
    }

    private ClientOverrideConfiguration counted() {
        return ClientOverrideConfiguration.builder()
                .addExecutionInterceptor(sent)
                .build();
    }

    @BeforeAll
    static void startServers() {
        source = PostgresServer.start("old");
        target = PostgresServer.start("new");
    }

    @AfterAll
    static void stopServers() {
        source.close();
        target.close();
    }

    @BeforeEach
    void fill() throws SQLException {
        LocalAws.publishSecret(local, "old", source);
        LocalAws.publishSecret(local, "new", target);
        run(target, "DROP SCHEMA IF EXISTS bank CASCADE");
        run(source, "DROP SCHEMA IF EXISTS bank CASCADE; CREATE SCHEMA bank");
        run(source, "CREATE TABLE bank.accounts (id int PRIMARY KEY, n int)");
        run(source, "INSERT INTO bank.accounts SELECT i, i FROM generate_series(1, 100) i");
    }

    @AfterEach
    void close() {
        watching.close();
        cloudWatch.close();
        client.close();
        local.close();
    }

    @Test
    void aTaskAndAServerlessReplicationRunAndThenOneFails() throws SQLException {
        run(source, "CREATE TABLE bank.cards (id int PRIMARY KEY, n int); INSERT INTO bank.cards TABLE bank.accounts");
        run(target, "CREATE SCHEMA bank; CREATE TABLE bank.cards (id int PRIMARY KEY CHECK (id < 3), n int)");
        run(target, "CREATE TABLE bank.accounts (id int PRIMARY KEY, n int)");
        Migration provisioned = migration("bank", new Capacity.Provisioned("dms.t3.medium", 20, false));
        Migration serverless = migration("bank-serverless", new Capacity.Serverless(Optional.of(2), 16, false));
        ReplicationHandle task = running(provisioned);
        Judge judge = new Judge(JudgeRules.DEFAULTS);
        FleetPoller poller = poller(Selection.all());

        OFTEN.until(
                "metrics of the task",
                () -> Optional.of(poller.look()).filter(seen -> hasLatency(seen, "bank")),
                LIMIT);
        List<Condition> found = judge.see(poller.readTables(LIMIT));
        assertThat(found)
                .extracting(Condition::kind, one -> one.table().orElse(""))
                .as("runs, at 100 %%, and goes on without a table")
                .containsExactly(tuple(ConditionKind.TABLE_ERROR, "bank.cards"));
        assertThat(poller.look().instances()).singleElement().satisfies(instance -> assertThat(
                        instance.metrics().orElseThrow().points())
                .containsKey(DmsMetric.FREE_STORAGE_SPACE));
        task.stop(LIMIT);
        dms.delete(provisioned, LIMIT);
        run(source, "DROP TABLE bank.cards");
        run(target, "TRUNCATE bank.accounts");

        running(serverless);
        OFTEN.until(
                "metrics of the serverless replication",
                () -> Optional.of(poller.look()).filter(seen -> hasLatency(seen, "bank-serverless")),
                LIMIT);
        assertThat(judge.see(poller.readTables(LIMIT))).isEmpty();

        local.faults().inject(new InjectedFault.TaskFailure("bank-serverless", "Error 1236 reading binary log", false));
        List<Condition> failed = OFTEN.until(
                "the failure", () -> Optional.of(judge.see(poller.look())).filter(all -> !all.isEmpty()), LIMIT);
        assertThat(failed).singleElement().satisfies(condition -> {
            assertThat(condition.kind()).isEqualTo(ConditionKind.FAILED);
            assertThat(condition.severity()).isEqualTo(ConditionSeverity.PAGE);
            assertThat(condition.subjectName()).isEqualTo("bank-serverless");
            assertThat(condition.advice()).startsWith("do not resume");
        });
        local.faults().clear();
        dms.delete(serverless, LIMIT);
    }

    /** Instances are read every five minutes, and at once when something on them ends: people are to be told of the cause, once. */
    @Test
    void anInstanceThatIsFullIsSeenTogetherWithTheTaskThatEndsBecauseOfIt() {
        Migration migration = migration("bank", new Capacity.Provisioned("dms.t3.medium", 20, false));
        ReplicationHandle task = running(migration);
        Judge judge = new Judge(JudgeRules.DEFAULTS);
        FleetPoller poller = poller(Selection.all());
        assertThat(judge.see(poller.look())).isEmpty();

        String instance = poller.look().instances().get(0).identifier();
        local.faults().inject(new InjectedFault.StorageFull(instance));
        task.awaitStopped(LIMIT);

        assertThat(judge.see(poller.look()))
                .filteredOn(condition -> condition.rootCause().isEmpty())
                .extracting(Condition::kind)
                .containsExactly(ConditionKind.INSTANCE_STORAGE);
        local.faults().clear();
        dms.delete(migration, LIMIT);
    }

    /** In a storm tables are left out: who has not answered has not answered yet, and to be silent once is to be told once. */
    @Test
    void whatIsLeftOutIsNoAnswer() {
        Migration migration = migration("bank", new Capacity.Provisioned("dms.t3.medium", 20, false));
        ReplicationHandle task = running(migration);
        Instant[] now = {Instant.now()};
        FleetPoller poller = FleetPoller.of(watching, cloudWatch)
                .clock(() -> now[0])
                .budget(new CallBudget(2, new Poller.Time(() -> now[0], pause -> now[0] = now[0].plus(pause))))
                .build();
        poller.look();
        local.faults().inject(InjectedFault.Throttling.next(1, "DescribeTableStatistics"));
        now[0] = now[0].plusSeconds(5);
        assertThat(poller.readTables(Duration.ZERO).failures()).hasSize(1);

        now[0] = now[0].plusSeconds(5);
        assertThat(poller.readTables(SECOND).failures()).as("it was not asked").hasSize(1);
        now[0] = now[0].plusSeconds(120);
        assertThat(poller.readTables(SECOND).failures()).isEmpty();
        task.stop(LIMIT);
        dms.delete(migration, LIMIT);
    }

    @Test
    void everyPageIsReadAndSelectionsAskForNoMoreThanTheyNeed() {
        dms.apply(migration("bank", new Capacity.Provisioned("dms.t3.medium", 20, false)), LIMIT);
        String first =
                client.describeReplicationTasks().replicationTasks().get(0).replicationTaskArn();
        tasksLikeTheFirst(100);
        Tag team = Tag.builder().key("team").value("core").build();
        client.addTagsToResource(request -> request.resourceArn(first).tags(team));

        FleetPoller all = poller(Selection.all());
        assertThat(all.look().replications()).hasSize(101);
        assertThat(all.usage().byOperation())
                .containsEntry("DescribeReplicationTasks", 2L)
                .containsEntry("DescribeReplications", 1L)
                .as("metrics of the instance")
                .containsEntry("GetMetricData", 1L)
                .as("nothing has run, so there is nothing else to be asked")
                .hasSize(4);
        assertThat(all.readTables(LIMIT).replications())
                .noneMatch(one -> one.tables().isPresent());
        assertThat(all.usage().metricsRequested()).isEqualTo(4);
        assertThat(names(poller(Selection.ofMigrations(Set.of("BANK"))).look())).containsExactly("bank");
        FleetPoller one = poller(Selection.ofArns(Set.of(first)));
        assertThat(names(one.look())).containsExactly("bank");
        assertThat(one.usage().byOperation()).doesNotContainKey("DescribeReplications");
        FleetPoller tagged = poller(Selection.tagged("team", "core"));
        tagged.look();
        assertThat(names(tagged.look())).containsExactly("bank");
        assertThat(tagged.usage().byOperation()).as("tags are read once").containsEntry("ListTagsForResource", 3L);
        assertThat(poller(Selection.ofMigrations(Set.of("nobody"))).look().replications())
                .isEmpty();
    }

    /** A task may have more tables than a round has calls for: the next look does not wait for the last page. */
    @Test
    void tablesOfSeveralPagesAreReadFromRoundToRound() throws SQLException {
        run(
                source,
                "DO $$ BEGIN FOR i IN 1..519 LOOP EXECUTE 'CREATE TABLE bank.t' || i || ' (id int PRIMARY KEY)';"
                        + " END LOOP; END $$");
        Migration migration =
                migration("bank", MigrationType.FULL_LOAD, new Capacity.Provisioned("dms.t3.medium", 20, false));
        ReplicationHandle task = dms.apply(migration, LIMIT);
        task.start();
        task.awaitStopped(LIMIT);
        Instant[] now = {Instant.now()};
        Poller.Time driven = new Poller.Time(() -> now[0], pause -> now[0] = now[0].plus(pause));
        FleetPoller poller = FleetPoller.of(watching, cloudWatch)
                .budget(new CallBudget(1, driven))
                .clock(() -> now[0])
                .build();
        poller.look();

        now[0] = now[0].plusSeconds(1);
        assertThat(poller.readTables(Duration.ZERO).replications())
                .as("half of them are no reading")
                .noneMatch(one -> one.tables().isPresent());
        now[0] = now[0].plusSeconds(1);
        assertThat(poller.readTables(Duration.ZERO).replications())
                .singleElement()
                .satisfies(
                        one -> assertThat(one.tables().orElseThrow().tables()).hasSize(520));
        assertThat(poller.usage().byOperation()).containsEntry("DescribeTableStatistics", 2L);
        now[0] = now[0].plusSeconds(3600);
        poller.look();
        poller.readTables(LIMIT);
        assertThat(poller.usage().byOperation())
                .as("nothing moves in a task that has stopped")
                .containsEntry("DescribeTableStatistics", 2L);
    }

    @Test
    void throttlingAndSilenceNeverEndItAndEveryCallIsCounted() {
        dms.apply(migration("bank", new Capacity.Provisioned("dms.t3.medium", 20, false)), LIMIT);
        CallBudget budget = new CallBudget(100, Poller.REAL_TIME);
        FleetPoller poller = FleetPoller.of(watching, cloudWatch)
                .pace(EVERY_SECOND)
                .budget(budget)
                .build();

        local.faults().inject(InjectedFault.Throttling.next(2, "DescribeReplicationTasks"));
        FleetSnapshot once = poller.look();
        assertThat(once.failures()).as("two refusals are borne").isEmpty();
        assertThat(poller.usage().throttled()).isEqualTo(2);
        assertThat(budget.rate()).isLessThan(60);

        local.faults()
                .inject(new InjectedFault.Throttling(
                        Set.of("DescribeReplicationTasks"), OptionalInt.empty(), OptionalDouble.of(1)));
        FleetSnapshot blind = poller.look();
        assertThat(blind.failures()).singleElement().satisfies(failure -> assertThat(failure.service())
                .isEqualTo(ServiceFailure.DMS));
        assertThat(names(blind)).as("what was seen last is kept").containsExactly("bank");
        assertThat(blind.replications().get(0).seenAt())
                .isEqualTo(once.replications().get(0).seenAt());
        assertThat(new Judge(JudgeRules.DEFAULTS).see(blind))
                .extracting(Condition::kind)
                .containsExactly(ConditionKind.API_UNREACHABLE);
        FleetSnapshot later = poller.look();
        assertThat(later.failures().get(0).since())
                .isEqualTo(blind.failures().get(0).since());

        local.faults().clear();
        assertThat(poller.look().failures()).isEmpty();
        assertThat(poller.usage().total())
                .as("the client repeats nothing by itself")
                .isEqualTo(sent.requests.get());
    }

    @Test
    void watchesInAThreadOfItsOwnAndAListenerThatThrowsDoesNotEndIt() throws InterruptedException {
        dms.apply(migration("bank", new Capacity.Provisioned("dms.t3.medium", 20, false)), LIMIT);
        BlockingQueue<FleetSnapshot> seen = new LinkedBlockingQueue<>();
        Pace fast = new Pace(Duration.ofMillis(100), SECOND, SECOND, SECOND, SECOND, SECOND);
        try (FleetPoller poller = FleetPoller.of(watching, cloudWatch)
                .pace(fast)
                .budget(new CallBudget(100, Poller.REAL_TIME))
                .start(snapshot -> {
                    seen.add(snapshot);
                    if (seen.size() == 1) {
                        throw new IllegalStateException("a listener's own fault");
                    }
                })) {
            for (int i = 0; i < 3; i++) {
                FleetSnapshot one = seen.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
                assertThat(one).isNotNull();
            }
            assertThat(poller.latest().map(FleetPollerIT::names)).hasValue(List.of("bank"));
        }
    }

    private FleetPoller poller(Selection selection) {
        return FleetPoller.of(watching, cloudWatch)
                .selection(selection)
                .pace(EVERY_SECOND)
                .budget(new CallBudget(100, Poller.REAL_TIME))
                .build();
    }

    private ReplicationHandle running(Migration migration) {
        ReplicationHandle replication = dms.apply(migration, LIMIT);
        replication.start();
        replication.awaitRunning(LIMIT);
        return replication;
    }

    private void tasksLikeTheFirst(int count) {
        ReplicationTask like =
                client.describeReplicationTasks().replicationTasks().get(0);
        for (int i = 0; i < count; i++) {
            String name = "task-" + i;
            client.createReplicationTask(request -> request.replicationTaskIdentifier(name)
                    .migrationType(like.migrationType())
                    .tableMappings(like.tableMappings())
                    .replicationInstanceArn(like.replicationInstanceArn())
                    .sourceEndpointArn(like.sourceEndpointArn())
                    .targetEndpointArn(like.targetEndpointArn()));
        }
    }

    private static boolean hasLatency(FleetSnapshot fleet, String name) {
        return fleet.replications().stream()
                .filter(one -> one.task().identifier().equals(name))
                .flatMap(one -> one.metrics().stream())
                .anyMatch(read -> !read.points()
                        .getOrDefault(DmsMetric.CDC_LATENCY_TARGET, List.of())
                        .isEmpty());
    }

    private static List<String> names(FleetSnapshot fleet) {
        return fleet.replications().stream()
                .map(ReplicationSnapshot::task)
                .map(task -> task.identifier())
                .toList();
    }

    private static Migration migration(String name, Capacity capacity) {
        return migration(name, MigrationType.FULL_LOAD_AND_CDC, capacity);
    }

    private static Migration migration(String name, MigrationType type, Capacity capacity) {
        TaskSettings settings = TaskSettings.parse(
                "settings.json", "{\"FullLoadSettings\": {\"TargetTablePrepMode\": \"DO_NOTHING\"}}");
        return new Migration(
                name,
                type,
                EndpointDefinition.database(Engine.POSTGRES, "old", "old"),
                EndpointDefinition.database(Engine.POSTGRES, "new", "new"),
                MAPPINGS,
                settings,
                Cdc.NONE,
                capacity,
                Alarms.NONE,
                CutoverPolicy.DEFAULT,
                Optional.empty());
    }
}
