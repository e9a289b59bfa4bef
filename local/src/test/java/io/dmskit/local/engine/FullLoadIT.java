package io.dmskit.local.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.local.database.PostgresServer;
import io.dmskit.local.engine.ReplicationSpec.Start;
import io.dmskit.local.engine.TableStatistics.State;
import io.dmskit.settings.MigrationType;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a full load leaves behind when it fails, is interrupted and goes on. */
class FullLoadIT {
    private static final String TRUNCATE =
            "{\"FullLoadSettings\": {\"TargetTablePrepMode\": \"TRUNCATE_BEFORE_LOAD\"}}";

    private static final String RANGES = """
            {"rules": [
              {"rule-type": "selection", "rule-id": "1", "rule-name": "1", "rule-action": "include",
               "object-locator": {"schema-name": "public", "table-name": "item"}, "filters": []},
              {"rule-type": "table-settings", "rule-id": "2", "rule-name": "2",
               "object-locator": {"schema-name": "public", "table-name": "item"},
               "parallel-load": {"type": "ranges", "columns": ["id"], "boundaries": [["2"]]}}]}""";

    private static PostgresServer source;
    private static PostgresServer target;

    @BeforeAll
    static void startServers() {
        source = PostgresServer.start("load-source");
        target = PostgresServer.start("load-target");
    }

    @AfterAll
    static void stopServers() {
        source.close();
        target.close();
    }

