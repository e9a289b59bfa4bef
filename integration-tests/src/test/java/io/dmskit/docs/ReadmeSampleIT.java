package io.dmskit.docs;

import static io.dmskit.Sql.run;
import static io.dmskit.Sql.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.JavaProcess;
import io.dmskit.LocalAws;
import io.dmskit.local.DmskitLocal;
import io.dmskit.local.database.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's Java sample is a class that is compiled with the tests; here it is run as a program of its own. */
class ReadmeSampleIT {
    private static final Path SOURCE = Path.of("src", "test", "java", "io", "dmskit", "docs", "MigrateBank.java");

    private final Path folder;

    ReadmeSampleIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void isPrintedInTheReadme() throws IOException {
        String source = Files.readString(SOURCE);
        String shown = source.substring(source.indexOf("public final class"));

        assertThat(shown.lines().count()).isLessThan(40);
        assertThat(Files.readString(Path.of("..", "README.md"))).contains("```java\n" + shown + "```\n");
    }

    @Test
    void movesRowsAndLeavesNothingBehind() throws Exception {
        try (PostgresServer source = PostgresServer.start("BANKPROD");
                PostgresServer target = PostgresServer.start("modernbank");
                DmskitLocal local = DmskitLocal.start()) {
            LocalAws.publishSecret(local, "bank/legacy", source);
            LocalAws.publishSecret(local, "bank/modern", target);
            run(
                    source,
                    "CREATE SCHEMA bank; CREATE TABLE bank.accounts (id int PRIMARY KEY, balance numeric(12, 2));"
                            + " INSERT INTO bank.accounts SELECT i, i * 1.01 FROM generate_series(1, 1000) i");

            List<String> printed = runSample(local);

            assertThat(printed).contains("bank.accounts (Table completed)", "stopped by request");
            assertThat(sum(target)).isEqualTo(sum(source));
            assertThat(Files.readString(folder.resolve("checkpoints.jsonl"))).contains("checkpoint:V1");
            assertThat(slots(source)).isZero();
        }
    }

    private List<String> runSample(DmskitLocal local) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("table-mappings.json"), """
                {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "1", "rule-action": "include",
                  "object-locator": {"schema-name": "bank", "table-name": "%"}}]}""");
        Files.writeString(folder.resolve("migration.yaml"), """
                name: bank-core
                type: full-load-and-cdc
                source: { engine: postgres, database: BANKPROD,   secret: bank/legacy, tls: none }
                target: { engine: postgres, database: modernbank, secret: bank/modern, tls: none }
                table-mappings: table-mappings.json
                """);
        JavaProcess.Ended ended = JavaProcess.of(
                        MigrateBank.class,
                        folder.resolve("migration.yaml").toString(),
                        folder.resolve("checkpoints.jsonl").toString())
                .environment("AWS_ENDPOINT_URL", local.endpoint().toString())
                .environment("AWS_REGION", local.region())
                .environment("AWS_ACCESS_KEY_ID", "local")
                .environment("AWS_SECRET_ACCESS_KEY", "local")
                .run();
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        return ended.out().lines().toList();
    }

    private static String sum(PostgresServer server) throws SQLException {
        return text(server, "SELECT count(*) || ' rows, ' || sum(balance) FROM bank.accounts");
    }

    private static long slots(PostgresServer server) throws SQLException {
        return Long.parseLong(text(server, "SELECT count(*)::text FROM pg_replication_slots"));
    }
}
