package io.dmskit.cli;

import static io.dmskit.Sql.run;
import static io.dmskit.Sql.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dmskit.JavaProcess;
import io.dmskit.LocalAws;
import io.dmskit.Sql;
import io.dmskit.local.DmskitLocal;
import io.dmskit.local.database.PostgresServer;
import io.dmskit.task.Poller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A migration's whole life by the verbs of the command, each in a process of its own. */
class ControlCommandsIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String MIGRATION = """
            name: shop
            type: full-load-and-cdc
            source: { engine: postgres, database: shopprod, secret: shop/old, tls: none }
            target: { engine: postgres, database: shopnew,  secret: shop/new, tls: none }
            table-mappings: table-mappings.json
            task-settings: task-settings.json
            capacity: { instance: dms.t3.medium, storage-gib: %d, multi-az: false }
            """;

    private static final String ROWS =
            "SELECT count(*) || coalesce(' ' || md5(string_agg(o::text, ';' ORDER BY id)), '') FROM shop.orders o";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static PostgresServer source;
    private static PostgresServer target;

    private final Path folder;
    private DmskitLocal local;
    private DmskitProcess dmskit;

    ControlCommandsIT(@TempDir Path folder) {
        this.folder = folder;
    }

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
    void start() throws SQLException, IOException {
        local = DmskitLocal.start();
        dmskit = new DmskitProcess(local.endpoint(), folder);
        LocalAws.publishSecret(local, "shop/old", source);
        LocalAws.publishSecret(local, "shop/new", target);
        run(target, "DROP SCHEMA IF EXISTS shop CASCADE; DROP SCHEMA public CASCADE; CREATE SCHEMA public");
        run(
                source,
                "DROP SCHEMA IF EXISTS shop CASCADE;"
                        + " CREATE SCHEMA shop; CREATE TABLE shop.orders (id bigint PRIMARY KEY, note text);"
                        + " INSERT INTO shop.orders SELECT i, 'order ' || i FROM generate_series(1, 500) i");
        Files.writeString(folder.resolve("migration.yaml"), MIGRATION.formatted(20));
        Files.writeString(folder.resolve("table-mappings.json"), """
                {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "1", "rule-action": "include",
                  "object-locator": {"schema-name": "shop", "table-name": "%"}}]}""");
        Files.writeString(
                folder.resolve("task-settings.json"),
                "{\"Logging\": {\"EnableLogging\": true},"
                        + " \"FullLoadSettings\": {\"TargetTablePrepMode\": \"TRUNCATE_BEFORE_LOAD\"}}");
    }

    @AfterEach
    void stop() {
        local.close();
    }

    @Test
    void walksAMigrationThroughItsWholeLife() throws Exception {
        JavaProcess.Ended absent = dmskit.run("status", "migration.yaml", "--local");
        assertThat(absent.out()).isEqualTo("shop: there is no task yet; dmskit apply migration.yaml makes it\n");

        JavaProcess.Ended plan = dmskit.run("plan", "migration.yaml", "--local", "--check");
        assertThat(plan.exitCode()).isEqualTo(3);
        assertThat(plan.out()).contains("+ create");

        JavaProcess.Ended apply = dmskit.run("apply", "migration.yaml", "--local");
        assertThat(apply.exitCode()).as(apply.err()).isZero();
        assertThat(apply.out()).isEqualTo("shop: task shop is ready\n");
        assertThat(dmskit.run("plan", "migration.yaml", "--local", "--check").exitCode())
                .isZero();

        JavaProcess.Ended preflight = dmskit.run("preflight", "migration.yaml", "--local", "--json");
        assertThat(json(preflight).at("/migrations/0/errors").asInt()).isZero();

        JavaProcess.Ended start = dmskit.run("start", "migration.yaml", "--local", "--await", "full-load");
        assertThat(start.exitCode()).as(start.err()).isZero();
        assertThat(start.out()).isEqualTo("shop: start-replication, 1 tables loaded, 500 rows\n");
        assertThat(Files.readString(folder.resolve(".dmskit/checkpoints.jsonl")))
                .contains("shop");

        run(source, "UPDATE shop.orders SET note = 'changed' WHERE id % 5 = 0");
        awaitEqualRows();
        JsonNode status = json(dmskit.run("status", "migration.yaml", "--local", "--json"));
        assertThat(status.at("/migrations/0/status").asText()).isEqualTo("running");
        assertThat(status.at("/migrations/0/tables/0/fullLoadRows").asLong()).isEqualTo(500);

        JavaProcess.Ended logs = dmskit.run("logs", "migration.yaml", "--local", "--containing", "shop.orders");
        assertThat(logs.exitCode()).as(logs.err()).isZero();
        assertThat(logs.out()).contains("Start loading table shop.orders").contains("500 rows received");

        JavaProcess.Ended stop = dmskit.run("stop", "migration.yaml", "--local");
        assertThat(stop.out()).isEqualTo("shop: stopped by request\n");
        assertThat(stop.exitCode()).isZero();
        assertThat(dmskit.run("resume", "migration.yaml", "--local").out())
                .isEqualTo("shop: resume-processing, status running\n");

        JavaProcess.Ended delete = dmskit.run("delete", "migration.yaml", "--local", "--yes");
        assertThat(delete.out()).isEqualTo("shop: deleted\n");
        assertThat(dmskit.run("status", "migration.yaml", "--local").out()).contains("there is no task yet");
        assertThat(text(target, ROWS)).isEqualTo(text(source, ROWS));
    }

    @Test
    void reloadsOneTableWhileTheTaskGoesOn() throws Exception {
        dmskit.run("apply", "migration.yaml", "--local");
        dmskit.run("start", "migration.yaml", "--local", "--await", "full-load");
        run(target, "DELETE FROM shop.orders WHERE id < 100");

        JavaProcess.Ended unasked = dmskit.run("reload", "migration.yaml", "--local", "--table", "shop.orders");
        JavaProcess.Ended asked = dmskit.run("reload", "migration.yaml", "--local", "--table", "shop.orders", "--yes");

        assertThat(unasked.exitCode()).isEqualTo(2);
        assertThat(unasked.err()).contains("nothing was done; say --yes to do it");
        assertThat(asked.exitCode()).as(asked.err()).isZero();
        awaitEqualRows();
    }

    @Test
    void appliesAChangeToARunningTask() throws Exception {
        dmskit.run("apply", "migration.yaml", "--local");
        dmskit.run("start", "migration.yaml", "--local", "--await", "full-load");
        Files.writeString(folder.resolve("migration.yaml"), MIGRATION.formatted(30));

        JavaProcess.Ended apply = dmskit.run("apply", "migration.yaml", "--local", "--json");

        assertThat(json(apply).at("/migrations/0/status").asText()).isEqualTo("running");
        assertThat(apply.err()).contains("20 → 30");
        run(source, "INSERT INTO shop.orders VALUES (1000, 'late')");
        awaitEqualRows();
    }

    @Test
    void startsNothingThatPreflightFindsAnErrorIn() throws Exception {
        run(source, "CREATE TABLE shop.keyless (note text)");
        dmskit.run("apply", "migration.yaml", "--local");

        JavaProcess.Ended preflight = dmskit.run("preflight", "migration.yaml", "--local");
        JavaProcess.Ended start = dmskit.run("start", "migration.yaml", "--local");

        assertThat(preflight.exitCode()).isEqualTo(3);
        assertThat(preflight.out()).contains("shop.keyless").contains("REPLICA IDENTITY");
        assertThat(start.exitCode()).isEqualTo(1);
        assertThat(start.err()).contains("shop.keyless");
        assertThat(dmskit.run("status", "migration.yaml", "--local").out()).contains("never started");
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        JavaProcess.Ended none = dmskit.run("start", "migration.yaml", "--local");
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.err())
                .contains("shop: migration shop has no task on dmskit-local at " + local.endpoint()
                        + ": dmskit apply migration.yaml makes it");

        JavaProcess.Ended misspelt = dmskit.run("status", "migration.yaml", "--local", "--only", "shpo");
        assertThat(misspelt.exitCode()).isEqualTo(2);
        assertThat(misspelt.err()).contains("--only is \"shpo\"").contains("shop");

        JavaProcess.Ended delete = dmskit.run("delete", "migration.yaml", "--local");
        assertThat(delete.exitCode()).isEqualTo(2);

        JavaProcess.Ended position = dmskit.run("start", "migration.yaml", "--local", "--from", "yesterday");
        assertThat(position.exitCode()).isEqualTo(2);
        assertThat(position.err()).contains("start is \"yesterday\"");
    }

    private static JsonNode json(JavaProcess.Ended ended) throws IOException {
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        return JSON.readTree(ended.out());
    }

    private static void awaitEqualRows() throws SQLException {
        Poller.every(Duration.ofMillis(50))
                .until(
                        "equal rows",
                        () -> Optional.of(Sql.isSame(source, target, ROWS)).filter(Boolean::booleanValue),
                        LIMIT);
        assertThat(text(target, ROWS)).isEqualTo(text(source, ROWS));
    }
}
