package io.dmskit.cutover;

import static io.dmskit.Sql.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.Dms;
import io.dmskit.LocalAws;
import io.dmskit.catalog.PostgresCatalog;
import io.dmskit.catalog.TableName;
import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.endpoint.Engine;
import io.dmskit.local.DmskitLocal;
import io.dmskit.local.database.PostgresServer;
import io.dmskit.mapping.TableMappings;
import io.dmskit.mapping.plan.MappingPlan;
import io.dmskit.migration.Capacity;
import io.dmskit.migration.CutoverPolicy;
import io.dmskit.migration.Migration;
import io.dmskit.monitoring.Phase;
import io.dmskit.monitoring.Snapshot;
import io.dmskit.monitoring.poll.CallBudget;
import io.dmskit.monitoring.poll.FleetPoller;
import io.dmskit.monitoring.poll.Selection;
import io.dmskit.monitoring.watch.FleetWatch;
import io.dmskit.monitoring.watch.MonitoredTask;
import io.dmskit.monitoring.watch.Round;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.TaskSettings;
import io.dmskit.task.Poller;
import io.dmskit.task.ReplicationHandle;
import io.dmskit.task.TaskStatus;
import io.dmskit.verify.Verifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;

/** A task that replicates, watched and cut over over HTTP. */
class CutoverIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final CutoverLimits LIMITS = new CutoverLimits(SECOND, LIMIT, LIMIT, LIMIT, LIMIT);
    private static final String MAPPINGS = """
            {"rules": [
              {"rule-type": "selection", "rule-id": "1", "rule-name": "1", "rule-action": "include",
                "object-locator": {"schema-name": "BANK", "table-name": "%"}},
              {"rule-type": "transformation", "rule-id": "2", "rule-name": "2", "rule-target": "schema",
                "object-locator": {"schema-name": "BANK"}, "rule-action": "rename", "value": "modern"},
              {"rule-type": "transformation", "rule-id": "3", "rule-name": "3", "rule-target": "table",
                "object-locator": {"schema-name": "BANK", "table-name": "%"}, "rule-action": "convert-lowercase"},
              {"rule-type": "transformation", "rule-id": "4", "rule-name": "4", "rule-target": "column",
                "object-locator": {"schema-name": "BANK", "table-name": "%", "column-name": "%"},
                "rule-action": "convert-lowercase"}]}""";

    private static PostgresServer source;
    private static PostgresServer target;

    private DmskitLocal local;
    private DatabaseMigrationClient dms;
    private CloudWatchClient cloudWatch;
    private final List<Snapshot> history = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void startServers() {
        source = PostgresServer.start("BANKPROD");
        target = PostgresServer.start("modernbank");
    }

    @AfterAll
    static void stopServers() {
        source.close();
        target.close();
    }

    @BeforeEach
    void start() throws SQLException {
        local = DmskitLocal.builder().port(0).metricPeriod(SECOND).start();
        dms = LocalAws.client(local, DatabaseMigrationClient.builder());
        cloudWatch = LocalAws.client(local, CloudWatchClient.builder());
        LocalAws.publishSecret(local, "bank/legacy", source);
        LocalAws.publishSecret(local, "bank/modern", target);
        run(target, "DROP SCHEMA IF EXISTS modern CASCADE; DROP SCHEMA public CASCADE; CREATE SCHEMA public");
        run(
                source,
                "DROP SCHEMA IF EXISTS \"BANK\" CASCADE",
                "CREATE SCHEMA \"BANK\"",
                "CREATE TABLE \"BANK\".\"LEDGER\" (\"ID\" bigint PRIMARY KEY, \"AMOUNT\" numeric(14,2))",
                "CREATE TABLE \"BANK\".\"DMSKIT_MARKER\" (\"ID\" text PRIMARY KEY, \"WRITTEN_AT\" timestamptz NOT NULL)",
                "INSERT INTO \"BANK\".\"LEDGER\" SELECT i, i / 100.0 FROM generate_series(1, 5000) i");
    }

    @AfterEach
    void stop() {
        dms.close();
        cloudWatch.close();
        local.close();
    }

    @Test
    void cutsOverARunningTaskAndWatchesItAllTheWay() throws SQLException {
        MappingPlan plan = plan();
        ReplicationHandle task = loadedTask();
        try (FleetWatch watch = watch(task).start()) {
            run(source, "INSERT INTO \"BANK\".\"LEDGER\" SELECT i, 1 FROM generate_series(5001, 6000) i");
            run(source, "DELETE FROM \"BANK\".\"LEDGER\" WHERE \"ID\" <= 10");

            CutoverReport report = cutover(plan, task, watch).run();
            Snapshot last = Poller.every(Duration.ofMillis(50))
                    .until(
                            "the end",
                            () -> newest().filter(seen -> seen.appliedChanges() == 1011 && seen.phase() == Phase.ENDED),
                            LIMIT);

            assertThat(report.reason()).isEmpty();
            assertThat(report.verification().orElseThrow().describe()).isEqualTo("2 tables, 5991 rows identical");
            assertThat(last.status()).isEqualTo(TaskStatus.STOPPED);
            assertThat(last.phase()).isEqualTo(Phase.ENDED);
            assertThat(last.targetLatency()).isEmpty();
            assertThat(last.loadedRows()).isEqualTo(5000);
            assertThat(last.appliedChanges()).isEqualTo(1011);
            assertThat(history)
                    .anySatisfy(seen -> assertThat(seen.targetLatency()).isPresent());
            assertThat(history).allSatisfy(seen -> assertThat(seen.blindness()).isEmpty());
        }
    }

    @Test
    void turnsBackAndReplicatesOnWhenARowDiffers() throws SQLException {
        MappingPlan plan = plan();
        ReplicationHandle task = loadedTask();
        run(target, "UPDATE modern.ledger SET amount = 0 WHERE id = 4711");
        try (FleetWatch watch = watch(task).start()) {
            CutoverReport report = cutover(plan, task, watch).run();

            assertThat(report.reason().orElseThrow())
                    .isEqualTo("verify: source and target differ: BANK.LEDGER -> modern.ledger: 5000 rows,"
                            + " first difference: (4711) different in amount");
            assertThat(task.describe().status()).isEqualTo(TaskStatus.RUNNING);
        }
    }

    @Test
    void staysWatchingWhenTheServiceIsGone() {
        ReplicationHandle task = loadedTask();
        try (FleetWatch watch = watch(task).build()) {
            Snapshot before = seen(watch.look(LIMIT), task);
            local.close();

            Snapshot blind = seen(watch.look(LIMIT), task);

            assertThat(before.blindness()).isEmpty();
            assertThat(blind.blindSince())
                    .as("since the first look that saw nothing")
                    .hasValueSatisfying(
                            since -> assertThat(since).isAfter(before.at()).isBeforeOrEqualTo(blind.at()));
            assertThat(blind.targetLatency()).isEmpty();
            assertThat(blind.loadedRows()).isEqualTo(5000);
        }
    }

    private static Snapshot seen(Round round, ReplicationHandle task) {
        return round.replication(task.arn()).orElseThrow().snapshot();
    }

    private Optional<Snapshot> newest() {
        return history.isEmpty() ? Optional.empty() : Optional.of(history.get(history.size() - 1));
    }

    private ReplicationHandle loadedTask() {
        ReplicationHandle task =
                Dms.over(dms, Poller.every(Duration.ofMillis(50))).apply(migration(), LIMIT);
        task.start();
        task.awaitFullLoad(LIMIT);
        return task;
    }

    private FleetWatch.Builder watch(ReplicationHandle task) {
        Duration often = Duration.ofMillis(200);
        return FleetWatch.over(FleetPoller.of(dms, cloudWatch)
                        .selection(Selection.ofArns(List.of(task.arn())))
                        .pace(new FleetPoller.Pace(often, often, often, often, often, SECOND))
                        .budget(new CallBudget(100, Poller.REAL_TIME))
                        .expectedRows(Map.of(task.arn(), Map.of(new TableName("BANK", "LEDGER"), 5000L))))
                .listener(round -> round.replication(task.arn()).ifPresent(seen -> history.add(seen.snapshot())));
    }

    private Cutover cutover(MappingPlan plan, ReplicationHandle task, FleetWatch watch) {
        return Cutover.under(migration().cutover())
                .limits(LIMITS)
                .replication(new MonitoredTask(task, watch))
                .writers(new NoWriters())
                .marker(MarkerTable.find(plan, source::connect, target::connect).orElseThrow())
                .verification(left ->
                        Verifier.between(source::connect, target::connect).verify(plan, left))
                .build();
    }

    private MappingPlan plan() throws SQLException {
        try (Connection connection = source.connect()) {
            return MappingPlan.of(migration().tableMappings(), PostgresCatalog.read(connection), Optional.empty());
        }
    }

    private static Migration migration() {
        return new Migration(
                "bank-core",
                MigrationType.FULL_LOAD_AND_CDC,
                new EndpointDefinition(Engine.POSTGRES, "BANKPROD", "bank/legacy", Optional.empty()),
                new EndpointDefinition(Engine.POSTGRES, "modernbank", "bank/modern", Optional.empty()),
                TableMappings.parse("table-mappings.json", MAPPINGS),
                TaskSettings.DEFAULTS,
                new Capacity.Provisioned("dms.r6i.large", 100, false),
                new CutoverPolicy(Duration.ofSeconds(5), Duration.ofMinutes(3), Set.of(CutoverPolicy.Check.values())),
                Optional.empty());
    }

    private static final class NoWriters implements Writers {
        @Override
        public void stop(Duration limit) {}

        @Override
        public void start() {}
    }
}
