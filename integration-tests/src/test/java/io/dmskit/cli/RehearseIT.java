package io.dmskit.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dmskit.task.Poller;
import io.dmskit.template.Templates;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a user types it: templates rehearsed to their end, and what a wrong file or a wrong source gets as answer. */
class RehearseIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern SHOWN_ON = Pattern.compile("shown on (http://127\\.0\\.0\\.1:\\d+/)\\s");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private final Path directory;

    RehearseIT(@TempDir Path directory) {
        this.directory = directory;
    }

    @AfterEach
    void nothingIsLeftRunning() {
        assertThat(ProcessHandle.current().descendants().filter(RehearseIT::isServer))
                .isEmpty();
    }

    private static boolean isServer(ProcessHandle process) {
        return process.isAlive() && process.info().command().orElse("").contains("postgres");
    }

    @Test
    void theBankArrivesWithEveryCentWhileItGoesOnWorking() throws IOException {
        int exitCode = rehearse("bank");

        JsonNode result = result();
        assertThat(exitCode).as(err.toString(UTF_8)).isZero();
        assertThat(result.get("outcome").asText()).isEqualTo("succeeded");
        assertThat(result.get("reason").isNull()).isTrue();
        assertThat(result.get("migrationType").asText()).isEqualTo("full-load-and-cdc");
        assertThat(result.get("tables")).hasSize(10).allSatisfy(RehearseIT::identical);
        assertThat(result.get("fullLoad").get("rows").asLong()).isGreaterThan(1_000_000);
        assertThat(result.get("cdc").get("changes").asLong())
                .as("changes, which have brought at least what was not loaded")
                .isPositive()
                .isGreaterThanOrEqualTo(rowsOnTarget(result)
                        - result.get("fullLoad").get("rows").asLong());
        assertThat(result.get("cutover").get("downtimeSeconds").asDouble()).isPositive();
        assertThat(check(result, "story-account").get("passed").asBoolean()).isTrue();
        assertThat(check(result, "story-account").get("detail").asText()).contains("1295.00");
        assertThat(check(result, "ledger-balance").get("passed").asBoolean()).isTrue();
        assertThat(Path.of(result.get("report").asText())).content().startsWith("<!DOCTYPE html>");
    }

    @Test
    void theStoreMovesOverAWeekendAndAPageShowsIt() throws Exception {
        CompletableFuture<String> page = CompletableFuture.supplyAsync(this::readPage);

        int exitCode = rehearse("store", "--web");

        assertThat(exitCode).as(err.toString(UTF_8)).isZero();
        assertThat(result().get("migrationType").asText()).isEqualTo("full-load");
        assertThat(result().get("tables")).hasSize(3).allSatisfy(RehearseIT::identical);
        assertThat(page.get(LIMIT.toSeconds(), TimeUnit.SECONDS))
                .contains("\"title\":\"Rehearsing store\"")
                .contains("event: round")
                .contains("\"text\":\"comparing the tables\"")
                .contains("\"succeeded\":true")
                .contains("rows identical");
    }

    /** Returns what a browser is sent from the moment that the page's address is told until it is over. */
    private String readPage() {
        Matcher told = Poller.every(Duration.ofMillis(20))
                .until(
                        "the page's address",
                        () -> Optional.of(SHOWN_ON.matcher(err.toString(UTF_8))).filter(Matcher::find),
                        LIMIT);
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(told.group(1) + "events")).build();
        StringBuilder seen = new StringBuilder();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofInputStream())
                        .body(),
                UTF_8))) {
            boolean over = false;
            String line = lines.readLine();
            while (line != null && !(over && line.isEmpty())) {
                over |= line.equals("event: ended");
                seen.append(line).append('\n');
                line = lines.readLine();
            }
            return seen.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(seen.toString(), e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void threeStoresStandSideBySideAtHeadquarters() throws IOException {
        int exitCode = rehearse("stores");

        assertThat(exitCode).as(err.toString(UTF_8)).isZero();
        assertThat(result().get("migrationType").asText()).isEqualTo("cdc");
        assertThat(result().get("tables")).hasSize(12).allSatisfy(RehearseIT::identical);
        assertThat(check(result(), "milk-inventory").get("detail").asText()).contains("146 in store 0001");
        assertThat(check(result(), "no-key-collisions").get("passed").asBoolean())
                .isTrue();
    }

    @Test
    void aMigrationFileIsToldAllItsMistakesAtOnce() throws IOException {
        Path file = Templates.named("store").orElseThrow().copyTo(directory);
        Files.writeString(file, """
                name: weekend
                type: full-load
                sorce: { engine: postgres, database: store, secret: a/b }
                target: { engine: postgres, database: hq, secret: c/d }
                table-mappings: no-such-file.json
                cutover: { max-lag: 5 }
                """);

        int exitCode = rehearse(file.toString());

        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString(UTF_8))
                .contains(file + ":3:")
                .contains("sorce")
                .contains("source")
                .contains(file + ":5:")
                .contains("no-such-file.json")
                .contains(file + ":6:")
                .contains("max-lag");
        assertThat(result().get("outcome").asText()).isEqualTo("failed");
    }

    @Test
    void invalidJsonInTheTableMappingsIsFoundAtItsPlace() throws IOException {
        Path file = Templates.named("store").orElseThrow().copyTo(directory);
        Files.writeString(directory.resolve("table-mappings.json"), "{\n  \"rules\": [\n    oops\n  ]\n}\n");

        int exitCode = rehearse(file.toString());

        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("table-mappings.json:3:");
    }

    @Test
    void rowsThatATargetTableHoldsAlreadyAreNotTouched() throws IOException {
        Path file = Templates.named("store").orElseThrow().copyTo(directory);
        Files.writeString(
                directory.resolve("there-before.sql"),
                "CREATE SCHEMA headquarters_store; CREATE TABLE headquarters_store.sales (id bigint);"
                        + " INSERT INTO headquarters_store.sales VALUES (1)");
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceFirst("(?m)^rehearsal:(.*)\\{", "rehearsal:$1{ target-schema: there-before.sql,"));

        int exitCode = rehearse(file.toString());

        assertThat(exitCode).isEqualTo(1);
        assertThat(result().get("reason").asText())
                .contains("target table headquarters_store.sales: holds 1 row, and the load would be added to them");
    }

    @Test
    void aTableWithoutAKeyIsRefusedBeforeAnyChangeIsCaptured() throws IOException {
        Path file = Templates.named("stores").orElseThrow().copyTo(directory);
        Files.writeString(
                directory.resolve("schema.sql"),
                Files.readString(directory.resolve("schema.sql")) + "\nCREATE TABLE store.keyless (note text);\n");

        int exitCode = rehearse(file.toString());

        assertThat(exitCode).isEqualTo(1);
        assertThat(result().get("reason").asText()).contains("store.keyless").contains("key");
    }

    @Test
    void anUnknownNameIsAnsweredWithThoseThereAre() {
        int exitCode = rehearse("bonk");

        assertThat(exitCode).isNotZero();
        assertThat(err.toString(UTF_8)).contains("bonk").contains("bank, store, stores");
    }

    private int rehearse(String name, String... options) {
        Console console = new Console(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
        List<String> words = new ArrayList<>(List.of("rehearse", name, "--json", "--port", "0", "--output"));
        words.add(directory.resolve("out").toString());
        words.addAll(List.of(options));
        return Main.run(console, words.toArray(String[]::new));
    }

    private JsonNode result() throws IOException {
        return new JsonMapper().readTree(out.toByteArray());
    }

    private static long rowsOnTarget(JsonNode result) {
        return StreamSupport.stream(result.get("tables").spliterator(), false)
                .mapToLong(table -> table.get("targetRows").asLong())
                .sum();
    }

    private static void identical(JsonNode table) {
        assertThat(table.get("identical").asBoolean()).as(table.toString()).isTrue();
        assertThat(table.get("targetRows").asLong())
                .as(table.toString())
                .isEqualTo(table.get("sourceRows").asLong());
    }

    private static JsonNode check(JsonNode result, String name) {
        return StreamSupport.stream(result.get("checks").spliterator(), false)
                .filter(check -> check.get("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
