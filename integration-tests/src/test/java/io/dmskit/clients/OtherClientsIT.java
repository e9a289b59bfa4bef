package io.dmskit.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.local.DmskitLocal;
import io.dmskit.local.database.PostgresServer;
import io.dmskit.task.Poller;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** boto3 and the AWS CLI walk a whole migration, waiters included, while rows are written. */
class OtherClientsIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private PostgresServer source;
    private PostgresServer target;
    private DmskitLocal local;

    @BeforeEach
    void start() throws SQLException {
        source = PostgresServer.start("shopprod");
        target = PostgresServer.start("shopnew");
        local = DmskitLocal.start();
        run(
                source,
                "CREATE SCHEMA shop; CREATE TABLE shop.orders (id bigint PRIMARY KEY, note text);"
                        + " INSERT INTO shop.orders SELECT i, 'order ' || i FROM generate_series(1, 500) i");
    }

    @AfterEach
    void stop() {
        local.close();
        source.close();
        target.close();
    }

    @Test
    void botoWalksAWholeMigration() throws Exception {
        PythonClients clients = installed("requirements.txt");

        PythonClients.Ended begun = clients.python("walk.py", environment(), "begin");
        List<String> written = writeMeanwhile();
        PythonClients.Ended ended = clients.python("walk.py", environment(), "end");

        assertThat(begun.lines()).containsExactly("sub tasks 2", "tags [{'Key': 'walk', 'Value': 'boto'}]");
        assertThat(rows(target)).isEqualTo(written);
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

        PythonClients.Ended begun = clients.shell("walk.sh", environment(), "begin");
        List<String> written = writeMeanwhile();
        PythonClients.Ended ended = clients.shell("walk.sh", environment(), "end");

        assertThat(begun.lines()).isEmpty();
        assertThat(rows(target)).isEqualTo(written);
        assertThat(ended.lines()).containsExactly("orders\tTable completed\t500\t100", "Stop Reason NORMAL", "0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"requirements.txt", "requirements-query.txt"})
    void botoPutsMetricsAndReadsThemBackInItsOwnProtocol(String requirements) throws Exception {
        PythonClients clients = installed(requirements);

        PythonClients.Ended ended = clients.python("metrics.py", environment());

        assertThat(ended.lines()).first().asString().startsWith("protocol ");
        assertThat(ended.lines().subList(1, ended.lines().size()))
                .containsExactly(
                        "listed [('Till', True)]",
                        "maximum [2.5]",
                        "sum [(4.0, 2.0, 'Count')]",
                        "refused ValidationError 400");
    }

    /** Writes while the task runs and returns all rows of the source, once the target has as many. */
    private List<String> writeMeanwhile() throws SQLException {
        run(
                source,
                "INSERT INTO shop.orders SELECT i, 'late ' || i FROM generate_series(501, 600) i;"
                        + " UPDATE shop.orders SET note = 'changed' WHERE id % 7 = 0");
        List<String> written = rows(source);
        Poller.every(Duration.ofMillis(50))
                .until("the rows on the target", () -> Optional.of(target).filter(this::hasAll), LIMIT);
        return written;
    }

    private boolean hasAll(PostgresServer server) {
        try {
            return rows(server).equals(rows(source));
        } catch (SQLException notYet) {
            return false;
        }
    }

    private static PythonClients installed(String requirements) throws InterruptedException {
        try {
            return PythonClients.with(requirements);
        } catch (IOException e) {
            String reason = "boto3 and the AWS CLI cannot be installed here: " + e.getMessage();
            if (Boolean.parseBoolean(System.getenv("DMSKIT_PYTHON_REQUIRED"))) {
                throw new AssertionError(reason, e);
            }
            System.err.println("SKIPPED: " + reason);
            return Assumptions.abort(reason);
        }
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

    private static void run(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> rows(PostgresServer server) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT id, note FROM shop.orders ORDER BY id")) {
            while (row.next()) {
                rows.add(row.getLong(1) + " " + row.getString(2));
            }
        }
        return rows;
    }
}
