package io.dmskit.preflight;

import static io.dmskit.Sql.lines;
import static io.dmskit.Sql.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.endpoint.EndpointSettings;
import io.dmskit.endpoint.Engine;
import io.dmskit.local.database.PostgresServer;
import io.dmskit.mapping.TableMappings;
import io.dmskit.migration.Capacity;
import io.dmskit.migration.CutoverPolicy;
import io.dmskit.migration.Migration;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.TaskSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Two PostgreSQL servers with a bank on the source, and what is asked of them again and again. */
final class PreflightRig implements AutoCloseable {
    static final String SOURCE = "source database BANKPROD";
    static final String TARGET = "target database modernbank";
    private static final String PASSWORD = "unheard-of";

    final PostgresServer source;
    final PostgresServer target;

    PreflightRig() {
        // The server's own cleaning opens transactions when it likes, which are found like anybody's.
        this(PostgresServer.with("BANKPROD")
                .setting("max_prepared_transactions", "2")
                .setting("autovacuum", "off"));
    }

    PreflightRig(PostgresServer.Builder source) {
        this.source = source.start();
        this.target = PostgresServer.start("modernbank");
    }

    /** Brings both back to the beginning, whatever a test that failed left: one table on the source, nothing on the target. */
    void clean() throws SQLException {
        for (String transaction : lines(source, "SELECT gid FROM pg_prepared_xacts")) {
            run(source, "ROLLBACK PREPARED '" + transaction.replace("'", "''") + "'");
        }
        run(source, "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots");
        run(source, """
                DROP SCHEMA IF EXISTS bank CASCADE;
                CREATE SCHEMA bank;
                CREATE TABLE bank.accounts (id bigint PRIMARY KEY, balance numeric(12,2))""");
        run(target, "BEGIN READ WRITE; ALTER DATABASE modernbank RESET default_transaction_read_only; COMMIT");
        run(target, "DROP SCHEMA IF EXISTS modernbank CASCADE");
    }

    PreflightReport check(Migration migration) {
        return check(migration, PreflightOptions.USUAL);
    }

    PreflightReport check(Migration migration, PreflightOptions options) {
        return Preflight.of(migration)
                .source(source::connect)
                .target(target::connect)
                .with(options)
                .check();
    }

    /** Looks with a user of no privileges of its own; {@code grants} run on both sides as the superuser. */
    PreflightReport checkAsVisitor(Migration migration) {
        return Preflight.of(migration)
                .source(() -> visit(source))
                .target(() -> visit(target))
                .check();
    }

    static Connection visit(PostgresServer server) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(), "visitor", PASSWORD);
    }

    void withVisitor(SqlAction action) throws SQLException {
        run(source, "CREATE ROLE visitor LOGIN PASSWORD '" + PASSWORD + "'");
        try {
            run(target, "CREATE ROLE visitor LOGIN PASSWORD '" + PASSWORD + "'");
            try {
                action.run();
            } finally {
                run(target, "DROP OWNED BY visitor; DROP ROLE visitor");
            }
        } finally {
            run(source, "DROP OWNED BY visitor; DROP ROLE visitor");
        }
    }

    interface SqlAction {
        void run() throws SQLException;
    }

    /** Returns the only finding with this code. */
    static PreflightFinding only(PreflightReport report, String code) {
        List<PreflightFinding> found = all(report, code);
        assertThat(found).as("findings " + code + " of\n" + report.describe()).hasSize(1);
        return found.get(0);
    }

    static List<PreflightFinding> all(PreflightReport report, String code) {
        return report.findings().stream()
                .filter(finding -> finding.code().equals(code))
                .toList();
    }

    static void gone(PreflightReport report, String code) {
        assertThat(all(report, code)).isEmpty();
    }

    /** Runs what a finding says mends it, statement by statement. */
    static void mend(PostgresServer server, PreflightFinding finding) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            for (String line : finding.sql().orElseThrow().split("\n", -1)) {
                statement.execute(line);
            }
        }
    }

    static Migration migration(MigrationType type) {
        return migration(type, TaskSettings.DEFAULTS);
    }

    static Migration migration(MigrationType type, TaskSettings settings) {
        return migration(type, settings, EndpointSettings.NONE, EndpointSettings.NONE, "");
    }

    static Migration migration(MigrationType type, EndpointSettings source, EndpointSettings target) {
        return migration(type, TaskSettings.DEFAULTS, source, target, "");
    }

    /** Returns the bank's migration; {@code rules} follow its own two, each after a comma. */
    static Migration migration(
            MigrationType type, TaskSettings settings, EndpointSettings source, EndpointSettings target, String rules) {
        return new Migration(
                "bank-core",
                type,
                EndpointDefinition.database(Engine.POSTGRES, "BANKPROD", "bank/legacy")
                        .with(source),
                EndpointDefinition.database(Engine.POSTGRES, "modernbank", "bank/modern")
                        .with(target),
                TableMappings.parse("table-mappings.json", """
                        {"rules": [
                          {"rule-type": "selection", "rule-id": "1", "rule-name": "1", "rule-action": "include",
                           "object-locator": {"schema-name": "bank", "table-name": "%"}},
                          {"rule-type": "transformation", "rule-id": "2", "rule-name": "2", "rule-action": "rename",
                           "rule-target": "schema", "object-locator": {"schema-name": "bank"}, "value": "modernbank"}
                        """ + rules + "]}"),
                settings,
                new Capacity.Provisioned("dms.r6i.large", 100, true),
                new CutoverPolicy(Duration.ofSeconds(5), Duration.ofMinutes(10), Set.of()),
                Optional.empty());
    }

    @Override
    public void close() {
        source.close();
        target.close();
    }
}
