package io.dmskit.cli;

import static io.dmskit.Sql.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dmskit.Dms;
import io.dmskit.JavaProcess;
import io.dmskit.LocalAws;
import io.dmskit.local.DmskitLocal;
import io.dmskit.local.database.PostgresServer;
import io.dmskit.local.engine.DatabaseAddress;
import io.dmskit.monitoring.history.WatchRecord;
import io.dmskit.monitoring.poll.FleetPoller;
import io.dmskit.monitoring.watch.FleetWatch;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

/** The report of a migration that was not a rehearsal, from whatever there is to tell of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportCommandIT {
    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;
    private PostgresServer source;
    private PostgresServer target;
    private DmskitLocal local;
    private DmskitProcess dmskit;

    ReportCommandIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeAll
    void start() throws SQLException {
        source = PostgresServer.start("shopprod");
        target = PostgresServer.start("shopnew");
        local = DmskitLocal.start();
        dmskit = new DmskitProcess(local.endpoint(), folder);
        LocalAws.publishSecret(local, "shop/old", source);
        LocalAws.publishSecret(local, "shop/new", target);
        DatabaseAddress real = target.address();
        LocalAws.publishSecret(
                local.endpoint(),
                "shop/gone",
                new DatabaseAddress(real.engine(), real.host(), 1, real.database(), real.user(), "hush"));
    }

    @AfterAll
    void stop() {
        local.close();
        source.close();
        target.close();
    }

    @BeforeEach
    void fill() throws SQLException, IOException {
        run(target, "DROP SCHEMA IF EXISTS shop CASCADE");
        run(source, """
                DROP SCHEMA IF EXISTS shop CASCADE;
                CREATE SCHEMA shop;
                CREATE TABLE shop.orders (id serial PRIMARY KEY, note text DEFAULT '</td><script>alert(1)</script>');
                CREATE INDEX "by <b>note" ON shop.orders (note);
                INSERT INTO shop.orders (note) SELECT 'order ' || i FROM generate_series(1, 500) i""");
        Files.writeString(folder.resolve("table-mappings.json"), """
                {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "1", "rule-action": "include",
                  "object-locator": {"schema-name": "shop", "table-name": "%"}}]}""");
    }

    private void migration(String name, String targetSecret) throws IOException {
        Files.writeString(folder.resolve("migration.yaml"), """
                name: %s
                type: full-load
                source: { engine: postgres, database: shopprod, secret: shop/old, tls: none }
                target: { engine: postgres, database: shopnew,  secret: %s, tls: none }
                table-mappings: table-mappings.json
                capacity: { instance: dms.t3.medium, storage-gib: 20, multi-az: false }
                """.formatted(name, targetSecret));
    }

    private JavaProcess.Ended report(String... more) throws Exception {
        String[] words = new String[more.length + 5];
        System.arraycopy(new String[] {"report", "migration.yaml", "--local", "--output", "reports"}, 0, words, 0, 5);
        System.arraycopy(more, 0, words, 5, more.length);
        return dmskit.run(words);
    }

    private static String body(Path page) throws Exception {
        String html = Files.readString(page).replace("<!DOCTYPE html>", "");
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(html)))
                .getElementsByTagName("body")
                .item(0)
                .getTextContent();
    }

    @Test
    void tellsOfAMigrationThatRanFromServiceRecordAndDatabases() throws Exception {
        migration("moved", "shop/new");
        dmskit.run("apply", "migration.yaml", "--local");
        assertThat(dmskit.run("start", "migration.yaml", "--local", "--await", "end")
                        .exitCode())
                .isZero();
        watchOnce();

        JavaProcess.Ended ended = report("--verify", "--json");

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        JsonNode moved = JSON.readTree(ended.out()).at("/migrations/0");
        assertThat(moved.path("verdict").asText()).isEqualTo("succeeded");
        assertThat(moved.path("identical").asBoolean()).isTrue();
        assertThat(moved.path("watched").asBoolean()).isTrue();
        assertThat(moved.path("missing")).isEmpty();
        assertThat(moved.path("leftBehind").path("objects"))
                .extracting(one -> one.path("kind").asText())
                .contains("index", "sequence", "default");
        Path page = folder.resolve("reports/moved.html");
        assertThat(moved.path("report").asText()).isEqualTo("reports/moved.html");
        assertThat(Files.readString(page)).doesNotContain("<script", "http:", "https:", source.password());
        assertThat(body(page))
                .contains(
                        "succeeded",
                        "500",
                        "1 of 1",
                        "by <b>note",
                        "</td><script>alert(1)</script>",
                        "-- A proposal, to be read before it is run.")
                .contains("an insert that relies on it fails, or writes null");
    }

    private void watchOnce() {
        try (CloudWatchClient metrics = LocalAws.client(local, CloudWatchClient.builder());
                Dms dms = Dms.at(local.endpoint(), Region.of(local.region()));
                WatchRecord record = WatchRecord.in(folder.resolve(".dmskit/watch"));
                FleetWatch watch = FleetWatch.over(FleetPoller.of(dms.client(), metrics))
                        .listener(record)
                        .build()) {
            assertThat(watch.look(Duration.ofSeconds(30)).troubles()).isEmpty();
        }
    }

    @Test
    void saysInWordsWhatItCannotTell() throws Exception {
        migration("never-made", "shop/gone");

        JavaProcess.Ended ended = report();

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.out()).isEqualTo("never-made: unfinished, reports/never-made.html\n");
        String body = body(folder.resolve("reports/never-made.html"));
        assertThat(body)
                .contains("There is no task of this name")
                .contains("Nobody watched this run: there is no timeline")
                .contains("The tables were not compared: say --verify for row counts and checksums.")
                .contains("Not looked at: the target cannot be read")
                .doesNotContain("hush");
    }

    @Test
    void refusesWhatDoesNotGoTogether() throws Exception {
        migration("moved", "shop/new");

        JavaProcess.Ended ended = report("--verify", "--no-databases");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err())
                .contains("--verify compares what is in the databases, and --no-databases leaves them alone");
    }
}
