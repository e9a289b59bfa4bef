package io.dmskit.alarm;

import static java.util.stream.Collectors.joining;

import io.dmskit.migration.Alarms;
import io.dmskit.migration.Capacity;
import io.dmskit.migration.Migration;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.TaskSettings;
import io.dmskit.settings.ValidationSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The alarms of a migration, in the order of {@link AlarmKind}.
 *
 * <p>What replicates must run: silence is as bad as a latency too high, since metrics stop with the task. {@link #mayStop} is for a
 * replication that somebody stops on purpose.
 *
 * @param definitions at most one of each kind
 */
public record MigrationAlarms(List<AlarmDefinition> definitions) {
    private static final Set<AlarmKind> LATENCIES = Set.of(AlarmKind.TARGET_LATENCY, AlarmKind.SOURCE_LATENCY);

    /** No alarms. */
    public static final MigrationAlarms NONE = new MigrationAlarms(List.of());

    /**
     * Copies the list and puts it in order.
     *
     * @throws IllegalArgumentException if there are two of a kind
     */
    public MigrationAlarms {
        definitions = definitions.stream()
                .sorted(Comparator.comparing(AlarmDefinition::kind))
                .toList();
        long kinds = definitions.stream().map(AlarmDefinition::kind).distinct().count();
        if (kinds < definitions.size()) {
            throw new IllegalArgumentException("there can be one alarm of each kind: "
                    + definitions.stream().map(one -> one.kind().id()).collect(joining(", ")));
        }
    }

    /** Returns the alarms of a migration: of what moves its rows, and of the instance if it has one. */
    public static MigrationAlarms of(Migration migration) {
        MigrationAlarms alarms =
                ofReplication(migration.type(), migration.taskSettings(), migration.capacity(), migration.alarms());
        return migration.capacity() instanceof Capacity.Provisioned provisioned
                ? alarms.and(ofInstance(provisioned))
                : alarms;
    }

    /**
     * Returns the alarms of what moves rows: a task, or a serverless replication if that is its capacity. Of the latter DMS publishes
     * neither where changes wait nor what validation finds.
     *
     * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Serverless.Components.html#CHAP_Serverless.monitoring.metrics">
     *     Metrics of serverless replications</a>
     */
    public static MigrationAlarms ofReplication(
            MigrationType type, TaskSettings settings, Capacity capacity, Alarms thresholds) {
        boolean serverless = capacity instanceof Capacity.Serverless;
        List<AlarmDefinition> found = new ArrayList<>();
        if (type.replicates()) {
            found.add(ReplicationAlarms.targetLatency(thresholds.targetLatency()));
            found.add(ReplicationAlarms.sourceLatency(thresholds.sourceLatency()));
            found.add(ReplicationAlarms.noData(serverless));
            found.add(ReplicationAlarms.incomingChanges());
        } else {
            found.add(ReplicationAlarms.fullLoadThroughput());
        }
        if (type.replicates() && !serverless) {
            found.add(ReplicationAlarms.changesOnDisk());
        }
        if (settings.get(ValidationSettings.ENABLE_VALIDATION) && !serverless) {
            found.add(ReplicationAlarms.validationFailed());
            found.add(ReplicationAlarms.validationSuspended());
        }
        if (serverless) {
            found.add(ReplicationAlarms.capacity());
            found.add(ReplicationAlarms.serverlessCpu());
        }
        return new MigrationAlarms(found);
    }

    /** Returns the alarms of a replication instance, whose thresholds are shares of its memory and its storage. */
    public static MigrationAlarms ofInstance(Capacity.Provisioned capacity) {
        return new MigrationAlarms(List.of(
                InstanceAlarms.availableMemory(capacity.memory()),
                InstanceAlarms.swap(),
                InstanceAlarms.cpu(),
                InstanceAlarms.storageLow(capacity.storageGib()),
                InstanceAlarms.storageCritical(capacity.storageGib()),
                InstanceAlarms.diskQueue()));
    }

    /** Returns the alarms of the replication slots of a source that is RDS for PostgreSQL. */
    public static MigrationAlarms ofSourceSlots() {
        return new MigrationAlarms(List.of(SourceAlarms.slotLag(), SourceAlarms.slotDisk()));
    }

    /**
     * Returns the alarms of something that may be stopped for a while: silence says nothing, so each alarm stays as it is. One that
     * rings when it dies goes on ringing, and nobody is told that all is well.
     */
    public MigrationAlarms mayStop() {
        return new MigrationAlarms(definitions.stream()
                .filter(one -> one.kind() != AlarmKind.NO_DATA)
                .map(one -> one.missingData() == MissingData.BREACHING ? one.withMissingData(MissingData.IGNORE) : one)
                .toList());
    }

    /**
     * Returns the alarms of a replication that is being cut over: a latency rings from {@code maxLag} on, in two of three minutes. The
     * cutover stops what it replicates with, so silence says nothing, as in {@link #mayStop}.
     *
     * @param maxLag highest latency at which the migration may be cut over, as its {@code cutover.max-lag} says
     */
    public MigrationAlarms duringCutover(Duration maxLag) {
        double seconds = maxLag.toMillis() / 1000.0;
        return new MigrationAlarms(mayStop().definitions.stream()
                .map(one -> LATENCIES.contains(one.kind())
                        ? one.withThreshold(seconds).withDatapoints(2, 3)
                        : one)
                .toList());
    }

    /**
     * Returns the alarms with one of them changed.
     *
     * @throws IllegalArgumentException if there is no such alarm
     */
    public MigrationAlarms with(AlarmKind kind, UnaryOperator<AlarmDefinition> change) {
        require(kind);
        return new MigrationAlarms(definitions.stream()
                .map(one -> one.kind() == kind ? change.apply(one) : one)
                .toList());
    }

    /**
     * Returns the alarms with another threshold of one of them, in the same unit.
     *
     * @throws IllegalArgumentException if there is no such alarm
     */
    public MigrationAlarms withThreshold(AlarmKind kind, double threshold) {
        return with(kind, one -> one.withThreshold(threshold));
    }

    /**
     * Returns the alarms without one of them.
     *
     * @throws IllegalArgumentException if there is no such alarm
     */
    public MigrationAlarms without(AlarmKind kind) {
        require(kind);
        return new MigrationAlarms(
                definitions.stream().filter(one -> one.kind() != kind).toList());
    }

    /** Returns these alarms and others. */
    public MigrationAlarms and(MigrationAlarms others) {
        return new MigrationAlarms(
                Stream.concat(definitions.stream(), others.definitions.stream()).toList());
    }

    /** Returns those that watch a subject. */
    public MigrationAlarms about(Subject subject) {
        return new MigrationAlarms(
                definitions.stream().filter(one -> one.subject() == subject).toList());
    }

    /** Returns the alarm of a kind, if there is one. */
    public Optional<AlarmDefinition> get(AlarmKind kind) {
        return definitions.stream().filter(one -> one.kind() == kind).findFirst();
    }

    private void require(AlarmKind kind) {
        if (get(kind).isEmpty()) {
            throw new IllegalArgumentException("there is no alarm " + kind.id() + " here; there are: "
                    + definitions.stream().map(one -> one.kind().id()).collect(joining(", ")));
        }
    }
}
