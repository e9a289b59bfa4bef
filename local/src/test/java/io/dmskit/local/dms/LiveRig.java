package io.dmskit.local.dms;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.local.DmskitLocal;
import io.dmskit.local.HandTimeline;
import io.dmskit.local.LocalClients;
import io.dmskit.local.database.PostgresServer;
import io.dmskit.local.engine.DatabaseAddress;
import io.dmskit.task.Poller;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.Filter;
import software.amazon.awssdk.services.databasemigration.model.InvalidResourceStateException;
import software.amazon.awssdk.services.databasemigration.model.ReloadOptionValue;
import software.amazon.awssdk.services.databasemigration.model.ReplicationEndpointTypeValue;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTask;
import software.amazon.awssdk.services.databasemigration.model.ResourceNotFoundException;
import software.amazon.awssdk.services.databasemigration.model.TableToReload;

/**
 * An endpoint whose time the test drives, with two instances and real databases, that brings a task into any status and holds it
 * there. It has one task at a time.
 */
final class LiveRig implements AutoCloseable {
    static final String GONE = "gone";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final HandTimeline time = new HandTimeline();
    final PostgresServer source = PostgresServer.start("shop");
    final PostgresServer target = PostgresServer.start("hq");
    private final DmskitLocal local =
            DmskitLocal.builder().time(InstantSource.system(), time).start();
    final LocalClients clients = LocalClients.of(local.endpoint());
    final DatabaseMigrationClient dms = clients.dms();
    final String instance;
    final String other;
    final String from;
    final String to;
    private Optional<Connection> lock = Optional.empty();
    private @Nullable String task;
    private int names;

    LiveRig() throws SQLException {
        run(source, "create schema sales; create table sales.orders (id int primary key, note text)");
        run(source, "insert into sales.orders select i, 'n' || i from generate_series(1, 10) i");
        instance = instance("one");
        other = instance("other");
        from = endpoint("shop", ReplicationEndpointTypeValue.SOURCE, source.address());
        to = endpoint("hq", ReplicationEndpointTypeValue.TARGET, target.address());
        time.pass();
        testConnection(instance, from);
        testConnection(instance, to);
    }

    private String instance(String name) {
        return dms.createReplicationInstance(
                        create -> create.replicationInstanceIdentifier(name).replicationInstanceClass("dms.t3.medium"))
                .replicationInstance()
                .replicationInstanceArn();
    }

    private String endpoint(String name, ReplicationEndpointTypeValue type, DatabaseAddress address) {
        return endpoint(name, type, address, address.password());
    }

    String endpoint(String name, ReplicationEndpointTypeValue type, DatabaseAddress address, String password) {
        return dms.createEndpoint(create -> create.endpointIdentifier(name)
                        .endpointType(type)
                        .engineName("postgres")
                        .serverName(address.host())
                        .port(address.port())
                        .databaseName(address.database())
                        .username(address.user())
                        .password(password))
                .endpoint()
                .endpointArn();
    }

    void testConnection(String instanceArn, String endpointArn) {
        dms.testConnection(test -> test.replicationInstanceArn(instanceArn).endpointArn(endpointArn));
        until(
                "a successful connection",
                () ->
                        dms
                                .describeConnections(list -> list.filters(by("endpoint-arn", endpointArn)))
                                .connections()
                                .stream()
                                .anyMatch(connection -> connection.status().equals("successful")));
    }

    /** Returns a task of this type that is in this status and stays in it; the last one, if it still is. */
    String taskIn(String status, String type) throws SQLException {
        String last = task;
        if (last != null
                && status(last).equals(status)
                && describe(last).migrationTypeAsString().equals(type)) {
            return last;
        }
        dispose();
        if (type.equals("full-load")) {
            hold();
        }
        String arn = create("task-" + names++, type);
        task = arn;
        bring(arn, TaskStatus.valueOf(status.toUpperCase(Locale.ROOT).replace('-', '_')));
        assertThat(status(arn)).isEqualTo(status);
        return arn;
    }

    private void bring(String arn, TaskStatus status) throws SQLException {
        switch (status) {
            case CREATING -> {}
            case READY -> await(arn, "ready");
            case STARTING -> {
                bring(arn, TaskStatus.READY);
                start(arn, "start-replication");
            }
            case RUNNING -> {
                bring(arn, TaskStatus.STARTING);
                await(arn, "running");
            }
            case STOPPING -> {
                bring(arn, TaskStatus.RUNNING);
                stop(arn);
            }
            case STOPPED -> {
                bring(arn, TaskStatus.STOPPING);
                await(arn, "stopped");
            }
            case FAILED -> {
                bring(arn, TaskStatus.STOPPED);
                run(source, "alter schema sales rename to hidden");
                try {
                    start(arn, "resume-processing");
                    await(arn, "failed");
                } finally {
                    run(source, "alter schema hidden rename to sales");
                }
            }
            case MODIFYING -> {
                bring(arn, TaskStatus.READY);
                modify(arn);
            }
            case TESTING -> {
                bring(arn, TaskStatus.READY);
                startAssessmentRun(arn);
            }
            case MOVING -> {
                bring(arn, TaskStatus.READY);
                move(arn);
            }
            case FAILED_MOVE -> {
                bring(arn, TaskStatus.STOPPED);
                move(arn);
                dms.modifyReplicationInstance(modify ->
                        modify.replicationInstanceArn(other).preferredMaintenanceWindow("mon:01:00-mon:01:30"));
                await(arn, "failed-move");
            }
            case DELETING -> {
                bring(arn, TaskStatus.READY);
                delete(arn);
            }
        }
    }

