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
import io.dmskit.local.fault.InjectedFault;
import io.dmskit.migration.Migration;
import io.dmskit.migration.MigrationFile;
import io.dmskit.task.Poller;
import io.dmskit.task.ReplicationHandle;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;

/** What scripts can build on: the command watches a real migration, in processes of its own. */
class WatchCommandIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static PostgresServer source;
    private static PostgresServer target;

    private final Path folder;
    private DmskitLocal local;
    private DatabaseMigrationClient client;
    private Dms dms;
    private DmskitProcess dmskit;

    WatchCommandIT(@TempDir Path folder) {
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
        local = DmskitLocal.builder().metricPeriod(Duration.ofSeconds(1)).start();
        client = LocalAws.client(local, DatabaseMigrationClient.builder());
        dms = Dms.over(client, Poller.every(Duration.ofMillis(20)));
        dmskit = new DmskitProcess(local.endpoint(), folder);
        LocalAws.publishSecret(local, "shop/old", source);
        LocalAws.publishSecret(local, "shop/new", target);
        run(target, "DROP SCHEMA IF EXISTS shop CASCADE");
        run(
                source,
                "DROP SCHEMA IF EXISTS shop CASCADE; CREATE SCHEMA shop",
                "CREATE TABLE shop.orders (id int PRIMARY KEY, note text)",
                "INSERT INTO shop.orders SELECT i, 'order ' || i FROM generate_series(1, 500) i");
        Files.writeString(folder.resolve("migration.yaml"), """
                name: shop
                type: full-load-and-cdc
                source: { engine: postgres, database: shopprod, secret: shop/old, tls: none }
                target: { engine: postgres, database: shopnew,  secret: shop/new, tls: none }
                table-mappings: table-mappings.json
                task-settings: task-settings.json
                capacity: { instance: dms.t3.medium, storage-gib: 20, multi-az: false }
                """);
        Files.writeString(folder.resolve("table-mappings.json"), """
                {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "1", "rule-action": "include",
                  "object-locator": {"schema-name": "shop", "table-name": "%"}}]}""");
        Files.writeString(
                folder.resolve("task-settings.json"),
                "{\"FullLoadSettings\": {\"TargetTablePrepMode\": \"DO_NOTHING\"}}");
    }

    @AfterEach
    void stop() {
        client.close();
        local.close();
    }

    private ReplicationHandle apply() throws IOException {
        Migration migration =
                MigrationFile.read(folder.resolve("migration.yaml")).get(0);
        return dms.apply(migration, LIMIT);
    }

    private JavaProcess watch(String... more) throws IOException {
        List<String> words =
                new ArrayList<>(List.of("watch", "--local", "--interval", "200ms", "--metric-period", "1s"));
        words.addAll(List.of(more));
        return dmskit.start(words.toArray(String[]::new));
    }

    private static <T> Optional<T> when(boolean so, T answer) {
        return so ? Optional.of(answer) : Optional.empty();
    }

    /** Three scripts wait from before there is a task: for its load, for its changes, for its end. */
    @Test
    void scriptsWaitForALoadForChangesAndForAnEnd() throws Exception {
        try (JavaProcess loaded = watch("migration.yaml", "--until", "loaded", "--json");
                JavaProcess caughtUp = watch("--all", "--until", "caught-up");
                JavaProcess stopped = watch("migration.yaml", "--until", "stopped", "--fail-on", "page")) {
            loaded.await("first round", said -> when(said.contains("\n"), said));
            caughtUp.await("first round", said -> when(said.contains("nothing to watch"), said));
            ReplicationHandle task = apply();
            task.start();

            JavaProcess.Ended end = loaded.awaitEnd();
            assertThat(end.exitCode()).as(end.err()).isZero();
            List<JsonNode> rounds = new ArrayList<>();
            for (String line : end.out().lines().toList()) {
                rounds.add(JSON.readTree(line));
            }
            JsonNode last = rounds.get(rounds.size() - 1);
            assertThat(rounds.get(0).at("/replications")).isEmpty();
            assertThat(last.at("/version").asInt()).isEqualTo(1);
            assertThat(last.at("/replications/0/name").asText()).isEqualTo("shop");
            assertThat(last.at("/replications/0/tablesByState/Table completed").asInt())
                    .isEqualTo(1);
            assertThat(last.at("/replications/0/loadedRows").asInt()).isEqualTo(500);

            run(source, "UPDATE shop.orders SET note = 'changed'");
            JavaProcess.Ended caught = caughtUp.awaitEnd();
            assertThat(caught.exitCode()).as(caught.err()).isZero();
            assertThat(caught.out())
                    .contains("shop: there now, ")
                    .contains("shop: replicating  source latency ")
                    .endsWith("1 of 1 caught-up\n");

            task.stop(LIMIT);
            JavaProcess.Ended over = stopped.awaitEnd();
            assertThat(over.exitCode())
                    .as("it was seen running, and nothing said that it may stop: %s", over.err())
                    .isEqualTo(3);
            assertThat(over.err()).contains("shop: stopped: stopped by request, and should run");
        }
    }

    @Test
    void aTableThatWasGivenUpEndsThoseThatWaitForIt() throws Exception {
        run(target, "CREATE SCHEMA shop; CREATE TABLE shop.orders (id int PRIMARY KEY CHECK (id < 3), note text)");
        apply().start();

        try (JavaProcess loaded = watch("migration.yaml", "--until", "loaded");
                JavaProcess paged = watch("--all", "--fail-on", "page");
                JavaProcess warned = watch("migration.yaml", "--fail-on", "warn", "--timeout", "2m")) {
            JavaProcess.Ended lost = loaded.awaitEnd();
            assertThat(lost.exitCode()).isEqualTo(1);
            assertThat(lost.err()).contains("shop: goes on without shop.orders (Table error)");
            JavaProcess.Ended page = paged.awaitEnd();
            assertThat(page.exitCode()).isEqualTo(3);
            assertThat(page.out()).contains("PAGE shop table-error: ").contains("; to do: ");
            assertThat(warned.awaitEnd().exitCode()).isEqualTo(3);
        }
        assertThat(dmskit.run("watch", "migration.yaml", "--local", "--once").exitCode())
                .as("one look tells a script too")
                .isEqualTo(3);
    }

    @Test
    void aFailureEndsWhoeverWaitsAndASignalEndsTheOthersWithWhatWasSeenLast() throws Exception {
        apply().start();
        try (JavaProcess waiting = watch("migration.yaml", "--until", "stopped");
                JavaProcess other = watch("--all", "--web")) {
            waiting.await("a running task", said -> when(said.contains("replicating"), said));
            other.await("a running task", said -> when(said.contains("replicating"), said));
            assertThat(newestRound(other)).contains("\"name\":\"shop\"").contains("\"phase\":\"replicating\"");

            local.faults().inject(new InjectedFault.TaskFailure("shop", "Error 1236 reading binary log", false));

            JavaProcess.Ended failed = waiting.awaitEnd();
            assertThat(failed.exitCode()).isEqualTo(1);
            assertThat(failed.err()).contains("shop: failed: Error 1236 reading binary log");
            other.await("the failure", said -> when(said.contains("shop failed: "), said));
            JavaProcess.Ended terminated = other.terminate();
            assertThat(terminated.exitCode()).isEqualTo(143);
            assertThat(terminated.err()).doesNotContain("error:");
            assertThat(terminated.out().lines().toList()).last().asString().contains(" calls in ");
        }
    }

    /** Returns what programs get where the page is. */
    private static String newestRound(JavaProcess watch) throws IOException, InterruptedException {
        Matcher page = Pattern.compile("page: (http://127\\.0\\.0\\.1:\\d+/)").matcher(watch.err());
        assertThat(page.find()).as(watch.err()).isTrue();
        HttpRequest request = HttpRequest.newBuilder(URI.create(page.group(1) + "rounds/latest.json"))
                .timeout(LIMIT)
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void saysWhatIsWrongAndWhatIsMissing() throws Exception {
        try (JavaProcess nothing = watch();
                JavaProcess misspelt = watch("migration.yaml", "--only", "shpo");
                JavaProcess missing = watch("migration.yaml", "--must-run", "--once");
                JavaProcess late = watch("migration.yaml", "--until", "loaded", "--timeout", "500ms")) {
            JavaProcess.Ended nothingSaid = nothing.awaitEnd();
            assertThat(nothingSaid.exitCode()).isEqualTo(2);
            assertThat(nothingSaid.err())
                    .contains("say what to watch, in one way: migration files, --arn, --tag or --all");
            JavaProcess.Ended only = misspelt.awaitEnd();
            assertThat(only.exitCode()).isEqualTo(2);
            assertThat(only.err()).contains("--only is \"shpo\"").contains("shop");
            JavaProcess.Ended mustRun = missing.awaitEnd();
            assertThat(mustRun.exitCode()).isEqualTo(3);
            assertThat(mustRun.out()).contains("PAGE shop stopped: is not there and should run");
            JavaProcess.Ended timedOut = late.awaitEnd();
            assertThat(timedOut.exitCode()).isEqualTo(1);
            assertThat(timedOut.err()).contains("not loaded in PT0.5S: ");
        }
    }
}
