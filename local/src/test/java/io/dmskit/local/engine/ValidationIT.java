package io.dmskit.local.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.local.database.PostgresServer;
import io.dmskit.local.engine.TableValidation.State;
import io.dmskit.settings.MigrationType;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Source and target compared while a task runs. */
class ValidationIT {
    private static final String FAILURES = "SELECT concat_ws(' ', table_owner || '.' || table_name, key_type, key,"
            + " failure_type, nullif(details, '')) FROM awsdms_validation_failures_v1 ORDER BY key";

    private static PostgresServer source;
    private static PostgresServer target;

    @BeforeAll
    static void startServers() {
        source = PostgresServer.start("validation-source");
        target = PostgresServer.start("validation-target");
    }

    @AfterAll
    static void stopServers() {
        source.close();
        target.close();
    }

    private static String enabled(String more) {
        return "{\"ValidationSettings\": {\"EnableValidation\": true" + more + "}}";
    }

    private static void awaitState(Rehearsal rehearsal, String table, State state) {
        rehearsal.await(
                () -> rehearsal.statisticsOf("public", table).validation().state() == state);
    }

    @Test
    void findsRowsThatWereChangedRemovedAndAddedOnTheTarget() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.between(source, target, "byhand")) {
            rehearsal.settings(enabled(""));
            rehearsal.execute("CREATE TABLE item (id int PRIMARY KEY, note text);"
                    + " INSERT INTO item SELECT i, 'n' || i FROM generate_series(1, 3000) i;"
                    + "CREATE TABLE bare (n int); ALTER TABLE bare REPLICA IDENTITY FULL");
            rehearsal.start();
            awaitState(rehearsal, "item", State.VALIDATED);
            assertThat(rehearsal.statisticsOf("public", "bare").validation().state())
                    .isEqualTo(State.NO_PRIMARY_KEY);

            rehearsal.executeOnTarget("UPDATE item SET note = 'other' WHERE id = 7; DELETE FROM item WHERE id = 8;"
                    + "INSERT INTO item VALUES (9999, 'extra')");
            rehearsal.revalidate("item");
            awaitState(rehearsal, "item", State.MISMATCHED_RECORDS);

            assertThat(rehearsal.statisticsOf("public", "item").validation())
                    .isEqualTo(new TableValidation(State.MISMATCHED_RECORDS, "", 0, 3, 0));
            rehearsal.awaitOnTarget("SELECT count(*) = 3 FROM awsdms_validation_failures_v1");
            assertThat(rehearsal.onTarget(FAILURES))
                    .containsExactly(
                            "public.item Row {\"key\": [\"7\"]} RECORD_DIFF {\"columns\": [\"note\"]}",
                            "public.item Row {\"key\": [\"8\"]} MISSING_TARGET",
                            "public.item Row {\"key\": [\"9999\"]} MISSING_SOURCE");

            rehearsal.executeOnTarget("UPDATE item SET note = 'n7' WHERE id = 7; DELETE FROM item WHERE id = 9999;"
                    + "INSERT INTO item VALUES (8, 'n8')");
            rehearsal.revalidate("item");
            awaitState(rehearsal, "item", State.VALIDATED);
            rehearsal.awaitOnTarget("SELECT count(*) = 0 FROM awsdms_validation_failures_v1");
            rehearsal.assertSameRows("item");
        }
    }

    @Test
    void takesNothingUnderWayForADifference() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.between(source, target, "underway")) {
            rehearsal.settings(enabled(""));
            rehearsal.execute("CREATE TABLE item (id int PRIMARY KEY, n int);"
                    + " INSERT INTO item SELECT i, 0 FROM generate_series(1, 2000) i");
            rehearsal.start();
            List<TableValidation> seen = new ArrayList<>();
            Writing.into(rehearsal, ValidationIT::change, () -> {
                for (int round = 0; round < 5; round++) {
                    rehearsal.revalidate("item");
                    rehearsal.await(() -> isSettled(rehearsal));
                    seen.add(rehearsal.statisticsOf("public", "item").validation());
                }
            });
            rehearsal.awaitCaughtUp();
            rehearsal.revalidate("item");
            awaitState(rehearsal, "item", State.VALIDATED);

            assertThat(seen).allSatisfy(one -> assertThat(one.failed()).isZero());
            rehearsal.awaitCaughtUp();
            rehearsal.assertSameRows("item");
        }
    }

    private static boolean isSettled(Rehearsal rehearsal) {
        State state = rehearsal.statisticsOf("public", "item").validation().state();
        return state == State.VALIDATED || state == State.PENDING_RECORDS || state == State.MISMATCHED_RECORDS;
    }

    private static String change(long number) {
        return number % 2 == 0
                ? "UPDATE item SET n = n + 1 WHERE id = " + (number / 2 % 5 + 1)
                : "INSERT INTO item VALUES (" + (10_000 + number) + ", 1)";
    }

    @Test
    void endsTheValidationOfATableWithTooManyFailures() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.between(source, target, "toomany")) {
            rehearsal.settings(enabled(", \"TableFailureMaxCount\": 5"));
            rehearsal.execute("CREATE TABLE item (id int PRIMARY KEY, n int);"
                    + " INSERT INTO item SELECT i, 0 FROM generate_series(1, 100) i");
            rehearsal.start();
            awaitState(rehearsal, "item", State.VALIDATED);
            rehearsal.executeOnTarget("UPDATE item SET n = 1 WHERE id <= 20");
            rehearsal.revalidate("item");
            awaitState(rehearsal, "item", State.SUSPENDED_RECORDS);

            TableValidation suspended = rehearsal.statisticsOf("public", "item").validation();
            assertThat(suspended.failed()).isEqualTo(5);
            assertThat(suspended.suspended()).isEqualTo(95);
            assertThat(rehearsal.stop()).isEqualTo(StopReason.NORMAL);
        }
    }

    @Test
    void validatesAfterALoadAndAfterAReload() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.between(source, target, "reloaded")) {
            rehearsal.settings("{\"FullLoadSettings\": {\"TargetTablePrepMode\": \"TRUNCATE_BEFORE_LOAD\"},"
                    + " \"ValidationSettings\": {\"EnableValidation\": true}}");
            rehearsal.execute("CREATE TABLE item (id int PRIMARY KEY, n int);"
                    + " INSERT INTO item SELECT i, 0 FROM generate_series(1, 100) i");
            rehearsal.start();
            awaitState(rehearsal, "item", State.VALIDATED);
            rehearsal.executeOnTarget("DELETE FROM item WHERE id < 10");
            rehearsal.revalidate("item");
            awaitState(rehearsal, "item", State.MISMATCHED_RECORDS);
            rehearsal.reload("item");
            awaitState(rehearsal, "item", State.VALIDATED);

            rehearsal.assertSameRows("item");
        }
    }

    @Test
    void validatesAFullLoadBeforeItEnds() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.between(source, target, "onepass")) {
            rehearsal.type(MigrationType.FULL_LOAD).settings(enabled(""));
            rehearsal.execute("CREATE TABLE item (id int PRIMARY KEY, n int); INSERT INTO item VALUES (1, 1)");
            rehearsal.start();

            assertThat(rehearsal.end()).isEqualTo(StopReason.FULL_LOAD_ONLY_FINISHED);
            assertThat(rehearsal.statisticsOf("public", "item").validation().state())
                    .isEqualTo(State.VALIDATED);
        }
    }

    @Test
    void onlyComparesInAValidationOnlyTask() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.between(source, target, "only")) {
            rehearsal.type(MigrationType.FULL_LOAD).settings(enabled(", \"ValidationOnly\": true"));
            rehearsal.execute("CREATE TABLE item (id int PRIMARY KEY, n int); INSERT INTO item VALUES (1, 1), (2, 2)");
            rehearsal.executeOnTarget("CREATE TABLE item (id int PRIMARY KEY, n int); INSERT INTO item VALUES (1, 1)");
            rehearsal.start();

            assertThat(rehearsal.end()).isEqualTo(StopReason.FULL_LOAD_ONLY_FINISHED);
            assertThat(rehearsal.statisticsOf("public", "item").validation())
                    .isEqualTo(new TableValidation(State.MISMATCHED_RECORDS, "", 0, 1, 0));
            assertThat(rehearsal.onTarget(FAILURES))
                    .containsExactly("public.item Row {\"key\": [\"2\"]} MISSING_TARGET");
            assertThat(rehearsal.onTarget("SELECT count(*) FROM item")).containsExactly("1");
        }
    }

    @Test
    void goesOnWhenAValidationLosesItsSession() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.between(source, target, "lost_session")) {
            rehearsal.settings(enabled(""));
            rehearsal.execute("CREATE TABLE item (id int PRIMARY KEY); INSERT INTO item VALUES (1);"
                    + "CREATE TABLE other (id int PRIMARY KEY); INSERT INTO other VALUES (1)");
            List<String> said = new CopyOnWriteArrayList<>();
            rehearsal.statistics.log((component, level, text) -> said.add(component + " " + level + " " + text));
            rehearsal.start();
            awaitState(rehearsal, "item", State.VALIDATED);
            awaitState(rehearsal, "other", State.VALIDATED);
            try (Connection blocker = rehearsal.connectToTarget();
                    Statement statement = blocker.createStatement()) {
                blocker.setAutoCommit(false);
                statement.execute("LOCK TABLE item IN ACCESS EXCLUSIVE MODE");
                rehearsal.execute("INSERT INTO item VALUES (2)");
                rehearsal.awaitOnTarget("SELECT count(*) = 1 FROM pg_locks WHERE NOT granted");
                rehearsal.revalidate("other");
                rehearsal.awaitOnTarget("SELECT count(pg_terminate_backend(pid)) = 1 FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND state = 'idle in transaction'"
                        + " AND query LIKE 'BEGIN ISOLATION LEVEL REPEATABLE READ%'");
            }
            awaitState(rehearsal, "other", State.VALIDATED);
            awaitState(rehearsal, "item", State.VALIDATED);
            rehearsal.awaitCaughtUp();

            rehearsal.assertSameRows("item", "other");
            assertThat(said).anyMatch(line -> line.startsWith("VALIDATOR WARNING 1 tables could not be validated: "));
            assertThat(rehearsal.stop()).isEqualTo(StopReason.NORMAL);
        }
    }

    @Test
    void stopsWhileItComparesALoad() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.between(source, target, "stopped_comparing")) {
            rehearsal.type(MigrationType.FULL_LOAD).settings(enabled(", \"ValidationOnly\": true"));
            rehearsal.execute("CREATE TABLE item (id int PRIMARY KEY, n int); INSERT INTO item VALUES (1, 1)");
            rehearsal.executeOnTarget("CREATE TABLE item (id int PRIMARY KEY, n int); INSERT INTO item VALUES (1, 1)");
            try (Connection blocker = rehearsal.connectToTarget();
                    Statement statement = blocker.createStatement()) {
                blocker.setAutoCommit(false);
                statement.execute("LOCK TABLE item IN ACCESS EXCLUSIVE MODE");
                rehearsal.start();
                rehearsal.awaitOnTarget("SELECT count(*) > 0 FROM pg_locks WHERE NOT granted");

                assertThat(rehearsal.stop()).isEqualTo(StopReason.NORMAL);
                assertThat(rehearsal.statisticsOf("public", "item").validation())
                        .isEqualTo(TableValidation.of(State.PENDING_VALIDATION));
            }
        }
    }
}
