package io.dmskit.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.endpoint.Engine;
import io.dmskit.mapping.TableMappings;
import io.dmskit.migration.Capacity;
import io.dmskit.migration.Cdc;
import io.dmskit.migration.CutoverPolicy;
import io.dmskit.migration.Migration;
import io.dmskit.position.CdcStopPosition;
import io.dmskit.settings.FullLoadSettings;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.TaskSettings;
import io.dmskit.settings.ValidationSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.databasemigration.model.Connection;
import software.amazon.awssdk.services.databasemigration.model.Endpoint;
import software.amazon.awssdk.services.databasemigration.model.Replication;
import software.amazon.awssdk.services.databasemigration.model.ReplicationConfig;
import software.amazon.awssdk.services.databasemigration.model.ReplicationInstance;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTask;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTaskStats;

class PlannerTest {
    private static final String ONE_TABLE = """
            {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "1", "rule-action": "include",
              "object-locator": {"schema-name": "bank", "table-name": "accounts"}}]}""";
    private static final String TWO_TABLES = """
            {"rules": [{"rule-type": "selection", "rule-id": "7", "rule-name": "7", "rule-action": "include",
              "object-locator": {"schema-name": "bank", "table-name": "cards"}},
             {"rule-type": "selection", "rule-id": "8", "rule-name": "8", "rule-action": "include",
              "object-locator": {"schema-name": "bank", "table-name": "accounts"}},
             {"rule-type": "transformation", "rule-id": "9", "rule-name": "9", "rule-action": "rename",
              "rule-target": "table", "object-locator": {"schema-name": "bank", "table-name": "cards"},
              "value": "plastic"}]}""";
    private static final String RENAMED = """
            {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "1", "rule-action": "include",
              "object-locator": {"schema-name": "bank", "table-name": "accounts"}},
             {"rule-type": "transformation", "rule-id": "2", "rule-name": "2", "rule-action": "convert-uppercase",
              "rule-target": "table", "object-locator": {"schema-name": "bank", "table-name": "%"}}]}""";
    private static final Migration BANK = migration(MigrationType.FULL_LOAD_AND_CDC, ONE_TABLE, TaskSettings.DEFAULTS);

    @Test
    void createsEverythingWhereNothingIs() {
        Found nothing = new Found(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Map.of(), List.of());

        assertThat(lines(plan(BANK, nothing)))
                .containsExactly(
                        "create replication instance bank-core",
                        "create endpoint bank-core-source",
                        "create endpoint bank-core-target",
                        "wait for replication instance bank-core",
                        "test the connection of endpoint bank-core-source",
                        "test the connection of endpoint bank-core-target",
                        "create replication task bank-core",
                        "wait for replication task bank-core");
        assertThat(plan(BANK, nothing).losesData()).isFalse();
        assertThat(plan(BANK, nothing).interrupts()).isFalse();
    }

