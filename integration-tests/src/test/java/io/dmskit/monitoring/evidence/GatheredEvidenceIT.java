package io.dmskit.monitoring.evidence;

import static io.dmskit.Sql.run;
import static io.dmskit.Sql.text;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.Dms;
import io.dmskit.LocalAws;
import io.dmskit.catalog.ConnectionSupplier;
import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.endpoint.Engine;
import io.dmskit.local.DmskitLocal;
import io.dmskit.local.database.PostgresServer;
import io.dmskit.mapping.TableMappings;
import io.dmskit.migration.Alarms;
import io.dmskit.migration.Capacity;
import io.dmskit.migration.Cdc;
import io.dmskit.migration.CutoverPolicy;
import io.dmskit.migration.Migration;
import io.dmskit.monitoring.judge.Condition;
import io.dmskit.monitoring.judge.ConditionKind;
import io.dmskit.monitoring.judge.ConditionSeverity;
import io.dmskit.monitoring.judge.Evidence;
import io.dmskit.monitoring.judge.SlotState;
import io.dmskit.monitoring.judge.Unread;
import io.dmskit.monitoring.poll.CallBudget;
import io.dmskit.monitoring.poll.FleetPoller;
import io.dmskit.monitoring.watch.FleetWatch;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.TaskSettings;
import io.dmskit.task.Poller;
import io.dmskit.task.ReplicationHandle;
import io.dmskit.task.TableState.LoadState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;

