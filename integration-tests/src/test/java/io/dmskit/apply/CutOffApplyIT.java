package io.dmskit.apply;

import static io.dmskit.Sql.run;
import static io.dmskit.apply.ApplyRig.LIMIT;
import static io.dmskit.apply.ApplyRig.POLLER;
import static io.dmskit.apply.ApplyRig.migration;
import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.Dms;
import io.dmskit.migration.Migration;
import io.dmskit.settings.FullLoadSettings;
import io.dmskit.settings.TaskSettings;
import io.dmskit.task.ReplicationHandle;
import io.dmskit.task.TaskStatus;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;

/** An apply that is cut off between any two of its calls is finished by the next. */
class CutOffApplyIT {
    private static ApplyRig rig;

    @BeforeAll
    static void start() throws SQLException {
        rig = new ApplyRig();
        run(
                rig.source,
                "CREATE SCHEMA bank; CREATE TABLE bank.accounts (id serial PRIMARY KEY, balance bigint);"
                        + " INSERT INTO bank.accounts (balance) SELECT i FROM generate_series(1, 1000) i");
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @Test
    void aCreationIsFinishedByTheNextApply() {
        int calls = 0;
        for (boolean died = true; died; calls++) {
            Migration migration = migration("bank-" + calls, "accounts");

            died = applyUntil(calls, migration);
            rig.dms.apply(migration, LIMIT);

            assertThat(rig.dms.plan(migration).isEmpty())
                    .as("after %d calls", calls)
                    .isTrue();
            rig.dms.delete(migration, LIMIT);
        }
        assertThat(calls).isGreaterThan(10);
    }

    @Test
    void aChangeOfARunningTaskIsFinishedByTheNextApply() {
        Migration one = migration("bank-core", "accounts");
        Migration other = rig.change(rig.change(one).target("bank/rotated"))
                .settings(TaskSettings.DEFAULTS.with(FullLoadSettings.COMMIT_RATE, 20_000));
        ReplicationHandle task = rig.dms.apply(one, LIMIT);
        task.start();
        task.awaitFullLoad(LIMIT);

        int calls = 0;
        try (Teller teller = new Teller(rig.source, "accounts")) {
            for (boolean died = true; died; calls++) {
                Migration next = calls % 2 == 0 ? other : one;

                died = applyUntil(calls, next);
                rig.dms.apply(next, LIMIT);

                assertThat(task.describe().status()).as("after %d calls", calls).isEqualTo(TaskStatus.RUNNING);
                assertThat(rig.dms.plan(next).describe())
                        .as("after %d calls", calls)
                        .contains("nothing to do");
            }
            assertThat(teller.transactions()).isPositive();
        }

        assertThat(calls).isGreaterThan(10);
        rig.assertThatBothSidesAgree("accounts");
        rig.dms.delete(one, LIMIT);
    }

    @Test
    void aHalfMadeMigrationCanBeDeleted() {
        for (int calls = 6; calls < 14; calls++) {
            Migration migration = migration("bank-" + calls, "accounts");
            assertThat(applyUntil(calls, migration))
                    .as("cut off after %d calls", calls)
                    .isTrue();
            assertThat(rig.dms.planDeletion(migration).steps())
                    .as("half made by %d calls", calls)
                    .isNotEmpty();

            rig.dms.delete(migration, LIMIT);

            assertThat(rig.dms.planDeletion(migration).steps())
                    .as("after %d calls", calls)
                    .isEmpty();
        }
    }

    /** Returns whether the program was killed before it was done. */
    private static boolean applyUntil(int calls, Migration migration) {
        CallCounter counter = new CallCounter(calls);
        try (DatabaseMigrationClient mortal = rig.client(counter)) {
            Dms dms = Dms.over(mortal, POLLER);
            try {
                dms.apply(migration, LIMIT);
            } catch (RuntimeException e) {
                assertThat(counter.died()).as(() -> String.valueOf(e)).isTrue();
            }
        }
        return counter.died();
    }
}
