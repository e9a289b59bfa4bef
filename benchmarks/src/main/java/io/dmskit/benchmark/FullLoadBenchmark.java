package io.dmskit.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dmskit.local.database.PostgresServer;
import io.dmskit.local.engine.Replication;
import io.dmskit.local.engine.ReplicationSpec;
import io.dmskit.local.engine.ReplicationSpec.Start;
import io.dmskit.local.engine.ReplicationStatistics;
import io.dmskit.local.engine.TableRequests;
import io.dmskit.mapping.TableMappings;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.TaskSettings;
import io.dmskit.template.Template;
import io.dmskit.template.Templates;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Loads the bank's ledger through the bank's own mappings and settings, against {@code psql COPY | psql COPY} and, where it is
 * installed, pgloader. Everybody loads first and adds the primary key afterwards; all of it counts.
 */
final class FullLoadBenchmark {
    private static final String SUMS = "SELECT count(*), sum(%s), count(%s) FROM %s";

    private static final List<String> COLUMNS =
            List.of("entry_id", "account_id", "kind", "amount", "booked_at", "reference", "note");

    private final long rows;
    private final int rounds;
    private final Template bank = Templates.named("bank").orElseThrow();

    FullLoadBenchmark(long rows, int rounds) {
        this.rows = rows;
        this.rounds = rounds;
    }

    void run() throws Exception {
        try (PostgresServer source = server("bank");
                PostgresServer target = server("modernbank")) {
            fill(source);
            Map<String, Contender> contenders = new LinkedHashMap<>();
            contenders.put("dmskit", () -> replicate(source, target));
            if (Shell.has("psql")) {
                contenders.put("psql COPY | psql COPY", () -> psql(source, target));
            }
            if (Shell.has("pgloader")) {
                contenders.put("pgloader", () -> pgloader(source, target));
            }
            Rounds measured = new Rounds(rows);
            for (int round = 0; round < rounds; round++) {
                for (Map.Entry<String, Contender> contender : contenders.entrySet()) {
                    execute(target, "DROP SCHEMA IF EXISTS modernbank, archive CASCADE");
                    execute(target, "CHECKPOINT");
                    measured.time(contender.getKey(), contender.getValue());
                    compare(source, target);
                }
            }
            measured.print("full load of " + String.format(Locale.ROOT, "%,d", rows) + " rows, " + rounds + " rounds");
        }
    }

    private static PostgresServer server(String database) {
        return PostgresServer.with(database).setting("max_wal_size", "16GB").start();
    }

    /** The schema is the bank's, the ledger's rows are of the shape its own data has. */
    private void fill(PostgresServer source) throws SQLException, IOException {
        execute(source, text("schema.sql"));
        execute(source, """
                INSERT INTO "BANKING"."LEDGER"
                SELECT i, i %% 80000 + 1, (array['deposit', 'withdrawal', 'fee', 'interest'])[i %% 4 + 1],
                       (i * 7919 %% 1000000) / 100.0, timestamptz '2020-01-01 00:00Z' + i * interval '7 seconds',
                       md5(i::text)::uuid, CASE i %% 3 WHEN 0 THEN NULL ELSE 'Überweisung 转账 ' || i END
                FROM generate_series(1, %d::bigint) i
                """.formatted(rows));
        execute(source, "ALTER TABLE \"BANKING\".\"LEDGER\" ADD PRIMARY KEY (\"ENTRY_ID\")");
        execute(source, "VACUUM ANALYZE \"BANKING\".\"LEDGER\"");
    }

    private void replicate(PostgresServer source, PostgresServer target) throws Exception {
        ReplicationSpec spec = new ReplicationSpec(
                "BENCHMARK",
                MigrationType.FULL_LOAD,
                source.address(),
                target.address(),
                TableMappings.parse("table-mappings.json", text("table-mappings.json")),
                TaskSettings.parse("task-settings.json", text("task-settings.json")),
                Start.START_REPLICATION,
                Optional.empty(),
                Optional.empty());
        new Replication(spec, new ReplicationStatistics(), new TableRequests(), InstantSource.system()).run();
    }

    private static final String TARGET_TABLE = """
            CREATE SCHEMA modernbank; CREATE TABLE modernbank.ledger (entry_id bigint, account_id bigint, kind varchar(12),
                amount numeric(14, 2), booked_at timestamptz, reference uuid, note varchar(200))""";

    private static final String TARGET_KEY = "ALTER TABLE modernbank.ledger ADD PRIMARY KEY (entry_id)";

    private static void psql(PostgresServer source, PostgresServer target) throws Exception {
        execute(target, TARGET_TABLE);
        Shell.run(
                Map.of("SOURCE", Shell.url(source), "TARGET", Shell.url(target)),
                "psql -qX \"$SOURCE\" -c 'COPY \"BANKING\".\"LEDGER\" TO STDOUT'"
                        + " | psql -qX \"$TARGET\" -c 'COPY modernbank.ledger FROM STDIN'");
        execute(target, TARGET_KEY);
    }

    private static void pgloader(PostgresServer source, PostgresServer target) throws Exception {
        execute(target, TARGET_TABLE);
        rename(target, column -> column, column -> column.toUpperCase(Locale.ROOT));
        Path commands = Files.createTempFile("dmskit-benchmark", ".load");
        try {
            Files.writeString(commands, """
                    LOAD DATABASE FROM %s INTO %s
                    WITH data only, prefetch rows = 10000
                    INCLUDING ONLY TABLE NAMES MATCHING 'LEDGER' IN SCHEMA 'BANKING'
                    ALTER SCHEMA 'BANKING' RENAME TO 'modernbank'
                    ALTER TABLE NAMES MATCHING 'LEDGER' RENAME TO 'ledger';
                    """.formatted(Shell.url(source), Shell.url(target)));
            Shell.run(Map.of(), "pgloader --quiet " + commands);
        } finally {
            Files.delete(commands);
        }
        rename(target, column -> column.toUpperCase(Locale.ROOT), column -> column);
        execute(target, TARGET_KEY);
    }

    /** It keeps the source's upper-case names; renaming costs nothing. */
    private static void rename(PostgresServer target, UnaryOperator<String> from, UnaryOperator<String> to)
            throws SQLException {
        for (String column : COLUMNS) {
            execute(
                    target,
                    "ALTER TABLE modernbank.ledger RENAME \"" + from.apply(column) + "\" TO \"" + to.apply(column)
                            + '"');
        }
    }

    private static void compare(PostgresServer source, PostgresServer target) throws SQLException {
        String expected = one(source, SUMS.formatted("\"AMOUNT\"", "\"NOTE\"", "\"BANKING\".\"LEDGER\""));
        String found = one(target, SUMS.formatted("amount", "note", "modernbank.ledger"));
        if (!expected.equals(found)) {
            throw new IllegalStateException("the ledger did not arrive whole: " + expected + " became " + found);
        }
    }

    private static String one(PostgresServer server, String query) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1) + " rows, sum " + row.getString(2) + ", notes " + row.getString(3);
        }
    }

    private static void execute(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String text(String file) throws IOException {
        try (InputStream content = bank.open(file)) {
            return new String(content.readAllBytes(), UTF_8);
        }
    }
}
