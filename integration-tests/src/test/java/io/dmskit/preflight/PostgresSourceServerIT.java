package io.dmskit.preflight;

import static io.dmskit.Sql.run;
import static io.dmskit.preflight.PreflightRig.SOURCE;
import static io.dmskit.preflight.PreflightRig.all;
import static io.dmskit.preflight.PreflightRig.gone;
import static io.dmskit.preflight.PreflightRig.mend;
import static io.dmskit.preflight.PreflightRig.migration;
import static io.dmskit.preflight.PreflightRig.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.document.Severity;
import io.dmskit.endpoint.EndpointSettings;
import io.dmskit.endpoint.PostgreSQLSettings;
import io.dmskit.local.database.PostgresServer;
import io.dmskit.migration.Migration;
import io.dmskit.settings.MigrationType;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresSourceServerIT {
    private static final PreflightOptions AT_ONCE = new PreflightOptions(1, Duration.ofSeconds(20), Duration.ZERO);

    private PreflightRig rig;

    @BeforeAll
    void start() {
        rig = new PreflightRig();
    }

    @AfterAll
    void stop() {
        rig.close();
    }

    @BeforeEach
    void clean() throws SQLException {
        rig.clean();
    }

    @Test
    void findsASourceThatCannotGiveItsChanges() throws SQLException {
        try (PostgresServer silent = PostgresServer.with("BANKPROD")
                .setting("wal_level", "replica")
                .setting("max_replication_slots", "0")
                .setting("max_wal_senders", "0")
                .setting("wal_sender_timeout", "5s")
                .setting("max_slot_wal_keep_size", "1GB")
                .start()) {
            run(silent, "CREATE SCHEMA bank; CREATE TABLE bank.accounts (id bigint PRIMARY KEY)");

            PreflightReport report = Preflight.of(migration(MigrationType.CDC))
                    .source(silent::connect)
                    .check();

            assertThat(only(report, "PF101"))
                    .hasToString("PF101 " + SOURCE + ": wal_level is replica, and ongoing changes need logical: set"
                            + " wal_level = logical (rds.logical_replication = 1 on RDS) and restart the server");
            assertThat(only(report, "PF102").message())
                    .isEqualTo("max_replication_slots is 0 and 0 are used, but a task needs one");
            assertThat(only(report, "PF103").message())
                    .isEqualTo("max_wal_senders is 0 and 0 are used, but a task needs one");
            assertThat(only(report, "PF104").message())
                    .isEqualTo("wal_sender_timeout is 5000 ms, so short that a busy task is cut off");
            assertThat(only(report, "PF106").message()).startsWith("max_slot_wal_keep_size is 1024 MB: a task that");
            assertThat(Preflight.of(migration(MigrationType.FULL_LOAD))
                            .source(silent::connect)
                            .check()
                            .errors())
                    .isEmpty();
        }

        PreflightReport ready = rig.check(migration(MigrationType.CDC));
        for (String code : new String[] {"PF101", "PF102", "PF103", "PF104", "PF106"}) {
            gone(ready, code);
        }
    }

    @Test
    void countsTheSlotsThatAllPlannedTasksNeed() throws SQLException {
        PreflightReport one = rig.check(migration(MigrationType.CDC));
        PreflightReport many = rig.check(migration(MigrationType.CDC), PreflightOptions.USUAL.withTasks(21));

        gone(one, "PF102");
        assertThat(only(many, "PF102").toString())
                .isEqualTo(
                        "PF102 " + SOURCE + ": max_replication_slots is 20 and 0 are used, but 21 tasks need 21: raise"
                                + " it to at least 21 and restart the server, or free one");
        assertThat(only(many, "PF103").isError()).isTrue();
    }

    @Test
    void findsForgottenSlotsAndHowMuchTheyHold() throws SQLException {
        run(rig.source, "SELECT pg_create_logical_replication_slot('forgotten', 'pgoutput')");
        run(rig.source, "INSERT INTO bank.accounts SELECT n, n FROM generate_series(1, 50000) n");

        PreflightFinding finding = only(rig.check(migration(MigrationType.CDC)), "PF105");

        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.message())
                .matches("nobody reads slot forgotten, and the server keeps [0-9.]+ MB of write-ahead log for it, and"
                        + " more each minute");
        mend(rig.source, finding);
        gone(rig.check(migration(MigrationType.CDC)), "PF105");
    }

    @Test
    void looksAtTheSlotThatTheEndpointNames() throws SQLException {
        Migration named = migration(
                MigrationType.CDC,
                EndpointSettings.NONE.with(PostgreSQLSettings.SLOT_NAME, "mine"),
                EndpointSettings.NONE);

        PreflightFinding missing = only(rig.check(named), "PF113");
        assertThat(missing.message()).isEqualTo("the endpoint names slot mine, which is not there");
        run(rig.source, "SELECT pg_create_physical_replication_slot('mine')");
        assertThat(only(rig.check(named), "PF113").message())
                .isEqualTo("the endpoint names slot mine, which is a physical one");
        run(rig.source, "SELECT pg_drop_replication_slot('mine')");
        run(rig.source, "SELECT pg_create_logical_replication_slot('mine', 'pgoutput')");
        PreflightReport mended = rig.check(named);
        gone(mended, "PF113");
        gone(mended, "PF105");

        run(rig.source, "SELECT pg_drop_replication_slot('mine')");
    }

    @Test
    void findsThatPglogicalIsNotThere() {
        Migration pglogical = migration(
                MigrationType.CDC,
                EndpointSettings.NONE.with(PostgreSQLSettings.PLUGIN_NAME, PostgreSQLSettings.PluginName.PGLOGICAL),
                EndpointSettings.NONE);

        assertThat(only(rig.check(pglogical), "PF112").isError()).isTrue();
        gone(rig.check(migration(MigrationType.CDC)), "PF112");
    }

    @Test
    void findsTransactionsThatASlotWouldWaitFor() throws SQLException {
        try (Connection busy = rig.source.connect();
                Statement statement = busy.createStatement()) {
            busy.setAutoCommit(false);
            statement.execute("INSERT INTO bank.accounts VALUES (1, 1)");

            PreflightFinding finding = only(rig.check(migration(MigrationType.CDC), AT_ONCE), "PF108");

            assertThat(finding.message())
                    .contains("of user dmskit")
                    .containsPattern("has a transaction open for [0-9]+ s, state idle in transaction");
            gone(rig.check(migration(MigrationType.CDC)), "PF108");
            busy.rollback();
            gone(rig.check(migration(MigrationType.CDC), AT_ONCE), "PF108");
        }
    }

    @Test
    void findsPreparedTransactions() throws SQLException {
        run(rig.source, "BEGIN; INSERT INTO bank.accounts VALUES (1, 1); PREPARE TRANSACTION 'it''s late'");

        PreflightFinding finding = only(rig.check(migration(MigrationType.CDC)), "PF109");

        assertThat(finding.message())
                .startsWith("transaction it's late of user dmskit in database BANKPROD was prepared");
        mend(rig.source, finding);
        gone(rig.check(migration(MigrationType.CDC)), "PF109");
    }

    @Test
    void findsWhatAUserMayNotDo() throws SQLException {
        rig.withVisitor(() -> {
            PreflightReport report = rig.checkAsVisitor(migration(MigrationType.CDC));

            assertThat(only(report, "PF107").toString())
                    .isEqualTo("PF107 " + SOURCE
                            + ": user visitor may not replicate: give it the attribute REPLICATION, as"
                            + " a superuser");
            assertThat(only(report, "PF201").toString())
                    .isEqualTo(
                            "PF201 table bank.accounts: user visitor may not read it: grant USAGE on its schema and SELECT"
                                    + " on the table");
            assertThat(only(report, "PF111").severity()).isEqualTo(Severity.WARNING);
            mend(rig.source, only(report, "PF107"));
            mend(rig.source, only(report, "PF201"));
            PreflightReport mended = rig.checkAsVisitor(migration(
                    MigrationType.CDC,
                    EndpointSettings.NONE.with(PostgreSQLSettings.CAPTURE_DDLS, false),
                    EndpointSettings.NONE));
            gone(mended, "PF107");
            gone(mended, "PF201");
            gone(mended, "PF111");
        });
    }

    @Test
    void givesUpOnAQuestionThatTakesTooLongAndSaysSo() throws SQLException {
        run(
                rig.source,
                "CREATE TABLE bank.notes (id int PRIMARY KEY, body text); INSERT INTO bank.notes VALUES (1, 'a')");
        try (Connection greedy = rig.source.connect();
                Statement statement = greedy.createStatement()) {
            greedy.setAutoCommit(false);
            statement.execute("LOCK TABLE bank.notes IN ACCESS EXCLUSIVE MODE");

            PreflightReport report = rig.check(
                    migration(MigrationType.FULL_LOAD),
                    new PreflightOptions(1, Duration.ofSeconds(5), Duration.ofMinutes(1)));

            assertThat(all(report, "PF003"))
                    .extracting(PreflightFinding::message)
                    .anyMatch(message ->
                            message.startsWith("sizes of the LOBs of bank.notes could not be found out in time"))
                    .anyMatch(
                            message -> message.startsWith("sizes of tables could not be looked at: ERROR: canceling"));
            assertThat(report.looked())
                    .filteredOn(look -> look.what().equals("sizes of tables"))
                    .singleElement()
                    .satisfies(look -> assertThat(look.notBecause()).isPresent());
        }
        gone(rig.check(migration(MigrationType.FULL_LOAD)), "PF003");
    }
}
