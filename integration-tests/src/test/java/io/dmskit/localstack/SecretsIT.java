package io.dmskit.localstack;

import static io.dmskit.Sql.lines;
import static io.dmskit.Sql.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.LocalAws;
import io.dmskit.local.DmskitLocal;
import io.dmskit.local.database.PostgresServer;
import io.dmskit.local.fault.InjectedFault.AccessDenied;
import io.dmskit.local.wire.Forwarding;
import io.dmskit.task.Poller;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.Connection;
import software.amazon.awssdk.services.databasemigration.model.Filter;
import software.amazon.awssdk.services.databasemigration.model.MigrationTypeValue;
import software.amazon.awssdk.services.databasemigration.model.ReplicationEndpointTypeValue;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTask;
import software.amazon.awssdk.services.databasemigration.model.StartReplicationTaskTypeValue;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Endpoints whose credentials are secrets of a LocalStack: what a user of DMS sees when they change, or cannot be had. LocalStack
 * lets everybody read every secret, whatever IAM or the secret's own policy says, so that a denial is a fault of dmskit-local.
 */
class SecretsIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Poller SOON = Poller.every(Duration.ofMillis(20));
    private static final String MAPPINGS = """
            {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "1", "rule-action": "include",
              "object-locator": {"schema-name": "shop", "table-name": "%"}}]}""";

    private static PostgresServer source;
    private static PostgresServer target;
    private static DmskitLocal local;
    private static DatabaseMigrationClient dms;
    private static SecretsManagerClient secrets;
    private static String instance;

    private final String name = LocalStack.unique("secrets-it");

    @BeforeAll
    static void start() throws Exception {
        LocalStack localStack = LocalStack.required();
        secrets = localStack.client(SecretsManagerClient.builder());
        source = PostgresServer.start("shopprod");
        target = PostgresServer.start("shopnew");
        local = DmskitLocal.builder()
                .forward(Forwarding.to(localStack.endpoint()))
                .start();
        dms = LocalAws.client(local, DatabaseMigrationClient.builder());
        instance = dms.createReplicationInstance(create ->
                        create.replicationInstanceIdentifier("main").replicationInstanceClass("dms.t3.medium"))
                .replicationInstance()
                .replicationInstanceArn();
        SOON.until(
                "replication instance main",
                () -> dms.describeReplicationInstances().replicationInstances().stream()
                        .filter(one -> one.replicationInstanceStatus().equals("available"))
                        .findFirst(),
                LIMIT);
        run(
                source,
                "CREATE SCHEMA shop",
                "CREATE TABLE shop.orders (id int PRIMARY KEY)",
                "INSERT INTO shop.orders VALUES (1), (2)",
                "CREATE ROLE dms LOGIN SUPERUSER PASSWORD 'spring'");
    }

    @AfterAll
    static void stop() {
        dms.close();
        secrets.close();
        local.close();
        source.close();
        target.close();
    }

    @AfterEach
    void letAllBeAllowed() {
        local.faults().clear();
    }

    @Test
    void aRotatedSecretIsReadAtTheNextStart() throws SQLException {
        create(asDms("spring"));
        String endpoint = endpoint(ReplicationEndpointTypeValue.SOURCE, "shopprod", name);
        String task = task(endpoint);
        assertThat(runToItsEnd(task, StartReplicationTaskTypeValue.START_REPLICATION)
                        .stopReason())
                .contains("FULL_LOAD_ONLY_FINISHED");

        run(source, "ALTER ROLE dms PASSWORD 'autumn'", "INSERT INTO shop.orders VALUES (3)");
        Connection before = test(endpoint);
        secrets.putSecretValue(put -> put.secretId(name).secretString(asDms("autumn")));
        Connection after = test(endpoint);
        ReplicationTask second = runToItsEnd(task, StartReplicationTaskTypeValue.RELOAD_TARGET);

        assertThat(before.status()).isEqualTo("failed");
        assertThat(before.lastFailureMessage())
                .contains("Test Endpoint failed", "password authentication failed for user \"dms\"")
                .doesNotContain("spring");
        assertThat(after.status()).isEqualTo("successful");
        assertThat(second.stopReason()).contains("FULL_LOAD_ONLY_FINISHED");
        assertThat(lines(target, "SELECT id FROM shop.orders ORDER BY id")).containsExactly("1", "2", "3");
        assertThat(secrets.getSecretValue(get -> get.secretId(name).versionStage("AWSPREVIOUS"))
                        .secretString())
                .isEqualTo(asDms("spring"));
    }

    @Test
    void aMissingSecretIsNamed() {
        String endpoint = endpoint(ReplicationEndpointTypeValue.SOURCE, "shopprod", name);

        Connection failed = test(endpoint);

        assertThat(failed.status()).isEqualTo("failed");
        assertThat(failed.lastFailureMessage())
                .isEqualTo("Test Endpoint failed: endpoint " + name + " takes its credentials from secret " + name
                        + ", but Secrets Manager can't find the specified secret.");
    }

    @Test
    void aSecretThatIsDeletedAfterwardsFailsTheTask() {
        create(asSuperuser());
        String task = task(endpoint(ReplicationEndpointTypeValue.SOURCE, "shopprod", name));
        secrets.deleteSecret(delete -> delete.secretId(name).forceDeleteWithoutRecovery(true));

        ReplicationTask failed = runToItsEnd(task, StartReplicationTaskTypeValue.START_REPLICATION);

        assertThat(failed.status()).isEqualTo("failed");
        assertThat(failed.lastFailureMessage())
                .contains("takes its credentials from secret " + name
                        + ", but Secrets Manager can't find the specified secret.");
    }

    @Test
    void aSecretThatMayNotBeReadIsDenied() {
        create(asSuperuser());
        String endpoint = endpoint(ReplicationEndpointTypeValue.SOURCE, "shopprod", name);
        String fault = local.faults().inject(AccessDenied.of("GetSecretValue"));

        Connection denied = test(endpoint);

        assertThat(denied.lastFailureMessage())
                .isEqualTo("Test Endpoint failed: endpoint " + name + " takes its credentials from secret " + name
                        + ", but User is not authorized to perform: GetSecretValue");
        try (SecretsManagerClient here = LocalAws.client(local, SecretsManagerClient.builder())) {
            assertThatThrownBy(() -> here.getSecretValue(get -> get.secretId(name)))
                    .isInstanceOfSatisfying(AwsServiceException.class, refusal -> assertThat(
                                    refusal.awsErrorDetails().errorCode())
                            .isEqualTo("AccessDeniedException"));
        }
        local.faults().clear(fault);
        assertThat(test(endpoint).status()).isEqualTo("successful");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            hunter2                                     | which is not a JSON object with host, port, username and password
            {"host": "hunter2"                          | which is not a JSON object with host, port, username and password
            ["hunter2"]                                 | which is not a JSON object with host, port, username and password
            {"host": "hunter2", "port": 5432}           | has no username: give it in the secret of its PostgreSQLSettings or in the endpoint
            {"host": "hunter2", "username": "hunter2"}  | has no password: give it in the secret of its PostgreSQLSettings or in the endpoint
            {"port": 5432}                              | has no host: give it in the secret of its PostgreSQLSettings or in the endpoint
            {"host": "127.0.0.1", "port": "hunter2"}    | the port of endpoint
            """)
    void aMalformedSecretIsToldWithoutItsText(String text, String message) {
        create(text);

        Connection failed = test(endpoint(ReplicationEndpointTypeValue.SOURCE, "shopprod", name));

        assertThat(failed.status()).isEqualTo("failed");
        assertThat(failed.lastFailureMessage())
                .contains("Test Endpoint failed", "endpoint " + name, message)
                .doesNotContain("hunter2");
    }

    @Test
    void aSecretOfBytesIsTold() {
        secrets.createSecret(create -> create.name(name).secretBinary(SdkBytes.fromUtf8String(asSuperuser())));

        Connection failed = test(endpoint(ReplicationEndpointTypeValue.SOURCE, "shopprod", name));

        assertThat(failed.lastFailureMessage()).endsWith("but the secret holds bytes, not text");
    }

    private void create(String text) {
        secrets.createSecret(create -> create.name(name).secretString(text));
    }

    private static String asDms(String password) {
        return credentials(source, "dms", password);
    }

    private static String asSuperuser() {
        return credentials(source, source.user(), source.password());
    }

    private static String credentials(PostgresServer server, String user, String password) {
        return """
                {"host": "%s", "port": %d, "username": "%s", "password": "%s"}""".formatted(server.host(), server.port(), user, password);
    }

    private static String endpoint(ReplicationEndpointTypeValue type, String database, String secret) {
        return dms.createEndpoint(create -> create.endpointIdentifier(secret)
                        .endpointType(type)
                        .engineName("postgres")
                        .databaseName(database)
                        .postgreSQLSettings(settings -> settings.secretsManagerSecretId(secret)
                                .secretsManagerAccessRoleArn("arn:aws:iam::000000000000:role/dms")))
                .endpoint()
                .endpointArn();
    }

    private static Connection test(String endpoint) {
        dms.testConnection(test -> test.replicationInstanceArn(instance).endpointArn(endpoint));
        return SOON.until(
                "the connection test of " + endpoint,
                () -> dms
                        .describeConnections(describe -> describe.filters(filter("endpoint-arn", endpoint)))
                        .connections()
                        .stream()
                        .filter(connection -> !connection.status().equals("testing"))
                        .findFirst(),
                LIMIT);
    }

    private String task(String sourceEndpoint) {
        String targetSecret = name + "-target";
        secrets.createSecret(create ->
                create.name(targetSecret).secretString(credentials(target, target.user(), target.password())));
        String targetEndpoint = endpoint(ReplicationEndpointTypeValue.TARGET, "shopnew", targetSecret);
        assertThat(test(sourceEndpoint).status()).isEqualTo("successful");
        assertThat(test(targetEndpoint).status()).isEqualTo("successful");
        String task = dms.createReplicationTask(create -> create.replicationTaskIdentifier(name)
                        .replicationInstanceArn(instance)
                        .sourceEndpointArn(sourceEndpoint)
                        .targetEndpointArn(targetEndpoint)
                        .migrationType(MigrationTypeValue.FULL_LOAD)
                        .tableMappings(MAPPINGS)
                        .replicationTaskSettings(
                                "{\"FullLoadSettings\": {\"TargetTablePrepMode\": \"DROP_AND_CREATE\"}}"))
                .replicationTask()
                .replicationTaskArn();
        await(task, Set.of("ready"));
        return task;
    }

    /** Starts it and waits until it has ended. */
    private static ReplicationTask runToItsEnd(String task, StartReplicationTaskTypeValue how) {
        dms.startReplicationTask(start -> start.replicationTaskArn(task).startReplicationTaskType(how));
        return await(task, Set.of("stopped", "failed"));
    }

    private static ReplicationTask await(String task, Set<String> statuses) {
        return SOON.until(
                task + " to be one of " + statuses,
                () -> dms
                        .describeReplicationTasks(describe -> describe.filters(filter("replication-task-arn", task)))
                        .replicationTasks()
                        .stream()
                        .filter(now -> statuses.contains(now.status()))
                        .findFirst(),
                LIMIT);
    }

    private static Filter filter(String filter, String value) {
        return Filter.builder().name(filter).values(value).build();
    }
}
