package io.dmskit.monitoring.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.LocalAws;
import io.dmskit.local.DmskitLocal;
import io.dmskit.mariadb.MariadbServer;
import io.dmskit.monitoring.judge.BinaryLogs;
import io.dmskit.monitoring.judge.Condition;
import io.dmskit.monitoring.judge.ConditionKind;
import io.dmskit.monitoring.judge.Evidence;
import io.dmskit.monitoring.judge.FleetSnapshot;
import io.dmskit.monitoring.judge.Judge;
import io.dmskit.monitoring.judge.JudgeRules;
import io.dmskit.monitoring.judge.ReplicationSnapshot;
import io.dmskit.monitoring.poll.CallBudget;
import io.dmskit.settings.MigrationType;
import io.dmskit.task.Poller;
import io.dmskit.task.ReplicationKind;
import io.dmskit.task.StopReason;
import io.dmskit.task.TaskSnapshot;
import io.dmskit.task.TaskStatistics;
import io.dmskit.task.TaskStatus;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.ReplicationEndpointTypeValue;

/** A task between two MariaDB servers as the service describes it; dmskit-local does not run such ones, so its status is given. */
class BinaryLogsIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration OFTEN = Duration.ofMillis(50);

    @Test
    void binaryLogsArePurgedForReal() throws Exception {
        try (MariadbServer server =
                        MariadbServer.start("--log-bin=bin", "--binlog-format=ROW", "--expire-logs-days=2");
                Connection root = server.connect();
                DmskitLocal local = DmskitLocal.start();
                DatabaseMigrationClient client = LocalAws.client(local, DatabaseMigrationClient.builder())) {
            execute(root, "CREATE USER dms@'%' IDENTIFIED BY 'x'");
            TaskSnapshot task = task(client);
            try (GatheredEvidence evidence = GatheredEvidence.of(client)
                    .databases(any -> new TaskDatabases(
                            Optional.of(() -> server.connect("dms", "x")),
                            Optional.of(() -> server.connect("dms", "x"))))
                    .pace(OFTEN)
                    .budget(new CallBudget(100, Poller.REAL_TIME))
                    .start()) {
                find(evidence, task, found -> hasProblem(found, "the log of the source", "Access denied"));
                find(
                        evidence,
                        task,
                        found -> hasProblem(
                                found,
                                "of the target",
                                "there is no awsdms_control.awsdms_apply_exceptions that the user may see"));

                execute(root, "GRANT BINLOG MONITOR ON *.* TO dms@'%'");
                BinaryLogs all = logs(evidence, task, logs -> true);
                assertThat(all.files()).containsExactly("bin.000001");
                assertThat(all.kept()).hasValue(Duration.ofDays(2));

                execute(root, "FLUSH BINARY LOGS");
                logs(evidence, task, logs -> logs.files().size() == 2);
                purgeTo(root, "bin.000002");
                BinaryLogs purged = logs(evidence, task, logs -> logs.files().equals(List.of("bin.000002")));
                assertThat(conditions(task, purged)).singleElement().satisfies(condition -> assertThat(condition.text())
                        .contains("bin.000001:4", "the oldest binary log of its source is bin.000002"));

                rds(root, "NULL");
                logs(evidence, task, logs -> logs.kept().equals(Optional.of(Duration.ZERO)));
                execute(root, "UPDATE mysql.rds_configuration SET value = '36'");
                logs(evidence, task, logs -> logs.kept().equals(Optional.of(Duration.ofHours(36))));

                exceptions(root, task);
                find(evidence, task, found -> found.applyExceptions().orElse(-1) == 2);
            }
        }
    }

    /** A log that recovery may still need is not purged, without a word: that ends with the server's next checkpoint. */
    private static void purgeTo(Connection root, String log) {
        Poller.every(OFTEN)
                .until(
                        "the end of the logs before " + log,
                        () -> Optional.of(oldestAfterPurge(root, log)).filter(log::equals),
                        LIMIT);
    }

    private static String oldestAfterPurge(Connection root, String log) {
        try (Statement statement = root.createStatement()) {
            statement.execute("PURGE BINARY LOGS TO '" + log + "'");
            try (ResultSet logs = statement.executeQuery("SHOW BINARY LOGS")) {
                assertThat(logs.next()).isTrue();
                return logs.getString(1);
            }
        } catch (SQLException e) {
            throw new AssertionError("the logs are not purged", e);
        }
    }

    /** As RDS has it. */
    private static void rds(Connection root, String hours) throws SQLException {
        execute(root, "CREATE TABLE mysql.rds_configuration (name varchar(100), value varchar(100), description text)");
        execute(
                root,
                "INSERT INTO mysql.rds_configuration VALUES ('target delay', '0', ''), ('binlog retention hours', "
                        + hours + ", '')");
        execute(root, "GRANT SELECT ON mysql.rds_configuration TO dms@'%'");
    }

    /** As DMS has it on MySQL: in a database of its own. */
    private static void exceptions(Connection root, TaskSnapshot task) throws SQLException {
        String id = task.arn().substring(task.arn().lastIndexOf(':') + 1);
        execute(root, "CREATE DATABASE awsdms_control");
        execute(root, "CREATE TABLE awsdms_control.awsdms_apply_exceptions (TASK_NAME varchar(128), ERROR text)");
        execute(
                root,
                "INSERT INTO awsdms_control.awsdms_apply_exceptions VALUES ('" + id + "', ''), ('" + id
                        + "', ''), ('OTHER', '')");
        execute(root, "GRANT SELECT ON awsdms_control.* TO dms@'%'");
    }

    private static List<Condition> conditions(TaskSnapshot running, BinaryLogs logs) {
        TaskSnapshot stopped =
                snapshot(running.arn(), running.sourceEndpointArn(), running.targetEndpointArn(), TaskStatus.STOPPED);
        ReplicationSnapshot seen = new ReplicationSnapshot(
                Instant.now(), stopped, Optional.empty(), Optional.empty(), Map.of(), Evidence.of(logs));
        return new Judge(JudgeRules.DEFAULTS)
                .see(new FleetSnapshot(Instant.now(), List.of(seen), List.of(), List.of())).stream()
                        .filter(one -> one.kind() == ConditionKind.LOG_RETENTION)
                        .toList();
    }

    private static BinaryLogs logs(EvidenceSource evidence, TaskSnapshot task, Predicate<BinaryLogs> such) {
        return find(evidence, task, found -> found.binaryLogs().filter(such).isPresent())
                .binaryLogs()
                .orElseThrow();
    }

    private static boolean hasProblem(Evidence found, String what, String problem) {
        return found.unread().stream()
                .anyMatch(one -> one.what().contains(what) && one.problem().contains(problem));
    }

    private static Evidence find(EvidenceSource evidence, TaskSnapshot task, Predicate<Evidence> such) {
        return Poller.every(OFTEN)
                .until("such evidence", () -> Optional.of(evidence.find(task)).filter(such), LIMIT);
    }

    private static TaskSnapshot task(DatabaseMigrationClient client) {
        String source = endpoint(client, "old", ReplicationEndpointTypeValue.SOURCE);
        String target = endpoint(client, "new", ReplicationEndpointTypeValue.TARGET);
        String instance = client.createReplicationInstance(request ->
                        request.replicationInstanceIdentifier("bank").replicationInstanceClass("dms.t3.medium"))
                .replicationInstance()
                .replicationInstanceArn();
        Poller.every(OFTEN)
                .until(
                        "the instance",
                        () -> client.describeReplicationInstances().replicationInstances().stream()
                                .filter(one -> one.replicationInstanceStatus().equals("available"))
                                .findFirst(),
                        LIMIT);
        String arn = client.createReplicationTask(request -> request.replicationTaskIdentifier("bank")
                        .migrationType("cdc")
                        .tableMappings(
                                "{\"rules\": [{\"rule-type\": \"selection\", \"rule-id\": \"1\", \"rule-name\": \"1\","
                                        + " \"rule-action\": \"include\", \"object-locator\": {\"schema-name\": \"bank\","
                                        + " \"table-name\": \"%\"}}]}")
                        .replicationInstanceArn(instance)
                        .sourceEndpointArn(source)
                        .targetEndpointArn(target))
                .replicationTask()
                .replicationTaskArn();
        return snapshot(arn, source, target, TaskStatus.RUNNING);
    }

    private static TaskSnapshot snapshot(String arn, String source, String target, TaskStatus status) {
        return new TaskSnapshot(
                ReplicationKind.TASK,
                arn,
                "bank",
                Optional.of(MigrationType.CDC),
                status,
                Optional.of(StopReason.of("Stop Reason NORMAL")),
                Optional.empty(),
                TaskStatistics.NONE,
                Optional.empty(),
                Optional.of(Instant.parse("2026-11-20T08:00:00Z")),
                Optional.of("checkpoint:V1#27#bin.000001:4:-1:2002:677883278264080:bin.000001:4#0#0#*#0#93"),
                "",
                source,
                target);
    }

    private static String endpoint(DatabaseMigrationClient client, String name, ReplicationEndpointTypeValue type) {
        return client.createEndpoint(request -> request.endpointIdentifier(name)
                        .endpointType(type)
                        .engineName("mariadb")
                        .serverName("127.0.0.1")
                        .port(3306)
                        .username("dms")
                        .password("x"))
                .endpoint()
                .endpointArn();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
