package io.dmskit.local.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.local.database.PostgresServer;
import io.dmskit.local.engine.ReplicationSpec.Start;
import io.dmskit.local.engine.TableStatistics.State;
import io.dmskit.settings.MigrationType;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Chosen tables loaded again while their task goes on. */
class ReloadIT {
    private static final String TRUNCATE =
            "{\"FullLoadSettings\": {\"TargetTablePrepMode\": \"TRUNCATE_BEFORE_LOAD\"}}";

    private static PostgresServer source;
    private static PostgresServer target;

    @BeforeAll
    static void startServers() {
        source = PostgresServer.start("reload-source");
        target = PostgresServer.start("reload-target");
    }

    @AfterAll
    static void stopServers() {
        source.close();
        target.close();
    }

    @Test
    void reloadsOneOfSeveralTablesUnderConcurrentWrites() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.between(source, target, "reload")) {
            rehearsal.settings(TRUNCATE);
            accounts(rehearsal);
            rehearsal.start();
            Writing.into(rehearsal, ReloadIT::changes, () -> {
                rehearsal.await(() -> rehearsal.statisticsOf("public", "entry").appliedInserts() > 100);
                for (int round = 0; round < 3; round++) {
                    rehearsal.executeOnTarget("UPDATE account SET note = 'spoiled' WHERE id = 49999");
                    reload(rehearsal, "account");
                    rehearsal.await(
                            () -> rehearsal.statisticsOf("public", "account").state() == State.TABLE_COMPLETED);
                    long entries = rehearsal.statisticsOf("public", "entry").appliedInserts();
                    rehearsal.await(
                            () -> rehearsal.statisticsOf("public", "entry").appliedInserts() > entries);
                }
            });
            rehearsal.awaitCaughtUp();

            rehearsal.assertSameRows("account", "entry");
            assertThat(rehearsal.statisticsOf("public", "account").reloaded()).isTrue();
            assertThat(rehearsal.statisticsOf("public", "entry").reloaded()).isFalse();
            assertThat(rehearsal.onTarget("SELECT error FROM awsdms_apply_exceptions"))
                    .isEmpty();
            assertThat(rehearsal.onTarget("SELECT item FROM awsdms_txn_state WHERE item ~ '^(reload|suspended)'"))
                    .isEmpty();
            rehearsal.awaitOnSource("SELECT count(*) = 0 FROM pg_replication_slots WHERE temporary");
        }
    }

    private static void accounts(Rehearsal rehearsal) throws SQLException {
        rehearsal.execute("""
                CREATE TABLE account (id bigint PRIMARY KEY, balance numeric(14,2) NOT NULL, note text);
                INSERT INTO account SELECT i, i * 1.5, 'note ' || i FROM generate_series(1, 50000) i;
                CREATE TABLE entry (account bigint, number int, amount numeric(14,2), PRIMARY KEY (account, number))""");
    }

    private static String changes(long number) {
        return """
                UPDATE account SET balance = balance + 1 WHERE id %% 1000 = %1$d %% 1000;
                INSERT INTO account VALUES (2000000 + %1$d, 1, 'new');
                DELETE FROM account WHERE id = 2000000 + %1$d - 3;
                INSERT INTO entry SELECT %1$d, n, n FROM generate_series(1, 20) n;
                DELETE FROM entry WHERE number = 7 AND account = %1$d - 1;
                UPDATE account SET id = id + 1000000 WHERE id = %1$d""".formatted(number);
    }

    /** Holds the table's emptying up until its state has been looked at: the reload could be over before. */
    private static void reload(Rehearsal rehearsal, String table) throws SQLException {
        try (Connection holder = rehearsal.connectToTarget();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("LOCK TABLE " + table + " IN ACCESS SHARE MODE");
            assertThat(rehearsal.reload(table)).isTrue();
            assertThat(rehearsal.statisticsOf("public", table).state()).isEqualTo(State.TABLE_IS_BEING_RELOADED);
        }
    }

    @Test
    void reloadsATableInErrorOnceItsCauseIsMended() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.between(source, target, "mended")) {
            rehearsal.execute("CREATE TABLE bad (id int PRIMARY KEY, n int); INSERT INTO bad VALUES (1, 1), (2, -1);"
                    + "CREATE TABLE good (id int PRIMARY KEY); INSERT INTO good VALUES (1)");
            rehearsal.executeOnTarget("CREATE TABLE bad (id int PRIMARY KEY, n int CHECK (n > 0))");
            rehearsal.start();
            rehearsal.awaitCaughtUp();
            rehearsal.execute("INSERT INTO bad VALUES (3, 3)");
            rehearsal.awaitCaughtUp();
            rehearsal.reload("bad");
            rehearsal.await(() -> rehearsal.statisticsOf("public", "bad").state() == State.TABLE_ERROR);
            rehearsal.executeOnTarget("ALTER TABLE bad DROP CONSTRAINT bad_n_check");
            rehearsal.reload("bad");
            rehearsal.await(() -> rehearsal.statisticsOf("public", "bad").state() == State.TABLE_COMPLETED);
            rehearsal.execute("INSERT INTO bad VALUES (4, -4); DELETE FROM bad WHERE id = 1");
            rehearsal.awaitCaughtUp();
            rehearsal.assertSameRows("bad", "good");

            rehearsal.stop();
            rehearsal.execute("INSERT INTO bad VALUES (5, 5)");
            rehearsal.start(Start.RESUME_PROCESSING);
            rehearsal.awaitCaughtUp();
            rehearsal.assertSameRows("bad", "good");
            assertThat(rehearsal.statisticsOf("public", "bad").state()).isEqualTo(State.TABLE_COMPLETED);
        }
    }

    @Test
    void reloadsATableWhoseColumnChangedItsType() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.between(source, target, "retyped")) {
            rehearsal.settings("{\"FullLoadSettings\": {\"TargetTablePrepMode\": \"DROP_AND_CREATE\"}}");
            rehearsal.execute("CREATE TABLE item (id int PRIMARY KEY, n int); INSERT INTO item VALUES (1, 1)");
            rehearsal.start();
            rehearsal.awaitCaughtUp();
            rehearsal.execute("INSERT INTO item VALUES (2, 2)");
            rehearsal.awaitCaughtUp();
            rehearsal.execute("ALTER TABLE item ALTER n TYPE bigint; INSERT INTO item VALUES (3, 5000000000)");
            rehearsal.await(() -> rehearsal.statisticsOf("public", "item").state() == State.TABLE_ERROR);
            rehearsal.reload("item");
            rehearsal.await(() -> rehearsal.statisticsOf("public", "item").state() == State.TABLE_COMPLETED);
            rehearsal.execute("INSERT INTO item VALUES (4, 6000000000); UPDATE item SET n = 7000000000 WHERE id = 1");
            rehearsal.awaitCaughtUp();

            rehearsal.assertSameRows("item");
        }
    }

    @Test
    void doesNotEmptyATableUnderDoNothing() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.between(source, target, "do_nothing")) {
            rehearsal.execute("CREATE TABLE item (id int PRIMARY KEY); INSERT INTO item VALUES (1)");
            rehearsal.start();
            rehearsal.awaitCaughtUp();
            rehearsal.reload("item");
            rehearsal.await(() -> rehearsal.statisticsOf("public", "item").state() == State.TABLE_ERROR);
            assertThat(rehearsal.onTarget("SELECT count(*) FROM item")).containsExactly("1");
            rehearsal.executeOnTarget("TRUNCATE item");
            rehearsal.execute("INSERT INTO item VALUES (2)");
            rehearsal.reload("item");
            rehearsal.await(() -> rehearsal.statisticsOf("public", "item").state() == State.TABLE_COMPLETED);
            rehearsal.awaitCaughtUp();

            rehearsal.assertSameRows("item");
        }
    }

    @Test
    void takesUpAReloadThatAKillInterrupted() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.between(source, target, "cut_short")) {
            rehearsal.settings(TRUNCATE);
            rehearsal.execute("CREATE TABLE item (id int PRIMARY KEY, n int);"
                    + " INSERT INTO item SELECT i, 0 FROM generate_series(1, 1000) i;"
                    + "CREATE TABLE other (id int PRIMARY KEY)");
            rehearsal.start();
            rehearsal.awaitCaughtUp();
            try (Connection blocker = rehearsal.connectToTarget();
                    Statement statement = blocker.createStatement()) {
                blocker.setAutoCommit(false);
                statement.execute("LOCK TABLE item IN ACCESS SHARE MODE");
                rehearsal.reload("item");
                rehearsal.awaitOnTarget("SELECT count(*) > 0 FROM awsdms_txn_state WHERE item = 'reload public.item'");
                rehearsal.execute("UPDATE item SET n = 1 WHERE id < 500; INSERT INTO other VALUES (1)");
                rehearsal.kill();
            }
            rehearsal.execute(
                    "DELETE FROM item WHERE id < 10; UPDATE item SET n = n + 1; INSERT INTO other VALUES (2)");
            rehearsal.start(Start.RESUME_PROCESSING);
            rehearsal.await(() -> rehearsal.statisticsOf("public", "item").state() == State.TABLE_COMPLETED);
            rehearsal.awaitCaughtUp();

            rehearsal.assertSameRows("item", "other");
            assertThat(rehearsal.onTarget("SELECT error FROM awsdms_apply_exceptions"))
                    .isEmpty();
            assertThat(rehearsal.onTarget("SELECT item FROM awsdms_txn_state WHERE item ~ '^(reload|suspended)'"))
                    .isEmpty();
        }
    }

    @Test
    void reloadsATableOfAFullLoadAfterItsLoad() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.between(source, target, "load_only")) {
            rehearsal.type(MigrationType.FULL_LOAD).settings(TRUNCATE);
            rehearsal.execute("CREATE TABLE early (id int PRIMARY KEY); INSERT INTO early VALUES (1);"
                    + "CREATE TABLE late (id int PRIMARY KEY); INSERT INTO late VALUES (1)");
            rehearsal.executeOnTarget("CREATE TABLE late (id int PRIMARY KEY); CREATE TABLE guard (id int PRIMARY KEY);"
                    + "ALTER TABLE late ADD FOREIGN KEY (id) REFERENCES guard");
            try (Connection blocker = rehearsal.connectToTarget();
                    Statement statement = blocker.createStatement()) {
                blocker.setAutoCommit(false);
                statement.execute("INSERT INTO guard VALUES (1); LOCK TABLE guard IN ACCESS EXCLUSIVE MODE");
                rehearsal.start();
                rehearsal.await(() -> rehearsal.statisticsOf("public", "early").state() == State.TABLE_COMPLETED);
                rehearsal.execute("INSERT INTO early VALUES (2)");
                assertThat(rehearsal.reload("early")).isTrue();
                blocker.commit();
            }

            assertThat(rehearsal.end()).isEqualTo(StopReason.FULL_LOAD_ONLY_FINISHED);
            rehearsal.assertSameRows("early", "late");
            assertThat(rehearsal.statisticsOf("public", "early").reloaded()).isTrue();
            assertThat(rehearsal.statisticsOf("public", "early").state()).isEqualTo(State.TABLE_COMPLETED);
            assertThat(rehearsal.reload("early")).isFalse();
        }
    }

    @Test
    void keepsItsPositionWhenATableIsAskedForDuringTheFullLoad() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.between(source, target, "asked_early")) {
            rehearsal.settings(TRUNCATE);
            guarded(rehearsal);
            try (Connection blocker = rehearsal.connectToTarget();
                    Statement statement = blocker.createStatement()) {
                blocker.setAutoCommit(false);
                statement.execute("LOCK TABLE guard IN ACCESS EXCLUSIVE MODE");
                rehearsal.start();
                rehearsal.await(() -> rehearsal.statisticsOf("public", "early").state() == State.TABLE_COMPLETED);
                assertThat(rehearsal.reload("early")).isTrue();
                blocker.commit();
            }
            rehearsal.awaitCaughtUp();
            rehearsal.await(() -> rehearsal.statisticsOf("public", "early").state() == State.TABLE_COMPLETED);
            rehearsal.kill();
            long loads = rehearsal.statisticsOf("public", "late").fullLoadRows();
            rehearsal.execute("INSERT INTO early VALUES (2); INSERT INTO late VALUES (2)");
            rehearsal.start(Start.RESUME_PROCESSING);
            rehearsal.awaitCaughtUp();

            rehearsal.assertSameRows("early", "late");
            assertThat(rehearsal.statisticsOf("public", "late").fullLoadRows()).isEqualTo(loads);
            assertThat(rehearsal.statisticsOf("public", "late").appliedInserts())
                    .isEqualTo(1);
        }
    }

    /** The load of either table waits, with its rows on the way, while its guard is locked. */
    private static void guarded(Rehearsal rehearsal) throws SQLException {
        rehearsal.execute("CREATE TABLE early (id int PRIMARY KEY); INSERT INTO early VALUES (1);"
                + "CREATE TABLE late (id int PRIMARY KEY); INSERT INTO late VALUES (1)");
        rehearsal.executeOnTarget("CREATE TABLE guard (id int PRIMARY KEY); INSERT INTO guard VALUES (1), (2);"
                + "CREATE TABLE early_guard (id int PRIMARY KEY); INSERT INTO early_guard VALUES (1), (2);"
                + "CREATE TABLE early (id int PRIMARY KEY REFERENCES early_guard);"
                + "CREATE TABLE late (id int PRIMARY KEY REFERENCES guard)");
    }

    private static void awaitLockWaiters(Rehearsal rehearsal, int number) {
        rehearsal.awaitOnTarget("SELECT count(*) = " + number + " FROM pg_locks l JOIN pg_database d"
                + " ON d.datname = current_database() WHERE NOT l.granted"
                + " AND (l.database = d.oid OR l.locktype = 'transactionid')");
    }

    @Test
    void leavesNothingBehindThatWritesWhenItIsStoppedDuringAReload() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.between(source, target, "left_alone")) {
            rehearsal.settings(TRUNCATE);
            guarded(rehearsal);
            rehearsal.start();
            rehearsal.awaitCaughtUp();
            try (Connection blocker = rehearsal.connectToTarget();
                    Statement statement = blocker.createStatement()) {
                blocker.setAutoCommit(false);
                statement.execute("LOCK TABLE guard IN ACCESS EXCLUSIVE MODE");
                rehearsal.reload("late");
                awaitLockWaiters(rehearsal, 1);

                assertThat(rehearsal.stop()).isEqualTo(StopReason.NORMAL);
                rehearsal.awaitOnTarget("SELECT count(*) = 0 FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND application_name = 'dmskit-local'"
                        + " AND pid <> pg_backend_pid()");
            }
            rehearsal.execute("INSERT INTO late VALUES (2)");
            rehearsal.start(Start.RESUME_PROCESSING);
            rehearsal.await(() -> rehearsal.statisticsOf("public", "late").state() == State.TABLE_COMPLETED);
            rehearsal.awaitCaughtUp();
            rehearsal.assertSameRows("early", "late");
        }
    }

    @Test
    void waitsForTheSlotThatAnEarlierReloadLeftBehind() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.between(source, target, "slot_left")) {
            rehearsal.settings(TRUNCATE);
            rehearsal.execute("CREATE TABLE item (id int PRIMARY KEY); INSERT INTO item VALUES (1);"
                    + "CREATE TABLE other (id int PRIMARY KEY)");
            rehearsal.start();
            rehearsal.awaitCaughtUp();
            try (Connection earlier = rehearsal.connectToSource();
                    Statement statement = earlier.createStatement()) {
                statement.execute(
                        "SELECT pg_create_logical_replication_slot('dmskit_slot_left_reload', 'pgoutput', true)");
                rehearsal.executeOnTarget("DELETE FROM item");
                rehearsal.reload("item");
                rehearsal.await(() -> rehearsal.requests.reloads().isEmpty());
                rehearsal.execute("INSERT INTO other VALUES (1)");
                rehearsal.awaitCaughtUp();
            }
            rehearsal.await(() -> rehearsal.statisticsOf("public", "item").state() == State.TABLE_COMPLETED);
            rehearsal.awaitCaughtUp();

            rehearsal.assertSameRows("item", "other");
        }
    }

    @Test
    void loadsATableWhoseReloadAKillInterruptedEvenIfItWasLastKnownToBeComplete() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.between(source, target, "stale")) {
            rehearsal.type(MigrationType.FULL_LOAD).settings(TRUNCATE);
            guarded(rehearsal);
            TableStatistics known;
            try (Connection blocker = rehearsal.connectToTarget();
                    Statement statement = blocker.createStatement();
                    Connection earlyBlocker = rehearsal.connectToTarget();
                    Statement earlyStatement = earlyBlocker.createStatement()) {
                blocker.setAutoCommit(false);
                earlyBlocker.setAutoCommit(false);
                statement.execute("LOCK TABLE guard IN ACCESS EXCLUSIVE MODE");
                rehearsal.start();
                rehearsal.await(() -> rehearsal.statisticsOf("public", "early").state() == State.TABLE_COMPLETED);
                known = rehearsal.statisticsOf("public", "early");
                earlyStatement.execute("LOCK TABLE early_guard IN ACCESS EXCLUSIVE MODE");
                rehearsal.reload("early");
                blocker.commit();
                rehearsal.await(() -> rehearsal.statisticsOf("public", "late").state() == State.TABLE_COMPLETED);
                awaitLockWaiters(rehearsal, 1);
                rehearsal.kill();
            }
            assertThat(rehearsal.onTarget("SELECT count(*) FROM early")).containsExactly("0");
            ReplicationStatistics statistics = rehearsal.statistics;
            statistics.restore(
                    statistics.begun().orElseThrow(),
                    List.of(known, rehearsal.statisticsOf("public", "late")),
                    null,
                    null,
                    null);
            rehearsal.start(Start.RESUME_PROCESSING);

            assertThat(rehearsal.end()).isEqualTo(StopReason.FULL_LOAD_ONLY_FINISHED);
            rehearsal.assertSameRows("early", "late");
            assertThat(rehearsal.statisticsOf("public", "early").state()).isEqualTo(State.TABLE_COMPLETED);
        }
    }

    @Test
    void leavesRowsOfOthersWhereTheyAreHoweverOftenItGoesOn() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.between(source, target, "of_others")) {
            rehearsal.type(MigrationType.FULL_LOAD);
            guarded(rehearsal);
            try (Connection blocker = rehearsal.connectToTarget();
                    Statement statement = blocker.createStatement();
                    Connection earlyBlocker = rehearsal.connectToTarget();
                    Statement earlyStatement = earlyBlocker.createStatement()) {
                blocker.setAutoCommit(false);
                earlyBlocker.setAutoCommit(false);
                statement.execute("LOCK TABLE guard IN ACCESS EXCLUSIVE MODE");
                rehearsal.start();
                rehearsal.await(() -> rehearsal.statisticsOf("public", "early").state() == State.TABLE_COMPLETED);
                rehearsal.executeOnTarget("DELETE FROM early; INSERT INTO early VALUES (2)");
                earlyStatement.execute("LOCK TABLE early_guard IN ACCESS EXCLUSIVE MODE");
                rehearsal.reload("early");
                blocker.commit();
                rehearsal.await(() -> rehearsal.statisticsOf("public", "late").state() == State.TABLE_COMPLETED);
                awaitLockWaiters(rehearsal, 1);
                rehearsal.kill();
            }
            for (int again = 0; again < 2; again++) {
                goOn(rehearsal);
                assertThat(rehearsal.statisticsOf("public", "early").state()).isEqualTo(State.TABLE_ERROR);
                assertThat(rehearsal.onTarget("SELECT id FROM early")).containsExactly("2");
            }

            rehearsal.executeOnTarget("TRUNCATE early");
            goOn(rehearsal);
            assertThat(rehearsal.statisticsOf("public", "early").state()).isEqualTo(State.TABLE_COMPLETED);
            rehearsal.assertSameRows("early", "late");
        }
    }

    private static void goOn(Rehearsal rehearsal) throws Exception {
        rehearsal.start(Start.RESUME_PROCESSING);
        assertThat(rehearsal.end()).isEqualTo(StopReason.FULL_LOAD_ONLY_FINISHED);
    }

    @Test
    void leavesRowsOfOthersWhereTheyAreAfterAReloadThatTheyMadeFail() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.between(source, target, "in_the_way")) {
            rehearsal.type(MigrationType.FULL_LOAD);
            guarded(rehearsal);
            try (Connection blocker = rehearsal.connectToTarget();
                    Statement statement = blocker.createStatement()) {
                blocker.setAutoCommit(false);
                statement.execute("LOCK TABLE guard IN ACCESS EXCLUSIVE MODE");
                rehearsal.start();
                rehearsal.await(() -> rehearsal.statisticsOf("public", "early").state() == State.TABLE_COMPLETED);
                rehearsal.executeOnTarget("INSERT INTO early VALUES (2)");
                rehearsal.reload("early");
                blocker.commit();
            }
            assertThat(rehearsal.end()).isEqualTo(StopReason.FULL_LOAD_ONLY_FINISHED);
            assertThat(rehearsal.statisticsOf("public", "early").state()).isEqualTo(State.TABLE_ERROR);
            goOn(rehearsal);

            assertThat(rehearsal.statisticsOf("public", "early").state()).isEqualTo(State.TABLE_ERROR);
            assertThat(rehearsal.onTarget("SELECT id FROM early ORDER BY id")).containsExactly("1", "2");
        }
    }
}
