package io.dmskit.preflight;

import static io.dmskit.preflight.PreflightRig.all;
import static io.dmskit.preflight.PreflightRig.gone;
import static io.dmskit.preflight.PreflightRig.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.catalog.Catalog;
import io.dmskit.catalog.Column;
import io.dmskit.catalog.Key;
import io.dmskit.catalog.MysqlCatalog;
import io.dmskit.catalog.Table;
import io.dmskit.catalog.TableName;
import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.endpoint.Engine;
import io.dmskit.mariadb.MariadbServer;
import io.dmskit.migration.Migration;
import io.dmskit.settings.MigrationType;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MysqlSourceIT {
    private static final Migration CDC = migration(MigrationType.CDC);

    private MariadbServer server;

    @BeforeAll
    void start() throws Exception {
        server = MariadbServer.start(
                "--log-bin=binlog", "--binlog-format=ROW", "--binlog-checksum=NONE", "--expire-logs-days=3");
    }

    @AfterAll
    void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    /** Brings the server back to the beginning, whatever a test that failed left. */
    @BeforeEach
    void clean() throws SQLException {
        run("""
                SET GLOBAL binlog_format = 'ROW';
                SET GLOBAL binlog_row_image = 'FULL';
                SET GLOBAL binlog_checksum = 'NONE';
                SET GLOBAL expire_logs_days = 3;
                DROP DATABASE IF EXISTS bank;
                CREATE DATABASE bank CHARACTER SET utf8mb4;
                CREATE TABLE bank.accounts (id bigint unsigned AUTO_INCREMENT PRIMARY KEY, iban varchar(34) NOT NULL UNIQUE,
                    balance decimal(12,2), twice int AS (2) STORED)""");
    }

    private void run(String statements) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements.split(";\\n?", -1)) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        }
    }

    private void mend(PreflightFinding finding) throws SQLException {
        run(finding.sql().orElseThrow());
    }

    private PreflightReport check(Migration migration) {
        return Preflight.of(migration).source(server::connect).check();
    }

    private static Migration migration(MigrationType type) {
        Migration bank = PreflightRig.migration(type);
        return new Migration(
                bank.name(),
                bank.type(),
                EndpointDefinition.database(Engine.MARIADB, "bank", "bank/legacy"),
                bank.target(),
                bank.tableMappings(),
                bank.taskSettings(),
                bank.capacity(),
                bank.cutover(),
                bank.rehearsal());
    }

    @Test
    void findsNothingWhereAllIsReady() {
        PreflightReport report = check(CDC);

        assertThat(report.findings()).as(report.describe()).isEmpty();
        assertThat(report.sizing()).isPresent();
    }

    @Test
    void readsTablesColumnsAndKeys() throws SQLException {
        Catalog catalog;
        try (Connection connection = server.connect()) {
            catalog = MysqlCatalog.read(connection);
        }

        Table accounts = catalog.table(new TableName("bank", "accounts")).orElseThrow();
        assertThat(accounts.columns())
                .containsExactly(
                        new Column("id", "bigint unsigned", Column.Kind.INTEGER, false),
                        new Column("iban", "varchar(34)", Column.Kind.TEXT, false),
                        new Column("balance", "decimal(12,2)", Column.Kind.DECIMAL, true));
        assertThat(accounts.primaryKey().orElseThrow().columns()).containsExactly("id");
        assertThat(accounts.uniqueKeys()).extracting(Key::columns).containsExactly(List.of("iban"));
    }

    @Test
    void findsBinaryLogSettingsThatReplicationDoesNotBear() throws SQLException {
        run("""
                SET GLOBAL binlog_format = 'STATEMENT';
                SET GLOBAL binlog_row_image = 'MINIMAL';
                SET GLOBAL binlog_checksum = 'CRC32';
                SET GLOBAL expire_logs_days = 0.1""");

        PreflightReport report = check(CDC);

        assertThat(only(report, "PF402").toString())
                .startsWith("PF402 source database bank: binlog_format is STATEMENT, and must be ROW");
        assertThat(only(report, "PF403").message()).startsWith("binlog_row_image is MINIMAL, and must be FULL");
        assertThat(only(report, "PF406").message()).startsWith("binlog_checksum is CRC32");
        assertThat(only(report, "PF405").message()).startsWith("binary logs are kept for 86");
        for (String code : new String[] {"PF402", "PF403", "PF405", "PF406"}) {
            mend(only(report, code));
        }
        assertThat(check(CDC).findings()).isEmpty();
        run("SET GLOBAL expire_logs_days = 0");
        assertThat(only(check(CDC), "PF405").message()).startsWith("binary logs are kept for ever");
    }

    @Test
    void findsThatThereIsNoBinaryLog() throws Exception {
        try (MariadbServer silent = MariadbServer.start()) {
            PreflightReport report = Preflight.of(CDC).source(silent::connect).check();

            assertThat(only(report, "PF401").isError()).isTrue();
        }
    }

    @Test
    void findsAReplicaThatDoesNotLogWhatItReceives() throws SQLException {
        run("CHANGE MASTER TO MASTER_HOST = '127.0.0.1', MASTER_USER = 'nobody'");
        try {
            assertThat(only(check(CDC), "PF407").message()).startsWith("it is a replica and log_slave_updates is off");
        } finally {
            run("RESET SLAVE ALL");
        }
        gone(check(CDC), "PF407");
    }

    @Test
    void findsMissingPrivileges() throws SQLException {
        run("CREATE USER visitor IDENTIFIED BY 'unheard-of'; GRANT SELECT ON bank.* TO visitor");
        try {
            PreflightReport report = Preflight.of(CDC)
                    .source(() -> server.connect("visitor", "unheard-of"))
                    .check();

            PreflightFinding finding = only(report, "PF408");
            assertThat(finding.message()).isEqualTo("user visitor@% lacks REPLICATION CLIENT, REPLICATION SLAVE");
            mend(finding);
            gone(
                    Preflight.of(CDC)
                            .source(() -> server.connect("visitor", "unheard-of"))
                            .check(),
                    "PF408");
        } finally {
            run("DROP USER visitor");
        }
    }

    @Test
    void findsTablesWithoutKeysTransactionsOrRoomForTheirLobs() throws SQLException {
        run("""
                CREATE TABLE bank.log (line varchar(99)) ENGINE = MyISAM CHARACTER SET latin1;
                CREATE TABLE bank.letters (id int PRIMARY KEY, body longtext);
                INSERT INTO bank.letters VALUES (1, repeat('x', 100000))""");

        PreflightReport report = check(migration(MigrationType.FULL_LOAD_AND_CDC));

        assertThat(only(report, "PF202").subject()).isEqualTo("table bank.log");
        assertThat(only(report, "PF409").message()).startsWith("its storage engine is MyISAM");
        assertThat(only(report, "PF410").message()).startsWith("its character set is latin1");
        assertThat(only(report, "PF220").message())
                .startsWith(
                        "column body has values of 100,000 bytes = 98 KB (largest of 1 values), and LobMaxSize is 32 KB");
        mend(only(report, "PF409"));
        run("ALTER TABLE bank.log ADD id int PRIMARY KEY; UPDATE bank.letters SET body = 'x'");
        PreflightReport mended = check(migration(MigrationType.FULL_LOAD_AND_CDC));
        gone(mended, "PF202");
        gone(mended, "PF220");
        assertThat(all(mended, "PF409")).isEmpty();
    }
}