/** Slots that are really lost, changes that are really refused, and databases that really do not answer. */
class GatheredEvidenceIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration OFTEN = Duration.ofMillis(50);
    private static final String LOGGING = "{\"Logging\": {\"EnableLogging\": true}}";
    private static final Poller SOON = Poller.every(OFTEN);
    private static final ConnectionSupplier NOBODY = () -> {
        throw new SQLException("not asked here");
    };

    private static PostgresServer source;
    private static PostgresServer target;
    private static DmskitLocal local;
    private static DatabaseMigrationClient client;
    private static CloudWatchClient cloudWatch;
    private static CloudWatchLogsClient logs;
    private static Dms dms;

    private final List<Migration> applied = new ArrayList<>();

    @BeforeAll
    static void start() {
        source = PostgresServer.with("old")
                .setting("max_slot_wal_keep_size", "64MB")
                // A checkpoint by itself would take away what is to be seen before it.
                .setting("checkpoint_timeout", "1h")
                .start();
        target = PostgresServer.start("new");
        local = DmskitLocal.start();
        client = LocalAws.client(local, DatabaseMigrationClient.builder());
        cloudWatch = LocalAws.client(local, CloudWatchClient.builder());
        logs = LocalAws.client(local, CloudWatchLogsClient.builder());
        dms = Dms.over(client, Poller.every(Duration.ofMillis(20)));
        LocalAws.publishSecret(local, "old", source);
        LocalAws.publishSecret(local, "new", target);
    }

    @AfterAll
    static void stop() {
        logs.close();
        cloudWatch.close();
        client.close();
        local.close();
        source.close();
        target.close();
    }

    @AfterEach
    void delete() {
        applied.forEach(migration -> dms.delete(migration, LIMIT));
    }

    @Test
    void aSlotIsWatchedUntilTheSourceHasWrittenPastItsLimitAndItIsLost() throws SQLException {
        ReplicationHandle task = replicating("losing");
        try (GatheredEvidence evidence = asking(source::connect, NOBODY);
                FleetWatch watch = watch(evidence)) {
            SlotState read = slot(evidence, task, SlotState::active);
            assertThat(read.name()).endsWith("_" + resourceId(task).toLowerCase(Locale.ROOT));
            assertThat(read.status()).isEqualTo("reserved");
            assertThat(read.limitBytes()).hasValue(64 << 20);
            assertThat(read.bytesLeft().orElseThrow()).isPositive();

            assertThat(conditions(watch, ConditionKind.LOG_RETENTION)).isEmpty();

            task.stop(LIMIT);
            fill(50);
            SlotState low = slot(
                    evidence,
                    task,
                    now -> now.bytesLeft().orElse(Long.MAX_VALUE)
                            < read.bytesLeft().orElseThrow() - (45 << 20));
            assertThat(low.active()).isFalse();
            assertThat(low.retainedBytes()).isGreaterThan(50 << 20);

            fill(60);
            slot(evidence, task, now -> now.status().equals("unreserved"));
            run(source, "CHECKPOINT");
            slot(evidence, task, now -> now.status().equals("lost"));
            assertThat(conditions(watch, ConditionKind.LOG_RETENTION))
                    .singleElement()
                    .satisfies(condition -> {
                        assertThat(condition.severity()).isEqualTo(ConditionSeverity.PAGE);
                        assertThat(condition.text()).contains(read.name(), "is lost");
                        assertThat(condition.advice()).contains("reload");
                    });
        }
    }

    @Test
    void aServerlessReplicationIsLookedAtLikeATask() throws SQLException {
        ReplicationHandle replication =
                replicating("serverless", LOGGING, new Capacity.Serverless(Optional.of(2), 16, false));
        try (GatheredEvidence evidence = asking(source::connect, target::connect)) {
            assertThat(slot(evidence, replication, SlotState::active).name())
                    .endsWith("_" + resourceId(replication).toLowerCase(Locale.ROOT));
            exceptions(evidence, replication, 0);
        }
    }

    /** Writes so many MiB into the log, and nothing into any table. */
    private static void fill(int mebibytes) throws SQLException {
        run(
                source,
                "SELECT pg_logical_emit_message(false, 'fill', repeat('x', 1024 * 1024)) FROM generate_series(1, "
                        + mebibytes + ")");
    }

    @Test
    void changesThatTheTargetRefusesAreCountedAndTheirTableIsReadOnlyWhenItHasChanged() throws SQLException {
        ReplicationHandle task = replicating("refusing");
        AtomicInteger opened = new AtomicInteger();
        ConnectionSupplier counted = () -> {
            opened.incrementAndGet();
            return target.connect();
        };
        try (GatheredEvidence evidence = asking(NOBODY, counted);
                FleetWatch watch = watch(evidence)) {
            exceptions(evidence, task, 0);
            assertThat(conditions(watch, ConditionKind.APPLY_EXCEPTIONS)).isEmpty();

            run(target, "INSERT INTO refusing.accounts VALUES (8, 0), (9, 0)");
            run(source, "INSERT INTO refusing.accounts VALUES (8, 8), (9, 9)");
            writing("refusing", () -> exceptionsNow(evidence, task).filter(count -> count == 2));
            assertThat(conditions(watch, ConditionKind.APPLY_EXCEPTIONS))
                    .singleElement()
                    .satisfies(condition -> assertThat(condition.text()).contains("2 more changes"));

            String scans = "SELECT seq_scan FROM pg_stat_user_tables WHERE relname = 'awsdms_apply_exceptions'";
            String before = text(target, scans);
            int looks = opened.get();
            SOON.until(
                    "more looks",
                    () -> {
                        evidence.find(task.describe());
                        return Optional.of(true).filter(any -> opened.get() > looks + 3);
                    },
                    LIMIT);
            assertThat(text(target, scans)).isEqualTo(before);
        }
    }

    @Test
    void aDatabaseThatDiesIsToldWithTheTimeAndForgottenWhenItIsBack() throws SQLException {
        ReplicationHandle task = replicating("dying");
        PostgresServer mortal = PostgresServer.start("mortal");
        AtomicReference<ConnectionSupplier> database = new AtomicReference<>(mortal::connect);
        try (GatheredEvidence evidence =
                asking(NOBODY, () -> requireNonNull(database.get()).connect())) {
            run(mortal, "CREATE TABLE awsdms_apply_exceptions (\"TASK_NAME\" text, \"ERROR\" text)");
            run(
                    mortal,
                    "INSERT INTO awsdms_apply_exceptions VALUES ('somebody else', ''), ('" + resourceId(task)
                            + "', '')");
            exceptions(evidence, task, 1);

            mortal.close();
            Unread first = unread(evidence, task, "awsdms_apply_exceptions", "refused");
            assertThat(evidence.find(task.describe()).applyExceptions()).isEmpty();
            assertThat(unread(evidence, task, "awsdms_apply_exceptions", "refused")
                            .since())
                    .isEqualTo(first.since());

            database.set(target::connect);
            exceptions(evidence, task, 0);
            assertThat(evidence.find(task.describe()).unread())
                    .noneMatch(one -> one.what().contains("awsdms_apply_exceptions"));
        } finally {
            mortal.close();
        }
    }

    @Test
    void wrongPasswordsAndMissingPrivilegesAreToldWithoutSecrets() throws SQLException {
        ReplicationHandle task = replicating("locked");
        run(target, "CREATE ROLE reader LOGIN PASSWORD 'right-and-secret'");
        try (GatheredEvidence wrong = asking(NOBODY, () -> reader("wrong-and-secret"));
                GatheredEvidence poor = asking(NOBODY, () -> reader("right-and-secret"));
                FleetWatch watch = watch(wrong)) {
            unread(wrong, task, "awsdms_apply_exceptions", "password authentication failed for user \"reader\"");
            unread(poor, task, "awsdms_apply_exceptions", "permission denied for table awsdms_apply_exceptions");
            assertThat(conditions(watch, ConditionKind.UNREAD)).singleElement().satisfies(condition -> {
                assertThat(condition.severity()).isEqualTo(ConditionSeverity.INFO);
                assertThat(condition.text())
                        .contains("password authentication failed")
                        .doesNotContain("secret");
            });

            run(target, "GRANT SELECT ON awsdms_apply_exceptions TO reader");
            exceptions(poor, task, 0);
        } finally {
            run(target, "DROP OWNED BY reader; DROP ROLE reader");
        }
    }

    private static Connection reader(String password) throws SQLException {
        return DriverManager.getConnection(target.jdbcUrl(), "reader", password);
    }

    /** It accepts connections, and nothing more ever comes. */
    @Test
    void aDatabaseThatHangsHoldsUpNobodyAndIsConnectedToOnce() throws SQLException, IOException {
        ReplicationHandle task = replicating("hanging");
        List<Socket> accepted = new CopyOnWriteArrayList<>();
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread accepting = new Thread(() -> accept(mute, accepted));
            accepting.setDaemon(true);
            accepting.start();
            String url = "jdbc:postgresql://127.0.0.1:" + mute.getLocalPort() + "/none?sslmode=disable";
            try (GatheredEvidence evidence =
                    asking(source::connect, () -> DriverManager.getConnection(url, "nobody", "none"))) {
                slot(evidence, task, SlotState::active);
                unread(evidence, task, "awsdms_apply_exceptions", "no connection within 5 s");
                unread(evidence, task, "awsdms_apply_exceptions", "an earlier attempt to connect has not ended yet");
                assertThat(accepted).hasSize(1);
            }
        } finally {
            for (Socket socket : accepted) {
                socket.close();
            }
        }
    }

    private static void accept(ServerSocket server, List<Socket> accepted) {
        try {
            while (true) {
                accepted.add(server.accept());
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    @Test
    void errorsWarningsAndPausesOfTheLogComeOnceAndTheRestNever() throws SQLException {
        ReplicationHandle task = replicating("logging");
        TaskLog log = TaskLog.of(client, logs, task.describe());
        Instant now = Instant.now();
        put(
                log,
                now,
                "00001: 2026-11-20T09:00:00 [SOURCE_UNLOAD   ]W:  The value of column 'BODY' in table 'a.b' was truncated to"
                        + " length 32768  (unload.c:17)",
                "00001: 2026-11-20T09:00:01 [TARGET_APPLY    ]E:  SqlState: 23505  (apply.c:17)",
                "00001: 2026-11-20T09:00:02 [SORTER          ]I:  Reading from source is paused.  (sorter.c:17)",
                "00001: 2026-11-20T09:00:03 [SORTER          ]I:  Nothing that matters  (sorter.c:18)");
        try (GatheredEvidence evidence = reading();
                FleetWatch watch = watch(evidence)) {
            List<String> lines = new ArrayList<>();
            lines(evidence, task, lines, 3);
            assertThat(lines).noneMatch(line -> line.contains("Nothing that matters"));
            assertThat(lines.toString()).contains("was truncated", "23505", "Reading from source is paused");

            put(
                    log,
                    now.plusMillis(1),
                    "00001: 2026-11-20T09:00:04 [SOURCE_UNLOAD   ]W:  The value of column 'TAIL' in"
                            + " table 'a.b' was truncated to length 32768  (unload.c:17)");
            assertThat(SOON.until(
                            "the truncation to be told",
                            () -> Optional.of(conditions(watch, ConditionKind.LOB_TRUNCATION))
                                    .filter(found -> !found.isEmpty()),
                            LIMIT))
                    .singleElement()
                    .satisfies(condition -> assertThat(condition.text()).contains("'TAIL'"));
        }
    }

    /** A load is over before anybody looks, and what it cut is to be told all the same. */
    @Test
    void theLogOfARunThatHasJustEndedIsRead() throws SQLException {
        ReplicationHandle task = replicating("ended");
        TaskLog log = TaskLog.of(client, logs, task.describe());
        put(
                log,
                Instant.now(),
                "00001: 2026-11-20T09:00:00 [SOURCE_UNLOAD   ]W:  The value of column 'BODY' in table"
                        + " 'a.b' was truncated to length 32768  (unload.c:17)");
        task.stop(LIMIT);
        try (GatheredEvidence evidence = reading();
                FleetWatch watch = watch(evidence)) {
            SOON.until(
                    "the truncation to be told",
                    () -> conditions(watch, ConditionKind.LOB_TRUNCATION).stream()
                            .findFirst(),
                    LIMIT);
        }
    }

    @Test
    void aTaskWithoutALogSaysHowToGetOne() throws SQLException {
        ReplicationHandle task = replicating("silent", "{\"Logging\": {\"EnableLogging\": false}}", Capacity.DEFAULT);
        try (GatheredEvidence evidence = reading()) {
            unread(evidence, task, "the task's log", "set Logging.EnableLogging to true");
        }
    }

    private static void lines(EvidenceSource evidence, ReplicationHandle task, List<String> lines, int count) {
        SOON.until(
                count + " lines",
                () -> {
                    lines.addAll(evidence.find(task.describe()).logLines());
                    return Optional.of(true).filter(any -> lines.size() >= count);
                },
                LIMIT);
        assertThat(lines).hasSize(count);
    }

    private static void put(TaskLog log, Instant at, String... lines) {
        logs.putLogEvents(request -> request.logGroupName(log.group())
                .logStreamName(log.stream())
                .logEvents(List.of(lines).stream()
                        .map(line -> InputLogEvent.builder()
                                .timestamp(at.toEpochMilli())
                                .message(line)
                                .build())
                        .toList()));
    }

    private static SlotState slot(EvidenceSource evidence, ReplicationHandle task, Predicate<SlotState> such) {
        return SOON.until(
                "the slot to be like that",
                () -> evidence.find(task.describe()).slot().filter(such),
                LIMIT);
    }

    private static void exceptions(EvidenceSource evidence, ReplicationHandle task, long count) {
        SOON.until(count + " exceptions", () -> exceptionsNow(evidence, task).filter(found -> found == count), LIMIT);
    }

    private static Optional<Long> exceptionsNow(EvidenceSource evidence, ReplicationHandle task) {
        OptionalLong found = evidence.find(task.describe()).applyExceptions();
        return found.isPresent() ? Optional.of(found.getAsLong()) : Optional.empty();
    }

    /** Changes that go well meanwhile: a session that does nothing more tells its statistics ten seconds later. */
    private static void writing(String schema, Supplier<Optional<Long>> goal) {
        int[] id = {100};
        SOON.until(
                "the exceptions to be counted",
                () -> {
                    try {
                        run(source, "INSERT INTO " + schema + ".accounts VALUES (" + id[0]++ + ", 0)");
                    } catch (SQLException e) {
                        throw new AssertionError(e);
                    }
                    return goal.get();
                },
                LIMIT);
    }

    private static Unread unread(EvidenceSource evidence, ReplicationHandle task, String what, String problem) {
        return SOON.until(
                "that " + what + " cannot be read: " + problem,
                () -> {
                    Evidence found = evidence.find(task.describe());
                    return found.unread().stream()
                            .filter(one ->
                                    one.what().contains(what) && one.problem().contains(problem))
                            .findFirst();
                },
                LIMIT);
    }

    private static List<Condition> conditions(FleetWatch watch, ConditionKind kind) {
        return watch.look(Duration.ZERO).conditions().stream()
                .filter(one -> one.kind() == kind)
                .toList();
    }

    private static FleetWatch watch(EvidenceSource evidence) {
        return FleetWatch.over(FleetPoller.of(client, cloudWatch).budget(new CallBudget(100, Poller.REAL_TIME)))
                .evidence(evidence::find)
                .build();
    }

    private static GatheredEvidence reading() {
        return GatheredEvidence.of(client)
                .logs(logs)
                .pace(OFTEN)
                .budget(new CallBudget(100, Poller.REAL_TIME))
                .start();
    }

    private static GatheredEvidence asking(ConnectionSupplier ofSource, ConnectionSupplier ofTarget) {
        return GatheredEvidence.of(client)
                .databases(task -> new TaskDatabases(
                        Optional.of(ofSource).filter(one -> one != NOBODY),
                        Optional.of(ofTarget).filter(one -> one != NOBODY)))
                .pace(OFTEN)
                .budget(new CallBudget(100, Poller.REAL_TIME))
                .start();
    }

    private static String resourceId(ReplicationHandle task) {
        return task.arn().substring(task.arn().lastIndexOf(':') + 1);
    }

    private ReplicationHandle replicating(String name) throws SQLException {
        return replicating(name, LOGGING, Capacity.DEFAULT);
    }

    private ReplicationHandle replicating(String name, String settings, Capacity capacity) throws SQLException {
        run(source, "CREATE SCHEMA " + name);
        run(source, "CREATE TABLE " + name + ".accounts (id int PRIMARY KEY, n int)");
        run(source, "INSERT INTO " + name + ".accounts VALUES (1, 1)");
        Migration migration = new Migration(
                name,
                MigrationType.FULL_LOAD_AND_CDC,
                EndpointDefinition.database(Engine.POSTGRES, "old", "old"),
                EndpointDefinition.database(Engine.POSTGRES, "new", "new"),
                TableMappings.parse("table-mappings.json", """
                        {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "1", "rule-action": "include",
                          "object-locator": {"schema-name": "%s", "table-name": "%%"}}]}""".formatted(name)),
                TaskSettings.parse("settings.json", settings),
                Cdc.NONE,
                capacity,
                Alarms.NONE,
                CutoverPolicy.DEFAULT,
                Optional.empty());
        ReplicationHandle task = dms.apply(migration, LIMIT);
        applied.add(migration);
        task.start();
        task.awaitTables(LoadState.COMPLETED, LIMIT);
        return task;
    }
}
