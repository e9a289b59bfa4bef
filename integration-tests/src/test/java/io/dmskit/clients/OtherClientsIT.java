package io.dmskit.clients;

import static io.dmskit.Sql.lines;
import static io.dmskit.Sql.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.OtherProgram;
import io.dmskit.Sql;
import io.dmskit.local.DmskitLocal;
import io.dmskit.local.database.PostgresServer;
import io.dmskit.task.Poller;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** boto3 and the AWS CLI walk a whole migration, waiters included, while rows are written. */
class OtherClientsIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String ROWS = "SELECT id || ' ' || note FROM shop.orders ORDER BY id";

    private static PostgresServer source;
    private static PostgresServer target;

    private DmskitLocal local;

    @BeforeAll
    static void startServers() {
        source = PostgresServer.start("shopprod");
        target = PostgresServer.start("shopnew");
    }

    @AfterAll
    static void stopServers() {
        source.close();
        target.close();
    }

    @BeforeEach
    void start() throws SQLException {
        local = DmskitLocal.start();
        run(target, "DROP SCHEMA IF EXISTS shop CASCADE; DROP SCHEMA public CASCADE; CREATE SCHEMA public");
        run(
                source,
                "DROP SCHEMA IF EXISTS shop CASCADE; CREATE SCHEMA shop; CREATE TABLE shop.orders (id bigint PRIMARY KEY, note text);"
                        + " INSERT INTO shop.orders SELECT i, 'order ' || i FROM generate_series(1, 500) i");
    }

    @AfterEach
    void stop() {
        local.close();
    }

    @Test
    void botoWalksAWholeMigration() throws Exception {
        PythonClients clients = installed("requirements.txt");

        OtherProgram.Ended begun = clients.python("walk.py", environment(), "begin");
        List<String> written = writeMeanwhile();
        OtherProgram.Ended ended = clients.python("walk.py", environment(), "end");

        assertThat(begun.lines()).containsExactly("sub tasks 2", "tags [{'Key': 'walk', 'Value': 'boto'}]");
        assertThat(lines(target, ROWS)).isEqualTo(written);
        assertThat(ended.lines())
                .containsExactly(
                        "while it runs: InvalidResourceStateFault",
                        "table shop orders Table completed 500 100",
                        "stop reason: Stop Reason NORMAL checkpoint:V1",
                        "started again: InvalidResourceStateFault",
                        "afterwards: ResourceNotFoundFault");
    }

    @Test
    void theAwsCliWalksAWholeMigration() throws Exception {
        PythonClients clients = installed("requirements.txt");

        OtherProgram.Ended begun = clients.shell("walk.sh", environment(), "begin");
        List<String> written = writeMeanwhile();
        OtherProgram.Ended ended = clients.shell("walk.sh", environment(), "end");

        assertThat(begun.lines()).isEmpty();
        assertThat(lines(target, ROWS)).isEqualTo(written);
        assertThat(ended.lines()).containsExactly("orders\tTable completed\t500\t100", "Stop Reason NORMAL", "0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"requirements.txt", "requirements-query.txt"})
    void botoPutsMetricsAndReadsThemBackInItsOwnProtocol(String requirements) throws Exception {
        PythonClients clients = installed(requirements);

        OtherProgram.Ended ended = clients.python("metrics.py", environment());

        assertThat(ended.lines()).first().asString().startsWith("protocol ");
        assertThat(ended.lines().subList(1, ended.lines().size()))
                .containsExactly(
                        "listed [('Till', True)]",
                        "maximum [2.5]",
                        "sum [(4.0, 2.0, 'Count')]",
                        "refused ValidationError 400");
    }

    /** Writes while the task goes on after its load and returns all rows of the source, once the target has them. */
    private static List<String> writeMeanwhile() throws SQLException {
        awaitSameRows();
        run(
                source,
                "INSERT INTO shop.orders SELECT i, 'late ' || i FROM generate_series(501, 600) i;"
                        + " UPDATE shop.orders SET note = 'changed' WHERE id % 7 = 0");
        awaitSameRows();
        return lines(source, ROWS);
    }

    private static void awaitSameRows() {
        Poller.every(Duration.ofMillis(50))
                .until(
                        "the rows on the target",
                        () -> Optional.of(Sql.isSame(source, target, ROWS)).filter(Boolean::booleanValue),
                        LIMIT);
    }

    private static PythonClients installed(String requirements) throws InterruptedException {
        return PythonClients.required(requirements, "boto3 and the AWS CLI");
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("AWS_ENDPOINT_URL", local.endpoint().toString());
        environment.put("AWS_DEFAULT_REGION", local.region());
        environment.put("AWS_ACCESS_KEY_ID", "local");
        environment.put("AWS_SECRET_ACCESS_KEY", "local");
        environment.put("SOURCE", address(source, "shopprod"));
        environment.put("TARGET", address(target, "shopnew"));
        environment.put("SOURCE_DATABASE", "shopprod");
        environment.put("TARGET_DATABASE", "shopnew");
        return environment;
    }

    private static String address(PostgresServer server, String database) {
        return """
                {"host": "%s", "port": %d, "username": "%s", "password": "%s", "dbname": "%s"}""".formatted(server.host(), server.port(), server.user(), server.password(), database);
    }
}
