package io.dmskit.local.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.local.database.PostgresServer;
import io.dmskit.local.engine.ReplicationSpec.Start;
import io.dmskit.local.engine.TableStatistics.State;
import io.dmskit.settings.MigrationType;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Real rows between real databases. */
class ReplicationIT {
    private static PostgresServer source;
    private static PostgresServer target;

    @BeforeAll
    static void startServers() {
        source = PostgresServer.start("source");
        target = PostgresServer.start("target");
    }

    @AfterAll
    static void stopServers() {
        source.close();
        target.close();
    }

    @Test
    void loadsAndFollowsTablesUnderConcurrentWrites() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.between(source, target, "concurrent")) {
            rehearsal.execute("""
                    CREATE TABLE account (id bigint PRIMARY KEY, balance numeric(14,2) NOT NULL, note text);
                    INSERT INTO account SELECT i, i * 1.5, 'note ' || i FROM generate_series(1, 50000) i;
                    CREATE TABLE entry (account bigint, number int, amount numeric(14,2), PRIMARY KEY (account, number))""");
            Writing.into(rehearsal, ReplicationIT::changes, () -> {
                rehearsal.start();
                rehearsal.await(() -> rehearsal.statisticsOf("public", "entry").appliedInserts() > 1000);
            });
            rehearsal.awaitCaughtUp();

            rehearsal.assertSameRows("account", "entry");
            rehearsal.await(() -> rehearsal.statistics.targetLatency().equals(Duration.ZERO));
            TableStatistics account = rehearsal.statisticsOf("public", "account");
            assertThat(account.state()).isEqualTo(State.TABLE_COMPLETED);
            assertThat(account.fullLoadRows()).isEqualTo(50_000);
            assertThat(account.appliedUpdates()).isEqualTo(account.updates()).isPositive();
            assertThat(rehearsal.stop()).isEqualTo(StopReason.NORMAL);
        }
    }

    private static String changes(long number) {
        return """
                UPDATE account SET balance = balance + 1 WHERE id %% 1000 = %1$d %% 1000;
                INSERT INTO entry SELECT %1$d, n, n FROM generate_series(1, 20) n;
                DELETE FROM entry WHERE number = 7 AND account = %1$d - 1;
                UPDATE account SET id = id + 1000000 WHERE id = %1$d""".formatted(number);
    }

    @Test
    void carriesEveryTypeInTheLoadAndInChanges() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.between(source, target, "types")) {
            rehearsal.execute("""
                    CREATE TYPE mood AS ENUM ('glad', 'sad'); CREATE TYPE pair AS (a int, b text);
                    CREATE DOMAIN cents AS numeric(14,2) CHECK (VALUE >= 0);
                    CREATE TABLE "Everything" (
                        id uuid PRIMARY KEY, "Mixed Case" text, money cents, plain numeric, real4 real, real8 double precision,
                        at timestamptz, local timestamp(3), day date, clock time, span interval, doc jsonb, raw bytea,
                        tags text[], moods mood[], mood mood, pair pair, words tsvector, small smallint, flag boolean,
                        address inet, period daterange, bits bit(5), code char(4), doubled int GENERATED ALWAYS AS (small * 2) STORED,
                        parent uuid REFERENCES "Everything");
                    INSERT INTO "Everything" VALUES
                        ('00000000-0000-0000-0000-000000000001', E'tab\\t line\\n back\\\\ "quote" \\\\N', 12.50, 'NaN', 1.1, 1e300,
                         '2024-02-29 12:34:56.789012+05:30', '2024-02-29 12:34:56.789', '0044-03-15 BC', '23:59:59', '1 year -2 days',
                         '{"a": [1, null, "ü"]}', '\\x00ff5c', '{"a,b",NULL,"c\\"d"}', '{sad,glad}', 'glad', '(1,"x,y")',
                         'fat cat', -3, true, '10.0.0.1/8', '[2024-01-01,2024-02-01)', B'10101', 'ab', DEFAULT, NULL),
                        ('00000000-0000-0000-0000-000000000002', 'Привет 你好 مرحبا नमस्ते 🎉', 0, 1e-20, '-Infinity', 'NaN',
                         'infinity', NULL, NULL, NULL, NULL, 'null', '', '{}', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
                         NULL, NULL, DEFAULT, '00000000-0000-0000-0000-000000000001')""");
            rehearsal.start();
            rehearsal.awaitCaughtUp();
            String rows = "SELECT t::text FROM (SELECT * FROM \"Everything\" ORDER BY id) t";
            rehearsal.execute("""
                    INSERT INTO "Everything" SELECT gen_random_uuid(), "Mixed Case", money, plain, real4, real8, at, local, day, clock,
                        span, doc, raw, tags, moods, mood, pair, words, small, flag, address, period, bits, code, DEFAULT, id
                        FROM "Everything";
                    UPDATE "Everything" SET "Mixed Case" = E'changed\\\\', mood = 'sad', doc = NULL WHERE small = -3""".replace(", code, DEFAULT, id", ", code, id").replace(
                    "INSERT INTO \"Everything\" SELECT",
                    "INSERT INTO \"Everything\" (id, \"Mixed Case\", money, plain,"
                            + " real4, real8, at, local, day, clock, span, doc, raw, tags, moods, mood, pair, words, small, flag,"
                            + " address, period, bits, code, parent) SELECT"));
            rehearsal.awaitCaughtUp();

            String columns = rehearsal
                    .onTarget("SELECT string_agg(quote_ident(column_name), ',' ORDER BY ordinal_position)"
                            + " FROM information_schema.columns WHERE table_name = 'Everything'")
                    .get(0);
            String compared = rows.replace("SELECT *", "SELECT " + columns);
            assertThat(rehearsal.onTarget(compared)).hasSize(4).isEqualTo(rehearsal.onSource(compared));
            assertThat(columns).contains("\"Mixed Case\"").doesNotContain("doubled");
        }
    }

    @Test
    void keepsLargeValuesThatAnUpdateLeavesAlone() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.between(source, target, "toast")) {
            rehearsal.execute("""
                    CREATE TABLE letter (id int PRIMARY KEY, body text, seen int);
                    ALTER TABLE letter ALTER body SET STORAGE EXTERNAL;
                    INSERT INTO letter SELECT i, repeat(md5(i::text), 5000), 0 FROM generate_series(1, 5) i""");
            rehearsal.start();
            rehearsal.awaitCaughtUp();
            rehearsal.execute("UPDATE letter SET seen = id; UPDATE letter SET body = 'short' WHERE id = 3;"
                    + "UPDATE letter SET id = 100 WHERE id = 4");
            rehearsal.awaitCaughtUp();

            rehearsal.assertSameRows("letter");
        }
    }

    @Test
    void appliesExactlyOnceAcrossAKill() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.between(source, target, "killed")) {
            rehearsal.execute("CREATE TABLE counter (id int PRIMARY KEY, n int); INSERT INTO counter VALUES (1, 0);"
                    + "CREATE TABLE log (id serial PRIMARY KEY, n int)");
            rehearsal.start();
            rehearsal.awaitCaughtUp();
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < 150; i++) {
                    rehearsal.execute(
                            "UPDATE counter SET n = n + 1; INSERT INTO log (n) SELECT generate_series(1, 10)");
                }
                rehearsal.kill();
                rehearsal.execute("UPDATE counter SET n = n + 1");
                rehearsal.start(Start.RESUME_PROCESSING);
            }
            rehearsal.awaitCaughtUp();

            rehearsal.assertSameRows("counter", "log");
            assertThat(rehearsal.onTarget("SELECT count(*) FROM awsdms_apply_exceptions"))
                    .containsExactly("0");
        }
    }

    @Test
    void continuesWhereItStoppedAndReloadsWhenAsked() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.between(source, target, "stopped")) {
            rehearsal.settings("{\"FullLoadSettings\": {\"TargetTablePrepMode\": \"TRUNCATE_BEFORE_LOAD\"}}");
            rehearsal.execute("CREATE TABLE item (id int PRIMARY KEY, n int); INSERT INTO item VALUES (1, 1), (2, 2)");
            rehearsal.start();
            rehearsal.awaitCaughtUp();
            assertThat(rehearsal.stop()).isEqualTo(StopReason.NORMAL);
            rehearsal.execute("UPDATE item SET n = 10 WHERE id = 1; INSERT INTO item VALUES (3, 3)");
            rehearsal.start(Start.RESUME_PROCESSING);
            rehearsal.awaitCaughtUp();
            rehearsal.assertSameRows("item");
            assertThat(rehearsal.statisticsOf("public", "item").appliedInserts())
                    .isEqualTo(1);

            rehearsal.stop();
            rehearsal.executeOnTarget("DELETE FROM item");
            rehearsal.start(Start.RELOAD_TARGET);
            rehearsal.await(() -> rehearsal.statisticsOf("public", "item").reloaded());
            rehearsal.awaitCaughtUp();
            rehearsal.assertSameRows("item");
            assertThat(rehearsal.statistics.recoveryCheckpoint().orElse("checkpoint:V1#"))
                    .startsWith("checkpoint:V1#");
        }
    }

    @Test
    void followsTruncationsKeyChangesAndDeletions() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.between(source, target, "ddl")) {
            rehearsal.execute("""
                    CREATE TABLE emptied (id int PRIMARY KEY); INSERT INTO emptied VALUES (1), (2);
                    CREATE TABLE moved (a int, b int, n int, PRIMARY KEY (a, b)); INSERT INTO moved VALUES (1, 1, 1), (1, 2, 2)""");
            rehearsal.start();
            rehearsal.awaitCaughtUp();
            rehearsal.execute(
                    "TRUNCATE emptied; INSERT INTO emptied VALUES (3); UPDATE moved SET b = b + 10, n = 5 WHERE b = 1;"
                            + " DELETE FROM moved WHERE b = 2");
            rehearsal.awaitCaughtUp();

            rehearsal.assertSameRows("emptied", "moved");
            assertThat(rehearsal.statisticsOf("public", "emptied").appliedDdls())
                    .isEqualTo(1);
        }
    }

    @Test
    void followsColumnsThatComeAndGo() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.between(source, target, "altered")) {
            rehearsal.execute(
                    "CREATE TABLE item (id int PRIMARY KEY, old text); INSERT INTO item VALUES (1, 'a'), (2, 'b');"
                            + "CREATE TABLE retyped (id int PRIMARY KEY, n int); INSERT INTO retyped VALUES (1, 1)");
            rehearsal.start();
            rehearsal.awaitCaughtUp();
            rehearsal.execute("INSERT INTO item VALUES (3, 'c'); INSERT INTO retyped VALUES (2, 2)");
            rehearsal.awaitCaughtUp();
            rehearsal.execute(
                    "ALTER TABLE item ADD COLUMN added int NOT NULL DEFAULT 7; INSERT INTO item VALUES (4, 'd', 8);"
                            + "ALTER TABLE retyped ALTER n TYPE bigint; INSERT INTO retyped VALUES (3, 3)");
            rehearsal.awaitCaughtUp();
            rehearsal.assertSameRows("item");
            rehearsal.execute("ALTER TABLE item DROP COLUMN old; UPDATE item SET added = added + 1 WHERE id < 3");
            rehearsal.awaitCaughtUp();
            rehearsal.stop();
            rehearsal.execute("ALTER TABLE item ADD COLUMN late text; INSERT INTO item VALUES (5, 5, 'e')");
            rehearsal.start(Start.RESUME_PROCESSING);
            rehearsal.awaitCaughtUp();

            rehearsal.assertSameRows("item");
            assertThat(rehearsal.statisticsOf("public", "item").appliedDdls()).isEqualTo(3);
            assertThat(rehearsal.statisticsOf("public", "retyped").state()).isEqualTo(State.TABLE_ERROR);
        }
    }

    @Test
    void leadsPartitionsToTheirTableAndToThemselves() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.between(source, target, "partitions")) {
            rehearsal.execute("""
                    CREATE TABLE payment (id int, day date, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
                    CREATE TABLE payment_1 PARTITION OF payment FOR VALUES FROM ('2024-01-01') TO ('2024-02-01');
                    CREATE TABLE payment_2 (day date NOT NULL, id int NOT NULL, PRIMARY KEY (id, day));
                    ALTER TABLE payment ATTACH PARTITION payment_2 FOR VALUES FROM ('2024-02-01') TO ('2024-03-01');
                    INSERT INTO payment VALUES (1, '2024-01-05'), (2, '2024-02-05')""");
            rehearsal.start();
            rehearsal.awaitCaughtUp();
            rehearsal.execute("INSERT INTO payment VALUES (3, '2024-01-06'), (4, '2024-02-06');"
                    + "UPDATE payment SET day = '2024-02-07' WHERE id = 3; DELETE FROM payment WHERE id = 2");
            rehearsal.execute(
                    "CREATE TABLE payment_3 PARTITION OF payment FOR VALUES FROM ('2024-03-01') TO ('2024-04-01');"
                            + "INSERT INTO payment VALUES (5, '2024-03-05')");
            rehearsal.awaitCaughtUp();

            rehearsal.assertSameRows("payment", "payment_1", "payment_2");
            rehearsal.execute("TRUNCATE payment");
            rehearsal.awaitCaughtUp();
            rehearsal.assertSameRows("payment", "payment_1", "payment_2");
        }
    }

    @Test
    void followsTablesWithoutAKeyByTheirWholeRows() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.between(source, target, "keyless")) {
            rehearsal.execute("""
                    CREATE TABLE heap (n int, doc json, note text); ALTER TABLE heap REPLICA IDENTITY FULL;
                    INSERT INTO heap VALUES (1, '{"a": 1}', NULL), (1, '{"a": 1}', NULL), (2, NULL, 'x')""");
            rehearsal.start();
            rehearsal.awaitCaughtUp();
            rehearsal.execute(
                    "UPDATE heap SET note = 'y' WHERE ctid = (SELECT min(ctid) FROM heap); DELETE FROM heap WHERE n = 2");
            rehearsal.awaitCaughtUp();

            rehearsal.assertSameRows("heap");
        }
    }

    @Test
    void refusesChangesOfATableWithoutAKey() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.between(source, target, "nokey")) {
            rehearsal.execute("CREATE TABLE bare (n int)");

            assertThatThrownBy(rehearsal::start)
                    .isInstanceOf(ReplicationException.class)
                    .hasMessage(
                            "source table public.bare has no primary key, so its updates and deletes cannot be replicated,"
                                    + " and PostgreSQL would refuse them: add a primary key, run ALTER TABLE ... REPLICA IDENTITY FULL,"
                                    + " or exclude the table");

            rehearsal.type(MigrationType.FULL_LOAD).start();
            assertThat(rehearsal.end()).isEqualTo(StopReason.FULL_LOAD_ONLY_FINISHED);
        }
    }

    @Test
    void leavesOutATableWhoseLoadFailsAndGoesOnWithTheOthers() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.between(source, target, "error")) {
            rehearsal.execute("CREATE TABLE bad (id int PRIMARY KEY, n int); INSERT INTO bad VALUES (1, 1), (2, -1);"
                    + "CREATE TABLE good (id int PRIMARY KEY); INSERT INTO good VALUES (1)");
            rehearsal.executeOnTarget("CREATE TABLE bad (id int PRIMARY KEY, n int CHECK (n > 0))");
            rehearsal.start();
            rehearsal.awaitCaughtUp();
            rehearsal.execute("INSERT INTO bad VALUES (3, 3); INSERT INTO good VALUES (2)");
            rehearsal.awaitCaughtUp();

            rehearsal.assertSameRows("good");
            assertThat(rehearsal.statisticsOf("public", "bad").state()).isEqualTo(State.TABLE_ERROR);
            assertThat(rehearsal.statisticsOf("public", "bad").fullLoadRows()).isZero();
            assertThat(rehearsal.onTarget("SELECT count(*) FROM bad")).containsExactly("0");
        }
    }

    @Test
    void recordsChangesThatTheTargetRefuses() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.between(source, target, "refused")) {
            rehearsal.execute("CREATE TABLE item (id int PRIMARY KEY, n int); INSERT INTO item VALUES (1, 1), (2, 2)");
            rehearsal.start();
            rehearsal.awaitCaughtUp();
            rehearsal.executeOnTarget("INSERT INTO item VALUES (3, 0); DELETE FROM item WHERE id = 1");
            rehearsal.execute("INSERT INTO item VALUES (3, 3); UPDATE item SET n = 9; INSERT INTO item VALUES (4, 4)");
            rehearsal.awaitCaughtUp();

            assertThat(rehearsal.onTarget("SELECT t::text FROM item t ORDER BY id"))
                    .containsExactly("(2,9)", "(3,9)", "(4,4)");
            assertThat(rehearsal.onTarget(
                            "SELECT table_owner || '.' || table_name || ': ' || error FROM awsdms_apply_exceptions"
                                    + " ORDER BY error"))
                    .containsExactly(
                            "public.item: duplicate key value violates unique constraint \"item_pkey\"",
                            "public.item: no row of table public.item has this key");
            assertThat(rehearsal.statisticsOf("public", "item").appliedInserts())
                    .isEqualTo(1);
        }
    }

    @Test
    void goesOnWhenRefusedChangesCannotBeRecorded() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.between(source, target, "unrecorded")) {
            rehearsal.execute("CREATE TABLE item (id int PRIMARY KEY, n int); INSERT INTO item VALUES (1, 1), (2, 2)");
            List<String> said = new CopyOnWriteArrayList<>();
            rehearsal.statistics.log((component, level, text) -> said.add(text));
            rehearsal.start();
            rehearsal.awaitCaughtUp();
            rehearsal.executeOnTarget("DELETE FROM item WHERE id = 1;"
                    + "ALTER TABLE awsdms_apply_exceptions ADD CONSTRAINT closed CHECK (false)");
            rehearsal.execute("UPDATE item SET n = 9");
            rehearsal.awaitCaughtUp();
            rehearsal.executeOnTarget("INSERT INTO item VALUES (3, 0)");
            rehearsal.execute("INSERT INTO item VALUES (3, 3), (4, 4)");
            rehearsal.awaitCaughtUp();

            assertThat(rehearsal.onTarget("SELECT t::text FROM item t ORDER BY id"))
                    .containsExactly("(2,9)", "(3,0)", "(4,4)");
            assertThat(rehearsal.statisticsOf("public", "item").appliedUpdates())
                    .isEqualTo(1);
            assertThat(said)
                    .filteredOn(line -> line.contains("a change that was not applied"))
                    .hasSize(2);
            assertThat(said)
                    .filteredOn(line -> line.contains("awsdms_apply_exceptions, which does not take it"))
                    .hasSize(2);
        }
    }

    @Test
    void tellsOfEachRefusedChangeOnceAndAppliesAllAroundIt() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.between(source, target, "refused_of_many")) {
            rehearsal.execute("CREATE TABLE item (id int PRIMARY KEY, n int);"
                    + " INSERT INTO item SELECT i, 0 FROM generate_series(1, 500) i");
            rehearsal.start();
            rehearsal.awaitCaughtUp();
            rehearsal.executeOnTarget("DELETE FROM item WHERE id IN (7, 400); INSERT INTO item VALUES (700, -1)");
            rehearsal.execute("UPDATE item SET n = id; INSERT INTO item SELECT i, i FROM generate_series(501, 900) i;"
                    + "DELETE FROM item WHERE id = 7; UPDATE item SET n = n + 1 WHERE id <> 700");
            rehearsal.awaitCaughtUp();

            assertThat(rehearsal.onTarget("SELECT t::text FROM item t WHERE n <> id + 1"))
                    .containsExactly("(700,-1)");
            assertThat(rehearsal.onTarget("SELECT count(*) FROM item")).containsExactly("898");
            assertThat(rehearsal.onTarget("SELECT error || ': ' || count(*) FROM awsdms_apply_exceptions"
                            + " GROUP BY error ORDER BY error"))
                    .containsExactly(
                            "duplicate key value violates unique constraint \"item_pkey\": 1",
                            "no row of table public.item has this key: 3");
            assertThat(rehearsal.statisticsOf("public", "item").appliedInserts())
                    .isEqualTo(399);
            assertThat(rehearsal.statisticsOf("public", "item").appliedUpdates())
                    .isEqualTo(500 + 898 - 3);
            assertThat(rehearsal.statisticsOf("public", "item").appliedDeletes())
                    .isZero();
        }
    }

    @Test
    void appliesNothingOfATableAfterTheChangeThatSuspendedIt() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.between(source, target, "suspended_among_many")) {
            rehearsal.settings("{\"ErrorBehavior\": {\"ApplyErrorUpdatePolicy\": \"SUSPEND_TABLE\"}}");
            rehearsal.execute("CREATE TABLE item (id int PRIMARY KEY, n int);"
                    + " INSERT INTO item SELECT i, 0 FROM generate_series(1, 200) i;"
                    + "CREATE TABLE other (id int PRIMARY KEY)");
            rehearsal.start();
            rehearsal.awaitCaughtUp();
            rehearsal.executeOnTarget("DELETE FROM item WHERE id = 50");
            rehearsal.execute("UPDATE item SET n = 1; INSERT INTO other SELECT generate_series(1, 200)");
            rehearsal.awaitCaughtUp();

            assertThat(rehearsal.onTarget("SELECT count(*) || ' up to ' || max(id) FROM item WHERE n = 1"))
                    .containsExactly("49 up to 49");
            assertThat(rehearsal.statisticsOf("public", "item").state()).isEqualTo(State.TABLE_ERROR);
            assertThat(rehearsal.statisticsOf("public", "item").appliedUpdates())
                    .isEqualTo(49);
            rehearsal.assertSameRows("other");
        }
    }

    @Test
    void stopsWhileItWaitsForAnOpenTransaction() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.between(source, target, "waiting")) {
            rehearsal.execute("CREATE TABLE item (id int PRIMARY KEY)");
            try (Connection open = DriverManager.getConnection(
                            source.jdbcUrl().replaceFirst("/[^/]*$", "/waiting"), source.user(), source.password());
                    Statement statement = open.createStatement()) {
                open.setAutoCommit(false);
                statement.execute("INSERT INTO item VALUES (1)");
                rehearsal.start();
                rehearsal.awaitOnSource(
                        "SELECT count(*) > 0 FROM pg_stat_activity WHERE query LIKE 'CREATE_REPLICATION_SLOT%dmskit_waiting%'");

                assertThat(rehearsal.stop()).isEqualTo(StopReason.NORMAL);
            }
            rehearsal.start();
            rehearsal.awaitCaughtUp();
            rehearsal.assertSameRows("item");
        }
    }

    @Test
    void startsFromChangesOnly() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.between(source, target, "cdc")) {
            rehearsal.type(MigrationType.CDC);
            rehearsal.execute("CREATE TABLE item (id int PRIMARY KEY, n int); INSERT INTO item VALUES (1, 1)");
            rehearsal.start();
            rehearsal.awaitCaughtUp();
            rehearsal.execute("INSERT INTO item VALUES (2, 2), (3, 3); UPDATE item SET n = 7 WHERE id = 3");
            rehearsal.awaitCaughtUp();

            assertThat(rehearsal.onTarget("SELECT t::text FROM item t ORDER BY id"))
                    .containsExactly("(2,2)", "(3,7)");
            String checkpoint = rehearsal.statistics.recoveryCheckpoint().orElseThrow();
            rehearsal.stop();
            rehearsal.executeOnTarget("DELETE FROM item");
            rehearsal.execute("INSERT INTO item VALUES (4, 4)");
            rehearsal.from(checkpoint).start();
            rehearsal.awaitCaughtUp();
            assertThat(rehearsal.onTarget("SELECT t::text FROM item t ORDER BY id"))
                    .containsExactly("(4,4)");
        }
    }

    @Test
    void stopsAfterTheLoadOrAfterCachedChangesIfAskedTo() throws Exception {
        for (String key : List.of("Applied", "NotApplied")) {
            try (Rehearsal rehearsal = Rehearsal.between(source, target, "cached_" + key)) {
                rehearsal.settings("{\"FullLoadSettings\": {\"StopTaskCachedChanges" + key + "\": true}}");
                rehearsal.execute("CREATE TABLE item (id int PRIMARY KEY); INSERT INTO item VALUES (1)");
                rehearsal.start();
                assertThat(rehearsal.end())
                        .isEqualTo(
                                key.equals("Applied")
                                        ? StopReason.STOPPED_AFTER_CACHED_EVENTS
                                        : StopReason.STOPPED_AFTER_FULL_LOAD);
                rehearsal.execute("INSERT INTO item VALUES (2)");
                rehearsal.start(Start.RESUME_PROCESSING);
                if (key.equals("NotApplied")) {
                    rehearsal.awaitCaughtUp();
                    rehearsal.assertSameRows("item");
                }
            }
        }
    }
}