    @Test
    void isNotCompleteBeforeTheLastSegmentIsCommitted() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.between(source, target, "segments")) {
            rehearsal.type(MigrationType.FULL_LOAD).settings(TRUNCATE).mappings(RANGES);
            rehearsal.execute("CREATE TABLE item (id int PRIMARY KEY); INSERT INTO item VALUES (1), (2)");
            rehearsal.executeOnTarget("""
                    CREATE TABLE guard (id int PRIMARY KEY); INSERT INTO guard VALUES (1), (2);
                    CREATE TABLE item (id int PRIMARY KEY REFERENCES guard DEFERRABLE INITIALLY DEFERRED);
                    CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                        IF NEW.id = 2 THEN PERFORM pg_advisory_xact_lock(7); END IF; RETURN NEW; END $$;
                    CREATE TRIGGER wait BEFORE INSERT ON item FOR EACH ROW EXECUTE FUNCTION wait()""");
            List<String> said = new CopyOnWriteArrayList<>();
            rehearsal.statistics.log((component, level, text) -> said.add(text));
            try (Connection first = rehearsal.connectToTarget();
                    Statement commitOfFirst = first.createStatement();
                    Connection second = rehearsal.connectToTarget();
                    Statement rowsOfSecond = second.createStatement()) {
                first.setAutoCommit(false);
                second.setAutoCommit(false);
                commitOfFirst.execute("SELECT FROM guard WHERE id = 1 FOR UPDATE");
                rowsOfSecond.execute("SELECT pg_advisory_xact_lock(7)");
                rehearsal.start();
                rehearsal.awaitOnTarget("SELECT count(*) = 2 FROM pg_locks WHERE NOT granted");
                second.commit();
                rehearsal.awaitOnTarget("SELECT count(*) = 1 FROM item");
                commitOfFirst.execute("DELETE FROM guard WHERE id = 1");
                first.commit();
            }

            assertThat(rehearsal.end()).isEqualTo(StopReason.FULL_LOAD_ONLY_FINISHED);
            assertThat(rehearsal.statisticsOf("public", "item").state()).isEqualTo(State.TABLE_ERROR);
            assertThat(rehearsal.statisticsOf("public", "item").fullLoadRows()).isZero();
            assertThat(rehearsal.onTarget("SELECT count(*) FROM item")).containsExactly("0");
            assertThat(said)
                    .contains("Load of table public.item ended: Table error, 1 rows received")
                    .noneMatch(line -> line.contains(State.TABLE_COMPLETED.text()));
        }
    }

    @Test
    void emptiesATableWhoseKeyIsRefused() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.between(source, target, "keyed")) {
            rehearsal
                    .type(MigrationType.FULL_LOAD)
                    .settings("{\"FullLoadSettings\": {\"CreatePkAfterFullLoad\": true}}");
            rehearsal.execute("CREATE TABLE item (id int PRIMARY KEY); INSERT INTO item VALUES (1)");
            rehearsal.executeOnTarget("""
                    CREATE FUNCTION refuse() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
                        IF current_query() LIKE '%ADD PRIMARY KEY%' THEN RAISE 'no keys here'; END IF; END $$;
                    CREATE EVENT TRIGGER refuse ON ddl_command_start EXECUTE FUNCTION refuse()""");
            rehearsal.start();

            assertThat(rehearsal.end()).isEqualTo(StopReason.FULL_LOAD_ONLY_FINISHED);
            assertThat(rehearsal.statisticsOf("public", "item").state()).isEqualTo(State.TABLE_ERROR);
            assertThat(rehearsal.statisticsOf("public", "item").fullLoadRows()).isZero();
            assertThat(rehearsal.onTarget("SELECT count(*) FROM item")).containsExactly("0");
        }
    }

    @Test
    void givesATableItsKeyThatAnInterruptedLoadHadMade() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.between(source, target, "keyless")) {
            rehearsal
                    .type(MigrationType.FULL_LOAD)
                    .settings("{\"FullLoadSettings\": {\"CreatePkAfterFullLoad\": true}}");
            rehearsal.execute("CREATE TABLE item (id int PRIMARY KEY); INSERT INTO item VALUES (1)");
            try (Connection blocker = rehearsal.connectToSource();
                    Statement statement = blocker.createStatement()) {
                blocker.setAutoCommit(false);
                statement.execute("LOCK TABLE item IN ACCESS EXCLUSIVE MODE");
                rehearsal.start();
                rehearsal.awaitOnSource(
                        "SELECT count(*) = 1 FROM pg_locks WHERE NOT granted AND relation = 'item'::regclass");
                rehearsal.kill();
            }
            rehearsal.start(Start.RESUME_PROCESSING);

            assertThat(rehearsal.end()).isEqualTo(StopReason.FULL_LOAD_ONLY_FINISHED);
            rehearsal.assertSameRows("item");
            assertThat(rehearsal.onTarget(
                            "SELECT count(*) FROM pg_index WHERE indrelid = 'item'::regclass AND indisprimary"))
                    .containsExactly("1");
        }
    }

    @Test
    void leavesTheRowsOfATableThatIsSelectedOnlyWhenItGoesOn() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.between(source, target, "widened")) {
            rehearsal.type(MigrationType.FULL_LOAD).mappings(Rehearsal.include("public", "first"));
            rehearsal.execute("CREATE TABLE first (id int PRIMARY KEY); INSERT INTO first VALUES (1);"
                    + "CREATE TABLE second (id int PRIMARY KEY); INSERT INTO second VALUES (2)");
            rehearsal.executeOnTarget("CREATE TABLE second (id int PRIMARY KEY); INSERT INTO second VALUES (1)");
            rehearsal.start();
            assertThat(rehearsal.end()).isEqualTo(StopReason.FULL_LOAD_ONLY_FINISHED);
            rehearsal.mappings(Rehearsal.include("public", "%"));
            rehearsal.start(Start.RESUME_PROCESSING);

            assertThat(rehearsal.end()).isEqualTo(StopReason.FULL_LOAD_ONLY_FINISHED);
            rehearsal.assertSameRows("first");
            assertThat(rehearsal.onTarget("SELECT id FROM second ORDER BY id")).containsExactly("1", "2");
        }
    }

    @Test
    void doesNotCountRowsWhoseCommitAStopCancelled() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.between(source, target, "uncommitted")) {
            rehearsal.type(MigrationType.FULL_LOAD).settings(TRUNCATE);
            rehearsal.execute("CREATE TABLE item (id int PRIMARY KEY); INSERT INTO item VALUES (1)");
            rehearsal.executeOnTarget("CREATE TABLE guard (id int PRIMARY KEY); INSERT INTO guard VALUES (1);"
                    + "CREATE TABLE item (id int PRIMARY KEY REFERENCES guard DEFERRABLE INITIALLY DEFERRED)");
            try (Connection blocker = rehearsal.connectToTarget();
                    Statement statement = blocker.createStatement()) {
                blocker.setAutoCommit(false);
                statement.execute("SELECT FROM guard FOR UPDATE");
                rehearsal.start();
                rehearsal.awaitOnTarget("SELECT count(*) = 1 FROM pg_locks WHERE NOT granted");
                assertThat(rehearsal.stop()).isEqualTo(StopReason.NORMAL);
            }

            assertThat(rehearsal.statisticsOf("public", "item").state()).isEqualTo(State.TABLE_CANCELLED);
            assertThat(rehearsal.statisticsOf("public", "item").fullLoadRows()).isZero();
            assertThat(rehearsal.onTarget("SELECT count(*) FROM item")).containsExactly("0");
        }
    }
}
