package io.dmskit.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dmskit.local.database.PostgresServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs of the language as a user types them, from a live database to documents that are proposed, checked and explained. */
class LanguageCommandIT {
    private static final String SCHEMA = """
            CREATE SCHEMA shop;
            -- Keys with gaps, crowded at both ends: a third each of few, many and far ones.
            CREATE TABLE shop.orders (
                store int NOT NULL, id bigint NOT NULL, placed timestamptz NOT NULL, note text, PRIMARY KEY (store, id));
            INSERT INTO shop.orders
                SELECT CASE WHEN g % 10 = 0 THEN 2 ELSE 1 END, CASE g % 3 WHEN 0 THEN g WHEN 1 THEN 5000000 + g ELSE 9000000000 + g * 1000::bigint END,
                       timestamptz '2026-01-01 00:00Z' + g * interval '1 minute', repeat('n', g % 4000)
                FROM generate_series(1, 300000) g;
            CREATE TABLE shop.events (at timestamptz NOT NULL, what varchar(20) NOT NULL);
            CREATE INDEX ON shop.events (at);
            INSERT INTO shop.events
                SELECT timestamptz '2026-01-01 00:00Z' + (g::bigint * g / 1000) * interval '1 second', 'x' FROM generate_series(1, 100000) g;
            CREATE TABLE shop.scans (id int PRIMARY KEY, picture bytea);
            INSERT INTO shop.scans SELECT g, decode(repeat('ab', CASE g WHEN 7 THEN 2000000 ELSE 100 END), 'hex')
                FROM generate_series(1, 100) g;
            CREATE TABLE shop.loose (what text);
            CREATE TABLE shop.visits (day date NOT NULL, n int NOT NULL) PARTITION BY RANGE (day);
            CREATE TABLE shop.visits_old PARTITION OF shop.visits FOR VALUES FROM (MINVALUE) TO ('2026-01-01');
            CREATE TABLE shop.visits_new PARTITION OF shop.visits FOR VALUES FROM ('2026-01-01') TO (MAXVALUE);
            CREATE TYPE shop.mood AS ENUM ('good', 'bad');
            CREATE TABLE shop.moods (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, mood shop.mood,
                twice int GENERATED ALWAYS AS (2) STORED);
            INSERT INTO shop.moods (mood) VALUES ('good');
            CREATE VIEW shop.busy AS SELECT * FROM shop.orders WHERE store = 1;
            ANALYZE;
            """;

    private static PostgresServer server;
    private final Path directory;
    private Path proposal = Path.of("");

    LanguageCommandIT(@TempDir Path directory) {
        this.directory = directory;
    }

    @BeforeAll
    static void start() throws SQLException {
        server = PostgresServer.start("shop");
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(SCHEMA);
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void generate() {
        proposal = directory.resolve("proposal");
        Typed generate = dmskit(
                "generate",
                "--source",
                url(),
                "--schema",
                "shop",
                "--segment-rows",
                "20000",
                "--to",
                proposal.toString());
        assertThat(generate.exitCode()).as(generate.err()).isZero();
    }

    @Test
    void proposesWhatIsThereAndSaysWhatIsLeftToPeople() throws IOException {
        assertThat(proposal.resolve("proposal.md"))
                .content()
                .contains("| shop.orders | 300,000 |", "by quantiles of a sample of ")
                .contains("shop.events: 5 segments by at", "of all 100,000 rows")
                .contains("shop.scans has values of 1954 KB in picture")
                .contains(
                        "- shop.loose: updates and deletes need `ALTER TABLE \"shop\".\"loose\" REPLICA IDENTITY FULL`")
                .contains(
                        "- shop.busy: a view", "- shop.visits: its partitions go instead", "shop.visits: 2 partitions")
                .contains("shop.moods.mood (shop.mood): arrives as text", "shop.moods.twice: nobody may write it")
                .contains("SELECT setval('\"shop\".\"moods_id_seq\"', 1); -- moods.id");
        JsonNode rules = json(proposal.resolve("table-mappings.json")).get("rules");
        assertThat(rules)
                .extracting(rule -> rule.at("/object-locator/table-name").asText())
                .contains("orders", "events", "scans", "loose", "moods", "visits_old", "visits_new")
                .doesNotContain("visits", "busy");
        assertThat(json(proposal.resolve("task-settings.json"))
                        .at("/FullLoadSettings/MaxFullLoadSubTasks")
                        .asInt())
                .isGreaterThan(8);
    }

    @Test
    void dividesTablesEvenlyWhateverTheirKeysAre() throws IOException, SQLException {
        for (String table : List.of("orders", "events")) {
            long[] rows = rowsOfSegments(table);

            long all = LongStream.of(rows).sum();
            assertThat(all).isEqualTo(count("SELECT count(*) FROM shop." + table));
            assertThat(rows.length).isGreaterThanOrEqualTo(5);
            assertThat(LongStream.of(rows).boxed())
                    .as(table + " " + Arrays.toString(rows))
                    .allSatisfy(segment -> assertThat(segment).isBetween(all / rows.length / 2, 2 * all / rows.length));
        }
    }

    /** Counts with row comparison, which is the order by the first column, then the second. */
    private long[] rowsOfSegments(String table) throws IOException, SQLException {
        JsonNode load = json(proposal.resolve("table-mappings.json")).get("rules").findParents("parallel-load").stream()
                .filter(rule -> rule.at("/object-locator/table-name").asText().equals(table))
                .findFirst()
                .orElseThrow()
                .get("parallel-load");
        List<String> columns = new ArrayList<>();
        load.get("columns").forEach(column -> columns.add('"' + column.asText() + '"'));
        List<String> bounds = new ArrayList<>();
        load.get("boundaries").forEach(boundary -> {
            List<String> values = new ArrayList<>();
            boundary.forEach(value -> values.add("'" + value.asText() + "'"));
            bounds.add("ROW(" + String.join(", ", values) + ")");
        });
        String row = "ROW(" + String.join(", ", columns) + ")";
        long[] rows = new long[bounds.size() + 1];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = count("SELECT count(*) FROM shop." + table + " WHERE true"
                    + (i == 0 ? "" : " AND " + row + " >= " + bounds.get(i - 1))
                    + (i == bounds.size() ? "" : " AND " + row + " < " + bounds.get(i)));
        }
        return rows;
    }

