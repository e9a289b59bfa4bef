package io.dmskit.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.metric.DmsMetric;
import io.dmskit.migration.Alarms;
import io.dmskit.migration.Capacity;
import io.dmskit.migration.Migration;
import io.dmskit.migration.MigrationFile;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.TaskSettings;
import io.dmskit.settings.ValidationSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationAlarmsTest {
    private static final Capacity.Provisioned INSTANCE = new Capacity.Provisioned("dms.c6i.2xlarge", 200, true);
    private static final Capacity.Serverless SERVERLESS = new Capacity.Serverless(Optional.empty(), 16, true);

    @Test
    void aMigrationHasTheAlarmsOfItsTaskAndItsInstanceInOrder(@TempDir Path folder) throws IOException {
        assertThat(kinds(MigrationAlarms.of(migration(folder, "full-load-and-cdc", ""))))
                .containsExactly(
                        AlarmKind.TARGET_LATENCY,
                        AlarmKind.SOURCE_LATENCY,
                        AlarmKind.NO_DATA,
                        AlarmKind.INCOMING_CHANGES,
                        AlarmKind.CHANGES_ON_DISK,
                        AlarmKind.AVAILABLE_MEMORY,
                        AlarmKind.SWAP,
                        AlarmKind.INSTANCE_CPU,
                        AlarmKind.STORAGE_LOW,
                        AlarmKind.STORAGE_CRITICAL,
                        AlarmKind.DISK_QUEUE);
    }

    @Test
    void latenciesAreTheFiles(@TempDir Path folder) throws IOException {
        MigrationAlarms alarms =
                MigrationAlarms.of(migration(folder, "cdc", "alarms: { source-latency: 60s, target-latency: 2m }\n"));

        assertThat(get(alarms, AlarmKind.SOURCE_LATENCY).threshold()).isEqualTo(60);
        assertThat(get(alarms, AlarmKind.TARGET_LATENCY).threshold()).isEqualTo(120);
    }

    @Test
    void latenciesAreFiveMinutesUnlessSaid() {
        MigrationAlarms alarms = task(MigrationType.CDC);

        assertThat(get(alarms, AlarmKind.SOURCE_LATENCY).threshold()).isEqualTo(300);
        assertThat(get(alarms, AlarmKind.TARGET_LATENCY))
                .isEqualTo(new AlarmDefinition(
                        AlarmKind.TARGET_LATENCY,
                        DmsMetric.CDC_LATENCY_TARGET,
                        Measure.VALUE,
                        DmsMetric.Statistic.MAXIMUM,
                        Comparison.ABOVE,
                        300,
                        Duration.ofMinutes(1),
                        12,
                        9,
                        MissingData.BREACHING,
                        Severity.PAGE));
    }

    @Test
    void whatReplicatesMustNotBeSilent() {
        for (MigrationType type : List.of(MigrationType.CDC, MigrationType.FULL_LOAD_AND_CDC)) {
            assertThat(task(type).definitions())
                    .filteredOn(one -> one.severity() == Severity.PAGE)
                    .hasSize(3)
                    .allMatch(one -> one.missingData() == MissingData.BREACHING);
        }
        AlarmDefinition silence = get(task(MigrationType.CDC), AlarmKind.NO_DATA);
        assertThat(silence.metric()).isEqualTo(DmsMetric.TASK_MEMORY_USAGE);
        assertThat(silence.isOfSilence()).isTrue();
    }

    @Test
    void aLoadEndsAndIsSilentThen() {
        MigrationAlarms alarms = task(MigrationType.FULL_LOAD);

        assertThat(kinds(alarms)).containsExactly(AlarmKind.FULL_LOAD_THROUGHPUT);
        assertThat(get(alarms, AlarmKind.FULL_LOAD_THROUGHPUT).missingData()).isEqualTo(MissingData.NOT_BREACHING);
    }

    @Test
    void validationIsWatchedIfItIsOn() {
        TaskSettings validating = TaskSettings.DEFAULTS.with(ValidationSettings.ENABLE_VALIDATION, true);

        assertThat(kinds(MigrationAlarms.ofReplication(MigrationType.CDC, validating, INSTANCE, Alarms.NONE)))
                .contains(AlarmKind.VALIDATION_FAILED, AlarmKind.VALIDATION_SUSPENDED);
        assertThat(kinds(task(MigrationType.CDC)))
                .doesNotContain(AlarmKind.VALIDATION_FAILED, AlarmKind.VALIDATION_SUSPENDED);
    }

    @Test
    void aServerlessReplicationIsWatchedByWhatDmsPublishesOfIt() {
        TaskSettings validating = TaskSettings.DEFAULTS.with(ValidationSettings.ENABLE_VALIDATION, true);

        MigrationAlarms alarms = MigrationAlarms.ofReplication(MigrationType.CDC, validating, SERVERLESS, Alarms.NONE);

        assertThat(kinds(alarms))
                .containsExactly(
                        AlarmKind.TARGET_LATENCY,
                        AlarmKind.SOURCE_LATENCY,
                        AlarmKind.NO_DATA,
                        AlarmKind.INCOMING_CHANGES,
                        AlarmKind.CAPACITY,
                        AlarmKind.SERVERLESS_CPU);
        assertThat(get(alarms, AlarmKind.NO_DATA).metric()).isEqualTo(DmsMetric.CAPACITY_UTILIZATION);
        assertThat(alarms.definitions()).allMatch(one -> one.subject() == Subject.REPLICATION);
    }

    @Test
    void thresholdsOfAnInstanceAreSharesOfItsMemoryAndItsStorage() {
        MigrationAlarms alarms = MigrationAlarms.ofInstance(INSTANCE);

        assertThat(get(alarms, AlarmKind.AVAILABLE_MEMORY).threshold()).isEqualTo(Math.rint((16L << 30) * 0.1));
        assertThat(get(alarms, AlarmKind.STORAGE_LOW).threshold()).isEqualTo(50L << 30);
        assertThat(get(alarms, AlarmKind.STORAGE_CRITICAL).threshold()).isEqualTo(30L << 30);
        assertThat(alarms.definitions())
                .allMatch(one -> one.missingData() == MissingData.IGNORE)
                .allMatch(one -> one.subject() == Subject.INSTANCE);
    }

    /** Bandwidths read 0 under traffic, freeable memory is not free, and a task's share of the processors exceeds 100 %. */
    @Test
    void noAlarmWatchesWhatReadsWrongWhenAllIsWell() {
        TaskSettings validating = TaskSettings.DEFAULTS.with(ValidationSettings.ENABLE_VALIDATION, true);

        assertThat(MigrationAlarms.ofReplication(MigrationType.CDC, validating, INSTANCE, Alarms.NONE)
                        .and(MigrationAlarms.ofInstance(INSTANCE))
                        .definitions())
                .extracting(AlarmDefinition::metric)
                .doesNotContain(
                        DmsMetric.CDC_THROUGHPUT_BANDWIDTH_SOURCE,
                        DmsMetric.CDC_THROUGHPUT_BANDWIDTH_TARGET,
                        DmsMetric.CDC_CHANGES_MEMORY_SOURCE,
                        DmsMetric.CDC_CHANGES_MEMORY_TARGET,
                        DmsMetric.FREEABLE_MEMORY,
                        DmsMetric.TASK_CPU_UTILIZATION);
    }

    /** They are there all the time on a busy task: what counts is that they grow. */
    @Test
    void backlogsAndSwapAreWatchedForTheirRise() {
        MigrationAlarms alarms = task(MigrationType.CDC).and(MigrationAlarms.ofInstance(INSTANCE));

        for (AlarmKind kind : List.of(AlarmKind.INCOMING_CHANGES, AlarmKind.CHANGES_ON_DISK, AlarmKind.SWAP)) {
            assertThat(get(alarms, kind).measure()).as(kind.id()).isEqualTo(Measure.RISE);
        }
    }

    @Test
    void aClassNobodyKnowsIsWatchedForHalfAGibibyte() {
        MigrationAlarms alarms = MigrationAlarms.ofInstance(new Capacity.Provisioned("dms.z9.large", 100, true));

        assertThat(get(alarms, AlarmKind.AVAILABLE_MEMORY).threshold()).isEqualTo(512L << 20);
    }

    @Test
    void slotsOfTheSourceAreWatched() {
        assertThat(MigrationAlarms.ofSourceSlots().definitions())
                .hasSize(2)
                .allMatch(one -> one.subject() == Subject.SOURCE)
                .allMatch(one -> one.metric().namespace().equals("AWS/RDS"));
    }

    @Test
    void whatMayStopIsNotWatchedForSilence() {
        assertThat(task(MigrationType.CDC).mayStop().definitions())
                .noneMatch(one -> one.kind() == AlarmKind.NO_DATA)
                .as("neither rings nor turns well")
                .allMatch(one -> one.missingData() == MissingData.IGNORE);
    }

    @Test
    void anAlarmIsChangedOrLeftOut() {
        MigrationAlarms alarms = task(MigrationType.CDC)
                .withThreshold(AlarmKind.TARGET_LATENCY, 5)
                .with(AlarmKind.SOURCE_LATENCY, one -> one.withSeverity(Severity.WARN)
                        .withDatapoints(2, 3))
                .without(AlarmKind.INCOMING_CHANGES);

        assertThat(get(alarms, AlarmKind.TARGET_LATENCY).threshold()).isEqualTo(5);
        assertThat(get(alarms, AlarmKind.SOURCE_LATENCY))
                .extracting(AlarmDefinition::severity, AlarmDefinition::datapointsToAlarm)
                .containsExactly(Severity.WARN, 2);
        assertThat(kinds(alarms)).doesNotContain(AlarmKind.INCOMING_CHANGES);
    }

    @Test
    void refusesToChangeWhatThereIsNot() {
        assertThatThrownBy(() -> task(MigrationType.FULL_LOAD).withThreshold(AlarmKind.TARGET_LATENCY, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no alarm target-latency here; there are: full-load-throughput");
    }

    @Test
    void refusesTwoOfAKind() {
        assertThatThrownBy(() -> task(MigrationType.CDC).and(task(MigrationType.CDC)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("there can be one alarm of each kind: target-latency, target-latency");
    }

    private static MigrationAlarms task(MigrationType type) {
        return MigrationAlarms.ofReplication(type, TaskSettings.DEFAULTS, INSTANCE, Alarms.NONE);
    }

    private static List<AlarmKind> kinds(MigrationAlarms alarms) {
        return alarms.definitions().stream().map(AlarmDefinition::kind).toList();
    }

    private static AlarmDefinition get(MigrationAlarms alarms, AlarmKind kind) {
        return alarms.get(kind).orElseThrow();
    }

    private static Migration migration(Path folder, String type, String more) throws IOException {
        Files.writeString(folder.resolve("mappings.json"), """
                {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "1",
                  "object-locator": {"schema-name": "bank", "table-name": "%"}, "rule-action": "include"}]}
                """);
        Path file = folder.resolve("migration.yaml");
        Files.writeString(file, """
                name: bank-core
                type: %s
                source: { engine: postgres, database: old, secret: bank/old }
                target: { engine: postgres, database: new, secret: bank/new }
                table-mappings: mappings.json
                %s""".formatted(type, more));
        return MigrationFile.read(file).get(0);
    }
}
