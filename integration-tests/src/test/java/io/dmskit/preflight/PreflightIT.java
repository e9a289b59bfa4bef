package io.dmskit.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dmskit.document.Severity;
import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.endpoint.Engine;
import io.dmskit.local.database.PostgresServer;
import io.dmskit.mapping.TableMappings;
import io.dmskit.migration.Capacity;
import io.dmskit.migration.CutoverPolicy;
import io.dmskit.migration.Migration;
import io.dmskit.settings.FullLoadSettings;
import io.dmskit.settings.FullLoadSettings.TargetTablePrepMode;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PreflightIT {
    private PostgresServer source;
    private PostgresServer target;

    @BeforeAll
    void start() {
        source = PostgresServer.with("BANKPROD")
                .setting("max_replication_slots", "1")
                .start();
        target = PostgresServer.start("modernbank");
    }

    @AfterAll
    void stop() {
        source.close();
        target.close();
    }

    @BeforeEach
    void clean() throws SQLException {
        run(source, """
                DROP SCHEMA IF EXISTS bank CASCADE;
                CREATE SCHEMA bank;
                CREATE TABLE bank.accounts (id bigint PRIMARY KEY, balance numeric(12,2))""");
        run(target, "DROP SCHEMA IF EXISTS modernbank CASCADE");
    }

    @Test
    void findsNothingWhereAllIsReady() {
        assertThat(check(MigrationType.FULL_LOAD_AND_CDC)).isEmpty();
    }

    @Test
    void findsASourceThatCannotGiveItsChanges() throws SQLException {
        try (PostgresServer silent =
                PostgresServer.with("BANKPROD").setting("wal_level", "replica").start()) {
            run(silent, "CREATE SCHEMA bank; CREATE TABLE bank.accounts (id bigint PRIMARY KEY)");

            assertThat(check(MigrationType.CDC, silent))
                    .containsExactly(new PreflightFinding(
                            Severity.ERROR,
                            "source database BANKPROD",
                            "wal_level is replica, and ongoing changes need logical: set wal_level = logical"
                                    + " (rds.logical_replication = 1 on RDS) and restart the server"));
            assertThat(check(MigrationType.FULL_LOAD, silent)).isEmpty();
        }
    }

    @Test
    void findsThatThereIsNoSlotLeft() throws SQLException {
        run(source, "SELECT pg_create_logical_replication_slot('somebody', 'pgoutput')");
        try {
            assertThat(check(MigrationType.CDC))
                    .extracting(PreflightFinding::message)
                    .containsExactly(
                            "max_replication_slots is 1 and 1 are used, but a task needs one: raise it and restart"
                                    + " the server, or free one");
        } finally {
            run(source, "SELECT pg_drop_replication_slot('somebody')");
        }
    }

    @Test
    void findsTablesWhoseChangesCouldNotBeMatched() throws SQLException {
        run(source, """
                CREATE TABLE bank.log (line text);
                CREATE TABLE bank.rates (day date NOT NULL);
                CREATE UNIQUE INDEX "Rates_Day" ON bank.rates (day);
                CREATE TABLE bank.notes (note text);
                ALTER TABLE bank.notes REPLICA IDENTITY FULL""");

        assertThat(check(MigrationType.CDC))
                .extracting(PreflightFinding::severity, PreflightFinding::toString)
                .containsExactly(
                        tuple(
                                Severity.ERROR,
                                "table bank.log: has no key that changes could be matched by: add a primary key, or ALTER"
                                        + " TABLE \"bank\".\"log\" REPLICA IDENTITY FULL"),
                        tuple(
                                Severity.WARNING,
                                "table bank.notes: has no key on the target: each update and delete has to look at every row"
                                        + " there; keep the source's key columns or add a define-primary-key rule"),
                        tuple(
                                Severity.ERROR,
                                "table bank.rates: has no key that changes could be matched by: add a primary key, or ALTER"
                                        + " TABLE \"bank\".\"rates\" REPLICA IDENTITY USING INDEX \"Rates_Day\""));
        assertThat(check(MigrationType.FULL_LOAD)).isEmpty();
    }

    @Test
    void findsATargetTableThatAlreadyExistsUnlessItMayBeEmptied() throws SQLException {
        run(target, "CREATE SCHEMA modernbank; CREATE TABLE modernbank.accounts (id bigint)");

        assertThat(check(MigrationType.FULL_LOAD))
                .containsExactly(new PreflightFinding(
                        Severity.ERROR,
                        "target table modernbank.accounts",
                        "already exists, and rows would be added to those it holds: drop it, or set"
                                + " FullLoadSettings.TargetTablePrepMode to TRUNCATE_BEFORE_LOAD or DROP_AND_CREATE, which"
                                + " both delete what it holds"));
        assertThat(Preflight.check(
                        migration(
                                MigrationType.FULL_LOAD,
                                TaskSettings.DEFAULTS.with(
                                        FullLoadSettings.TARGET_TABLE_PREP_MODE,
                                        TargetTablePrepMode.TRUNCATE_BEFORE_LOAD)),
                        source::connect,
                        target::connect))
                .isEmpty();
        assertThat(check(MigrationType.CDC)).isEmpty();
    }

    @Test
    void findsWhatAUserMayNotDo() throws SQLException {
        run(source, "CREATE ROLE visitor LOGIN PASSWORD 'unheard-of'");
        run(target, "CREATE ROLE visitor LOGIN PASSWORD 'unheard-of'");
        try {
            assertThat(Preflight.check(
                            migration(MigrationType.CDC, TaskSettings.DEFAULTS),
                            () -> visit(source),
                            () -> visit(target)))
                    .extracting(PreflightFinding::toString)
                    .containsExactly(
                            "source database BANKPROD: user visitor may not replicate: ALTER ROLE \"visitor\" REPLICATION, or"
                                    + " GRANT rds_replication on RDS",
                            "table bank.accounts: user visitor may not read it: GRANT USAGE on its schema and SELECT on the"
                                    + " table",
                            "target database modernbank: user visitor may not create tables in schema modernbank: GRANT"
                                    + " CREATE on the schema if it exists, else on database \"modernbank\"");
        } finally {
            run(source, "DROP ROLE visitor");
            run(target, "DROP ROLE visitor");
        }
    }

    @Test
    void findsThatNothingIsSelected() throws SQLException {
        run(source, "ALTER TABLE bank.accounts SET SCHEMA public; DROP SCHEMA bank");
        try {
            assertThat(check(MigrationType.FULL_LOAD))
                    .extracting(PreflightFinding::toString)
                    .containsExactly(
                            "table mappings: no table is selected: the source has 1 tables, such as public.accounts;"
                                    + " names are compared case by case");
        } finally {
            run(source, "DROP TABLE public.accounts");
        }
    }

    @Test
    void findsTypesThatDoNotTravel() throws SQLException {
        run(source, "CREATE TYPE bank.mood AS ENUM ('good', 'bad'); ALTER TABLE bank.accounts ADD mood bank.mood");

        assertThat(check(MigrationType.FULL_LOAD))
                .containsExactly(new PreflightFinding(
                        Severity.WARNING,
                        "table bank.accounts",
                        "column mood is of the user's own type bank.mood: its values travel as text; create the type and the"
                                + " table on the target beforehand to keep it"));
    }

    @Test
    void findsATargetThatRefusesConnections() {
        PostgresServer gone = PostgresServer.start("modernbank");
        gone.close();

        assertThat(Preflight.check(migration(MigrationType.CDC, TaskSettings.DEFAULTS), source::connect, gone::connect))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.isError()).isTrue();
                    assertThat(finding.subject()).isEqualTo("target database modernbank");
                    assertThat(finding.message())
                            .startsWith("cannot be read: ")
                            .contains(Integer.toString(gone.port()))
                            .doesNotContain(gone.password());
                });
    }

    private List<PreflightFinding> check(MigrationType type) {
        return check(type, source);
    }

    private List<PreflightFinding> check(MigrationType type, PostgresServer from) {
        return Preflight.check(migration(type, TaskSettings.DEFAULTS), from::connect, target::connect);
    }

    private static Connection visit(PostgresServer server) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(), "visitor", "unheard-of");
    }

    private static void run(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Migration migration(MigrationType type, TaskSettings settings) {
        return new Migration(
                "bank-core",
                type,
                new EndpointDefinition(Engine.POSTGRES, "BANKPROD", "bank/legacy", Optional.empty()),
                new EndpointDefinition(Engine.POSTGRES, "modernbank", "bank/modern", Optional.empty()),
                TableMappings.parse("table-mappings.json", """
                        {"rules": [
                          {"rule-type": "selection", "rule-id": "1", "rule-name": "1", "rule-action": "include",
                           "object-locator": {"schema-name": "bank", "table-name": "%"}},
                          {"rule-type": "transformation", "rule-id": "2", "rule-name": "2", "rule-action": "rename",
                           "rule-target": "schema", "object-locator": {"schema-name": "bank"}, "value": "modernbank"}]}
                        """),
                settings,
                new Capacity.Provisioned("dms.r6i.large", 100, true),
                new CutoverPolicy(Duration.ofSeconds(5), Duration.ofMinutes(10), Set.of()),
                Optional.empty());
    }
}
