package io.dmskit.apply;

import static io.dmskit.Sql.run;
import static io.dmskit.apply.ApplyRig.LIMIT;
import static io.dmskit.apply.ApplyRig.POLLER;
import static io.dmskit.apply.ApplyRig.migration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.Dms;
import io.dmskit.mapping.TableMappings;
import io.dmskit.migration.Capacity;
import io.dmskit.migration.Migration;
import io.dmskit.position.CdcStopPosition;
import io.dmskit.settings.FullLoadSettings;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.TaskSettings;
import io.dmskit.settings.ValidationSettings;
import io.dmskit.task.ReplicationHandle;
import io.dmskit.task.TaskStatus;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.StartReplicationTaskRequest;

class ApplyIT {
    private static final Migration BANK = migration("bank-core", "accounts");

    private static ApplyRig rig;

    private Dms dms;

    @BeforeAll
    static void start() {
        rig = new ApplyRig();
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @BeforeEach
    void fill() throws SQLException {
        dms = rig.dms;
        run(rig.target, "DROP SCHEMA IF EXISTS bank CASCADE");
        run(
                rig.source,
                "DROP SCHEMA IF EXISTS bank CASCADE; CREATE SCHEMA bank; CREATE TABLE bank.accounts (id serial PRIMARY KEY,"
                        + " balance bigint); CREATE TABLE bank.cards (id serial PRIMARY KEY, balance bigint);"
                        + " INSERT INTO bank.accounts (balance) SELECT i FROM generate_series(1, 1000) i;"
                        + " INSERT INTO bank.cards (balance) SELECT i FROM generate_series(1, 1000) i");
    }

    @AfterEach
    void delete() {
        dms.delete(BANK, LIMIT);
        assertThat(rig.client.describeReplicationInstances().replicationInstances())
                .isEmpty();
    }

    @Test
    void anAppliedMigrationLeavesNothingToDoAndCostsAtMostSixCallsAgain() {
        assertThat(dms.plan(BANK).isEmpty()).isFalse();
        dms.apply(BANK, LIMIT);
        CallCounter calls = new CallCounter();

        try (DatabaseMigrationClient counted = rig.client(calls)) {
            Dms.over(counted, POLLER).apply(BANK, LIMIT);
        }

        assertThat(calls.operations()).hasSizeLessThanOrEqualTo(6).noneMatch(CallCounter::changes);
        assertThat(dms.plan(BANK).isEmpty()).isTrue();
    }

    @Test
    void changesARunningTaskWithoutLosingARow() {
        ReplicationHandle task = running(BANK);
        Migration settings =
                rig.change(BANK).settings(TaskSettings.DEFAULTS.with(FullLoadSettings.COMMIT_RATE, 20_000));
        Migration secret = rig.change(settings).target("bank/rotated");
        Migration capacity = rig.change(secret).capacity(new Capacity.Provisioned("dms.t3.large", 40, false));
        Migration type = rig.change(capacity).type(MigrationType.CDC);

        try (Teller teller = new Teller(rig.source, "accounts")) {
            for (Migration changed : List.of(settings, secret, capacity, type)) {
                long before = teller.transactions();
                ApplyPlan plan = dms.plan(changed);
                assertThat(plan.losesData()).as(plan.describe()).isFalse();
                assertThat(plan.interrupts()).as(plan.describe()).isTrue();

                dms.apply(changed, LIMIT);

                assertThat(dms.plan(changed).describe()).contains("nothing to do");
                assertThat(task.describe().status()).isEqualTo(TaskStatus.RUNNING);
                assertThat(teller.transactions()).isGreaterThan(before);
            }
        }

        rig.assertThatBothSidesAgree("accounts");
    }

    @Test
    void loadsTheTablesThatAreAddedToARunningTask() {
        ReplicationHandle task = running(BANK);
        Migration more = rig.change(BANK).tables("accounts", "cards");

        try (Teller teller = new Teller(rig.source, "accounts", "cards")) {
            dms.apply(more, LIMIT);

            assertThat(task.describe().status()).isEqualTo(TaskStatus.RUNNING);
            assertThat(teller.transactions()).isPositive();
        }

        rig.assertThatBothSidesAgree("accounts", "cards");
        assertThat(dms.plan(more).isEmpty()).isTrue();
    }

    @Test
    void refusesToLoseDataUntilItIsToldTo() {
        ReplicationHandle task = running(BANK);
        Migration validating =
                rig.change(BANK).settings(TaskSettings.DEFAULTS.with(ValidationSettings.VALIDATION_ONLY, true));

        assertThatThrownBy(() -> dms.apply(validating, LIMIT))
                .isInstanceOf(ApplyException.class)
                .hasMessageStartingWith("migration bank-core is not applied, since data would be lost: RELOAD (")
                .hasMessageContaining("because of ValidationSettings.ValidationOnly");
        assertThat(task.describe().status()).isEqualTo(TaskStatus.RUNNING);
        assertThat(dms.plan(BANK).isEmpty()).isTrue();
    }

    @Test
    void loadsAgainWhatLandsOtherwiseWhenToldTo() throws SQLException {
        running(BANK);
        Migration renamed = rig.change(BANK).mappings(TableMappings.parse("renamed", """
                {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "1", "rule-action": "include",
                  "object-locator": {"schema-name": "bank", "table-name": "accounts"}},
                 {"rule-type": "transformation", "rule-id": "2", "rule-name": "2", "rule-action": "add-prefix",
                  "rule-target": "table", "object-locator": {"schema-name": "bank", "table-name": "accounts"}, "value": "new_"}]}
                """));

        assertThatThrownBy(() -> dms.apply(renamed, LIMIT)).isInstanceOf(ApplyException.class);
        dms.apply(renamed, ApplyOptions.allowing(Loss.RELOAD), LIMIT, step -> {});

        dms.task(BANK).orElseThrow().awaitFullLoad(LIMIT);
        assertThat(ApplyRig.rows(rig.target, "new_accounts").replace("new_", ""))
                .isEqualTo(ApplyRig.rows(rig.source, "accounts"));
        assertThat(dms.plan(renamed).isEmpty()).isTrue();
    }

    @Test
    void aChangeThatFailsIsTakenBackAndTheTaskRunsOn() {
        ReplicationHandle task = running(BANK);
        List<String> steps = new ArrayList<>();

        assertThatThrownBy(() ->
                        dms.apply(rig.change(BANK).target("bank/forgotten"), LIMIT, step -> steps.add(step.describe())))
                .isInstanceOf(ApplyException.class)
                .hasMessageStartingWith("endpoint bank-core-target cannot be connected to")
                .hasNoSuppressedExceptions();

        assertThat(steps).endsWith("restoring endpoint bank-core-target", "restarting replication task bank-core");
        assertThat(task.describe().status()).isEqualTo(TaskStatus.RUNNING);
        assertThat(dms.plan(BANK).steps())
                .extracting(step -> step.step().describe())
                .contains("reusing endpoint bank-core-target")
                .doesNotContain("stopping replication task bank-core");
    }

    @Test
    void tellsOfTheStopThatTakingAChangeBackLeavesBehind() {
        ReplicationHandle task = running(BANK);
        CdcStopPosition stop = CdcStopPosition.parse("server_time:2099-01-01T00:00:00");
        AtomicBoolean refused = new AtomicBoolean();
        ExecutionInterceptor refusal = new ExecutionInterceptor() {
            @Override
            public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                if (context.request() instanceof StartReplicationTaskRequest && refused.compareAndSet(false, true)) {
                    throw new IllegalStateException("no start this time");
                }
            }
        };

        try (DatabaseMigrationClient refusing = rig.client(refusal)) {
            Dms once = Dms.over(refusing, POLLER);
            assertThatThrownBy(() -> once.apply(rig.change(BANK).stop(stop), LIMIT))
                    .hasMessage("no start this time")
                    .satisfies(failure -> assertThat(failure.getSuppressed())
                            .singleElement()
                            .asInstanceOf(InstanceOfAssertFactories.THROWABLE)
                            .isInstanceOf(ApplyException.class)
                            .hasMessageStartingWith(
                                    "replication task bank-core is as it was but for its stop at " + stop));
        }

        assertThat(task.describe().status()).isEqualTo(TaskStatus.RUNNING);
        assertThat(dms.plan(BANK).isEmpty()).isTrue();
        assertThat(dms.plan(BANK).describe()).contains("still stops at " + stop);
    }

    @Test
    void namesWhatADeletionTakes() {
        running(BANK);

        ApplyPlan plan = dms.planDeletion(BANK);

        assertThat(plan.describe()).isEqualTo("""
                bank-core: 5 steps, interrupts a run, loses data
                  ~ stop    replication task      bank-core
                  - delete  replication task      bank-core
                      ! the position in the source's changes goes with the task
                  - delete  endpoint              bank-core-source
                  - delete  endpoint              bank-core-target
                  - delete  replication instance  bank-core
                """);
    }

    private ReplicationHandle running(Migration migration) {
        ReplicationHandle task = dms.apply(migration, LIMIT);
        task.start();
        task.awaitFullLoad(LIMIT);
        return task;
    }
}