    /** Lets time pass until the task is in this status, or gone. */
    void await(String arn, String status) {
        until("task " + status, () -> status(arn).equals(status));
    }

    void until(String what, BooleanSupplier condition) {
        Boolean unused = Poller.every(Duration.ofMillis(25))
                .until(
                        what,
                        () -> {
                            time.pass();
                            return Optional.of(condition.getAsBoolean()).filter(met -> met);
                        },
                        PATIENCE);
    }

    String status(String arn) {
        try {
            return describe(arn).status();
        } catch (ResourceNotFoundException e) {
            return GONE;
        }
    }

    ReplicationTask describe(String arn) {
        return dms.describeReplicationTasks(list -> list.filters(by("replication-task-arn", arn)))
                .replicationTasks()
                .get(0);
    }

    String create(String name, String type) {
        return create(name, type, "{\"ValidationSettings\":{\"EnableValidation\":true}}");
    }

    /** Returns a running task that compares what is on both sides and loads nothing. */
    String validationOnly() throws SQLException {
        dispose();
        hold();
        String arn = create(
                "task-" + names++,
                "full-load",
                "{\"ValidationSettings\":{\"EnableValidation\":true,\"ValidationOnly\":true}}");
        task = arn;
        bring(arn, TaskStatus.RUNNING);
        return arn;
    }

    private String create(String name, String type, String settings) {
        return dms.createReplicationTask(create -> create.replicationTaskIdentifier(name)
                        .migrationType(type)
                        .replicationInstanceArn(instance)
                        .sourceEndpointArn(from)
                        .targetEndpointArn(to)
                        .tableMappings(Rig.MAPPINGS)
                        .replicationTaskSettings(settings))
                .replicationTask()
                .replicationTaskArn();
    }

    void createWithTheNameOf(String arn) {
        create(describe(arn).replicationTaskIdentifier(), "full-load");
    }

    void start(String arn, String type) {
        dms.startReplicationTask(start -> start.replicationTaskArn(arn).startReplicationTaskType(type));
    }

    void stop(String arn) {
        dms.stopReplicationTask(stop -> stop.replicationTaskArn(arn));
    }

    void modify(String arn) {
        dms.modifyReplicationTask(modify -> modify.replicationTaskArn(arn).tableMappings(Rig.MAPPINGS));
    }

    void move(String arn) {
        dms.moveReplicationTask(move -> move.replicationTaskArn(arn).targetReplicationInstanceArn(other));
    }

    void delete(String arn) {
        dms.deleteReplicationTask(delete -> delete.replicationTaskArn(arn));
    }

    void reload(String arn, ReloadOptionValue option) {
        dms.reloadTables(reload -> reload.replicationTaskArn(arn)
                .reloadOption(option)
                .tablesToReload(TableToReload.builder()
                        .schemaName("sales")
                        .tableName("orders")
                        .build()));
    }

    void assess(String arn) {
        dms.startReplicationTaskAssessment(start -> start.replicationTaskArn(arn));
    }

    String startAssessmentRun(String arn) {
        return dms.startReplicationTaskAssessmentRun(start -> start.replicationTaskArn(arn)
                        .assessmentRunName("run-" + names++)
                        .serviceAccessRoleArn("arn:aws:iam::000000000000:role/assess")
                        .resultLocationBucket("assessments"))
                .replicationTaskAssessmentRun()
                .replicationTaskAssessmentRunArn();
    }

    /** Keeps full loads from ending. */
    private void hold() throws SQLException {
        Connection held = source.connect();
        held.setAutoCommit(false);
        lock = Optional.of(held);
        try (Statement statement = held.createStatement()) {
            statement.execute("lock table sales.orders in access exclusive mode");
        }
    }

    private void letGo() throws SQLException {
        if (lock.isPresent()) {
            lock.get().close();
            lock = Optional.empty();
        }
    }

    /** Ends and deletes the task, whatever it is doing. */
    void dispose() throws SQLException {
        String last = task;
        if (last == null) {
            letGo();
            return;
        }
        until("a task at rest", () -> !status(last).matches("creating|starting|stopping|modifying|testing|moving"));
        if (status(last).equals("running")) {
            endRun(last); // a load that is held cannot end by itself just before
        }
        letGo();
        if (status(last).matches("ready|stopped|failed|failed-move")) {
            delete(last);
        }
        await(last, GONE);
        task = null;
        emptyTarget();
    }

    /** A load that is interrupted over rows of others fails when it is resumed: so each task finds a target without rows. */
    private void emptyTarget() throws SQLException {
        run(
                target,
                "DO $$ BEGIN IF to_regclass('sales.orders') IS NOT NULL THEN TRUNCATE sales.orders; END IF; END $$");
    }

    /** A run that was resumed over rows of others fails by itself soon after it has come to run. */
    private void endRun(String arn) {
        try {
            stop(arn);
        } catch (InvalidResourceStateException e) {
            if (status(arn).equals("running")) {
                throw e;
            }
        }
        until("the end of a run", () -> status(arn).matches("stopped|failed"));
    }

    static void run(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static Filter by(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }

    @Override
    public void close() throws SQLException {
        letGo();
        clients.close();
        local.close();
        source.close();
        target.close();
    }
}