    @Test
    void isEmptyWhereAllIsAsItShouldBe() {
        ApplyPlan plan = plan(BANK, running());

        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.describe()).isEqualTo("""
                bank-core: nothing to do
                  = reuse  replication instance  bank-core
                  = reuse  endpoint              bank-core-source
                  = reuse  endpoint              bank-core-target
                  = reuse  replication task      bank-core
                """);
    }

    @Test
    void stopsModifiesAndResumesForSettings() {
        Migration changed = migration(
                MigrationType.FULL_LOAD_AND_CDC,
                ONE_TABLE,
                TaskSettings.DEFAULTS.with(FullLoadSettings.COMMIT_RATE, 20_000));

        ApplyPlan plan = plan(changed, running());

        assertThat(plan.describe()).isEqualTo("""
                bank-core: 3 steps, interrupts a run
                  = reuse    replication instance  bank-core
                  ~ stop     replication task      bank-core
                  = reuse    endpoint              bank-core-source
                  = reuse    endpoint              bank-core-target
                  ~ modify   replication task      bank-core
                      ~ FullLoadSettings.CommitRate  10000 → 20000
                  ~ restart  replication task      bank-core (resume-processing)
                """);
        assertThat(plan.losesData()).isFalse();
    }

    @Test
    void loadsTablesThatAreAdded() {
        ApplyPlan plan = plan(migration(MigrationType.FULL_LOAD_AND_CDC, TWO_TABLES, TaskSettings.DEFAULTS), running());

        assertThat(lines(plan))
                .endsWith(
                        "modify replication task bank-core",
                        "restart replication task bank-core",
                        "load the added tables of replication task bank-core");
        assertThat(plan.losesData()).isFalse();
    }

    @Test
    void reloadsWhatLandsOtherwise() {
        Migration renamed = migration(MigrationType.FULL_LOAD_AND_CDC, RENAMED, TaskSettings.DEFAULTS);

        assertThat(plan(renamed, running()).losses()).containsExactly(Loss.RELOAD);
        assertThat(plan(renamed, running()).describe()).contains("bank-core (reload-target)\n      ! every table is");
        assertThat(plan(renamed, with(running(), task("stopped"))).describe())
                .contains("bank-core (its next start must be reload-target)");
        assertThat(plan(renamed, with(running(), neverRun())).losesData()).isFalse();
    }

    @Test
    void makesATaskAnewForAnotherDatabaseOnlyIfItHasRun() {
        Migration moved = new Migration(
                BANK.name(),
                BANK.type(),
                EndpointDefinition.database(Engine.POSTGRES, "OTHER", "bank/legacy"),
                BANK.target(),
                BANK.tableMappings(),
                BANK.taskSettings(),
                BANK.capacity(),
                BANK.cutover(),
                BANK.rehearsal());

        ApplyPlan plan = plan(moved, running());

        assertThat(lines(plan))
                .contains("delete replication task bank-core", "create replication task bank-core")
                .endsWith("restart replication task bank-core");
        assertThat(plan.losses()).containsExactly(Loss.RELOAD, Loss.CHECKPOINT);
        assertThat(plan.describe()).contains("source database  BANKPROD → OTHER", "bank-core (start-replication)");
        assertThat(plan(moved, with(running(), neverRun())).losesData()).isFalse();
    }

    @Test
    void makesATaskAnewForWhatDmsRefusesToChange() {
        Migration changed = migration(
                MigrationType.FULL_LOAD_AND_CDC,
                ONE_TABLE,
                TaskSettings.DEFAULTS
                        .with(ValidationSettings.ENABLE_VALIDATION, true)
                        .with(ValidationSettings.VALIDATION_ONLY, true));

        assertThat(lines(plan(changed, running()))).contains("delete replication task bank-core");
    }

    @Test
    void namesWhatAnotherMigrationTypeLoses() {
        Migration cdc = migration(MigrationType.CDC, ONE_TABLE, TaskSettings.DEFAULTS);
        Migration load = migration(MigrationType.FULL_LOAD, ONE_TABLE, TaskSettings.DEFAULTS);
        Found loading = with(
                running(),
                task("running").toBuilder()
                        .replicationTaskStats(ReplicationTaskStats.builder()
                                .fullLoadProgressPercent(40)
                                .build())
                        .build());

        assertThat(plan(cdc, running()).losesData()).isFalse();
        assertThat(plan(cdc, loading).losses()).containsExactly(Loss.UNLOADED_ROWS);
        assertThat(plan(load, running()).losses()).containsExactly(Loss.CHANGES);
    }

    @Test
    void takesUpARunThatAnotherApplyInterrupted() {
        Found interrupted = with(running(), task("stopped"));
        Found marked = new Found(
                interrupted.instance(),
                interrupted.source(),
                interrupted.target(),
                interrupted.work(),
                interrupted.connections(),
                Map.of("arn:source", Map.of("dmskit:restart", "resume-processing")),
                List.of());

        assertThat(plan(BANK, interrupted).isEmpty()).isTrue();
        assertThat(lines(plan(BANK, marked))).endsWith("restart replication task bank-core");
        assertThat(plan(BANK, marked).isEmpty()).isFalse();
    }

    @Test
    void goesOnWithATaskWhoseFirstRunWasInVain() {
        Found failed = with(running(), task("failed"));
        Found marked = new Found(
                failed.instance(),
                failed.source(),
                failed.target(),
                failed.work(),
                failed.connections(),
                Map.of("arn:source", Map.of("dmskit:restart", "start-replication")),
                List.of());

        assertThat(plan(BANK, marked).describe()).contains("resume-processing").doesNotContain("start-replication");
    }

    @Test
    void modifiesATaskThatIsToStopAtAnotherTime() {
        Migration until = new Migration(
                BANK.name(),
                BANK.type(),
                BANK.source(),
                BANK.target(),
                BANK.tableMappings(),
                BANK.taskSettings(),
                new Cdc(Optional.empty(), Optional.of(CdcStopPosition.parse("commit_time:2026-02-01T03:00:00"))),
                BANK.capacity(),
                BANK.alarms(),
                BANK.cutover(),
                BANK.rehearsal());
        ReplicationTask told = task("running").toBuilder()
                .cdcStopPosition("commit_time: 2026-02-01T03:00:00")
                .build();

        assertThat(plan(until, running()).describe()).contains("cdc stop").contains("commit_time:2026-02-01T03:00:00");
        assertThat(plan(until, with(running(), told)).isEmpty()).isTrue();
    }

    @Test
    void saysThatATaskStillStopsWhereItIsNoLongerToStop() {
        ReplicationTask told = task("running").toBuilder()
                .cdcStopPosition("commit_time: 2026-02-01T03:00:00")
                .build();
        Migration changed = migration(
                MigrationType.FULL_LOAD_AND_CDC,
                ONE_TABLE,
                TaskSettings.DEFAULTS.with(FullLoadSettings.COMMIT_RATE, 20_000));
        Migration renamed = migration(MigrationType.FULL_LOAD_AND_CDC, RENAMED, TaskSettings.DEFAULTS);
        Migration anew = migration(
                MigrationType.FULL_LOAD_AND_CDC,
                ONE_TABLE,
                TaskSettings.DEFAULTS
                        .with(ValidationSettings.ENABLE_VALIDATION, true)
                        .with(ValidationSettings.VALIDATION_ONLY, true));
        String note = "bank-core (still stops at commit_time:2026-02-01T03:00:00, which only a new task forgets";
        ReplicationTask stopped = told.toBuilder().status("stopped").build();

        assertThat(plan(BANK, with(running(), told)).isEmpty()).isTrue();
        assertThat(plan(BANK, with(running(), told)).describe())
                .contains("= reuse  replication task      " + note + ")");
        assertThat(plan(changed, with(running(), told)).describe())
                .contains("~ modify   replication task      " + note + ")");
        assertThat(plan(renamed, with(running(), stopped)).describe())
                .contains(note + "; its next start must be reload-target)");
        assertThat(plan(anew, with(running(), told)).describe()).doesNotContain("still stops");
    }

    @Test
    void createsAReplicationConfigForServerlessCapacity() {
        Found nothing = new Found(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Map.of(), List.of());

        assertThat(lines(plan(serverless(16), nothing)))
                .containsExactly(
                        "create endpoint bank-core-source",
                        "create endpoint bank-core-target",
                        "create replication config bank-core",
                        "wait for replication config bank-core");
    }

    @Test
    void stopsModifiesAndResumesAServerlessReplicationForItsCapacity() {
        assertThat(plan(serverless(16), runningServerless()).isEmpty()).isTrue();
        assertThat(plan(serverless(32), runningServerless()).describe()).isEqualTo("""
                bank-core: 3 steps, interrupts a run
                  ~ stop     replication config  bank-core
                  = reuse    endpoint            bank-core-source
                  = reuse    endpoint            bank-core-target
                  ~ modify   replication config  bank-core
                      ~ serverless max  16 → 32
                  ~ restart  replication config  bank-core (resume-processing)
                """);
    }

    @Test
    void makesAServerlessReplicationAnewToLoadAgain() {
        Migration renamed = new Migration(
                BANK.name(),
                BANK.type(),
                BANK.source(),
                BANK.target(),
                TableMappings.parse("table-mappings.json", RENAMED),
                BANK.taskSettings(),
                serverless(16).capacity(),
                BANK.cutover(),
                BANK.rehearsal());

        ApplyPlan plan = plan(renamed, runningServerless());

        assertThat(lines(plan)).contains("delete replication config bank-core");
        assertThat(plan.losses()).containsExactly(Loss.RELOAD, Loss.CHECKPOINT);
    }

    @Test
    void writesJsonForPrograms() {
        Migration changed = migration(
                MigrationType.FULL_LOAD_AND_CDC,
                ONE_TABLE,
                TaskSettings.DEFAULTS.with(FullLoadSettings.COMMIT_RATE, 20_000));

        assertThat(plan(changed, running()).toJson())
                .startsWith("{\n  \"migration\": \"bank-core\",\n  \"empty\": false,\n  \"interrupts\": true,")
                .contains(
                        "\"action\": \"modify\"",
                        "\"path\": \"FullLoadSettings.CommitRate\"",
                        "\"before\": \"10000\"",
                        "\"after\": \"20000\"");
    }

    private static ApplyPlan plan(Migration migration, Found found) {
        return Planner.plan(migration, found);
    }

    private static List<String> lines(ApplyPlan plan) {
        return plan.steps().stream()
                .map(PlannedStep::step)
                .map(step -> step.action().word() + " " + step.resource().word() + " " + step.identifier())
                .toList();
    }

    private static Found running() {
        return new Found(
                Optional.of(ReplicationInstance.builder()
                        .replicationInstanceIdentifier("bank-core")
                        .replicationInstanceArn("arn:instance")
                        .replicationInstanceClass("dms.r6i.large")
                        .allocatedStorage(100)
                        .multiAZ(false)
                        .replicationInstanceStatus("available")
                        .build()),
                Optional.of(endpoint("source", "BANKPROD", "bank/legacy")),
                Optional.of(endpoint("target", "modernbank", "bank/modern")),
                Optional.of(Work.of(task("running"))),
                List.of(reached("source"), reached("target")),
                Map.of(),
                List.of());
    }

    private static Found with(Found found, ReplicationTask task) {
        return new Found(
                found.instance(),
                found.source(),
                found.target(),
                Optional.of(Work.of(task)),
                found.connections(),
                found.tags(),
                found.obstacles());
    }

    private static Found runningServerless() {
        ReplicationConfig config = ReplicationConfig.builder()
                .replicationConfigIdentifier("bank-core")
                .replicationConfigArn("arn:config")
                .sourceEndpointArn("arn:source")
                .targetEndpointArn("arn:target")
                .replicationType("full-load-and-cdc")
                .computeConfig(compute ->
                        compute.minCapacityUnits(2).maxCapacityUnits(16).multiAZ(true))
                .tableMappings(ONE_TABLE)
                .replicationSettings(TaskSettings.DEFAULTS.toFullJson())
                .build();
        Replication replication = Replication.builder()
                .replicationConfigArn("arn:config")
                .replicationConfigIdentifier("bank-core")
                .replicationType("full-load-and-cdc")
                .status("running")
                .replicationStats(stats -> stats.fullLoadProgressPercent(100).startDate(Instant.EPOCH))
                .build();
        return new Found(
                Optional.empty(),
                running().source(),
                running().target(),
                Optional.of(Work.of(config, Optional.of(replication))),
                List.of(),
                Map.of(),
                List.of());
    }

    private static Migration serverless(int max) {
        return new Migration(
                BANK.name(),
                BANK.type(),
                BANK.source(),
                BANK.target(),
                BANK.tableMappings(),
                BANK.taskSettings(),
                new Capacity.Serverless(Optional.empty(), max, true),
                BANK.cutover(),
                BANK.rehearsal());
    }

    private static Endpoint endpoint(String side, String database, String secret) {
        return Endpoint.builder()
                .endpointIdentifier("bank-core-" + side)
                .endpointArn("arn:" + side)
                .endpointType(side)
                .engineName("postgres")
                .databaseName(database)
                .sslMode("require")
                .status("active")
                .postgreSQLSettings(settings -> settings.databaseName(database).secretsManagerSecretId(secret))
                .build();
    }

    private static Connection reached(String side) {
        return Connection.builder()
                .endpointArn("arn:" + side)
                .replicationInstanceArn("arn:instance")
                .status("successful")
                .build();
    }

    private static ReplicationTask neverRun() {
        return task("ready").toBuilder()
                .replicationTaskStartDate(null)
                .replicationTaskStats((ReplicationTaskStats) null)
                .build();
    }

    private static ReplicationTask task(String status) {
        return ReplicationTask.builder()
                .replicationTaskIdentifier("bank-core")
                .replicationTaskArn("arn:task")
                .replicationInstanceArn("arn:instance")
                .sourceEndpointArn("arn:source")
                .targetEndpointArn("arn:target")
                .migrationType("full-load-and-cdc")
                .tableMappings(ONE_TABLE)
                .replicationTaskSettings(TaskSettings.DEFAULTS.toFullJson())
                .status(status)
                .replicationTaskStartDate(Instant.EPOCH)
                .replicationTaskStats(ReplicationTaskStats.builder()
                        .fullLoadProgressPercent(100)
                        .startDate(Instant.EPOCH)
                        .build())
                .build();
    }

    private static Migration migration(MigrationType type, String mappings, TaskSettings settings) {
        return new Migration(
                "bank-core",
                type,
                EndpointDefinition.database(Engine.POSTGRES, "BANKPROD", "bank/legacy"),
                EndpointDefinition.database(Engine.POSTGRES, "modernbank", "bank/modern"),
                TableMappings.parse("table-mappings.json", mappings),
                settings,
                new Capacity.Provisioned("dms.r6i.large", 100, false),
                new CutoverPolicy(Duration.ofSeconds(5), Duration.ofMinutes(10), Set.of()),
                Optional.empty());
    }
}