    @Test
    void findsNoErrorInWhatItProposed() {
        Typed lint = dmskit(
                "lint",
                path("table-mappings.json"),
                path("task-settings.json"),
                path("source-catalog.json"),
                "--type",
                "full-load-and-cdc",
                "--source-engine",
                "postgres",
                "--target-engine",
                "postgres");

        assertThat(lint.exitCode()).as(lint.out()).isZero();
        assertThat(dmskit("format", "--check", path("table-mappings.json"), path("task-settings.json")))
                .isEqualTo(new Typed(0, "", ""));
    }

    @Test
    void explainsTheSameFromTheSourceAndFromItsDescription() throws IOException {
        Typed live = dmskit("explain", path("table-mappings.json"), "--source", url(), "--json");
        Typed described =
                dmskit("explain", path("table-mappings.json"), "--catalog", path("source-catalog.json"), "--json");

        assertThat(live.out()).isEqualTo(described.out());
        JsonNode plan = new JsonMapper().readTree(live.out()).at("/migrations/0");
        assertThat(plan.get("tables")).hasSize(7);
        assertThat(plan.at("/tables/0/source").asText()).isEqualTo("shop.orders");
        assertThat(plan.get("notSelected"))
                .extracting(table -> table.get("source").asText())
                .containsExactly("shop.busy", "shop.visits");
    }

    @Test
    void seesByTableWhatAChangeOfARuleDoes() throws IOException {
        Path changed = directory.resolve("changed.json");
        String mappings = Files.readString(Path.of(path("table-mappings.json")), UTF_8);
        Files.writeString(changed, mappings.replace("\"scans\"", "\"gone\""));

        Typed diff = dmskit("diff", path("table-mappings.json"), changed.toString(), "--source", url());

        assertThat(diff.exitCode()).isEqualTo(3);
        assertThat(diff.out()).contains("- table shop.scans");
        assertThat(dmskit("diff", path("table-mappings.json"), path("table-mappings.json"), "--source", url())
                        .exitCode())
                .isZero();
    }

    @Test
    void overwritesNothingUnlessTold() {
        String[] words = {"generate", "--source", url(), "--schema", "shop", "--to", proposal.toString()};

        Typed again = dmskit(words);

        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).contains("already in", "table-mappings.json", "--force");
        List<String> forced = new ArrayList<>(List.of(words));
        forced.add("--force");
        assertThat(dmskit(forced.toArray(String[]::new)).exitCode()).isZero();
    }

    @Test
    void namesTheSchemaThatWasMeantAndNeverThePassword() {
        Typed generate = dmskit(
                "generate",
                "--source",
                url(),
                "--schema",
                "shops",
                "--to",
                directory.resolve("x").toString());

        assertThat(generate.exitCode()).isEqualTo(1);
        assertThat(generate.err())
                .contains("the source has no schema \"shops\", did you mean \"shop\"?", "the URL holds a password")
                .doesNotContain(server.password());
    }

    private static String url() {
        return server.jdbcUrl() + "?user=" + server.user() + "&password=" + server.password();
    }

    private String path(String file) {
        return proposal.resolve(file).toString();
    }

    private static JsonNode json(Path file) throws IOException {
        return new JsonMapper().readTree(file.toFile());
    }

    private static long count(String sql) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static Typed dmskit(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode =
                Main.run(new Console(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8)), words);
        return new Typed(exitCode, out.toString(UTF_8), err.toString(UTF_8));
    }

    private record Typed(int exitCode, String out, String err) {}
}
