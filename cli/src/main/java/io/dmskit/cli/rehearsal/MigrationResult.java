package io.dmskit.cli.rehearsal;

import io.dmskit.cutover.CutoverReport;
import io.dmskit.leftbehind.LeftBehind;
import io.dmskit.mapping.plan.MappingPlan;
import io.dmskit.migration.Migration;
import io.dmskit.monitoring.Snapshot;
import io.dmskit.monitoring.history.PastIncident;
import io.dmskit.task.TaskSnapshot;
import io.dmskit.template.WorkloadTotals;
import io.dmskit.verify.VerificationReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How one migration of a rehearsal went.
 *
 * @param migration what was asked
 * @param plan what the mapping made of it
 * @param task the task as it was seen last
 * @param snapshots what the monitor saw, oldest first
 * @param incidents what went wrong while it was watched
 * @param leftBehind what the source has and the target has not
 * @param verification how the tables compared, if it came to that
 * @param cutover how the cutover went, if there was one
 * @param writes what the workload did
 * @param problem why it failed; empty if it did not
 */
public record MigrationResult(
        Migration migration,
        MappingPlan plan,
        TaskSnapshot task,
        List<Snapshot> snapshots,
        List<PastIncident> incidents,
        LeftBehind leftBehind,
        Optional<VerificationReport> verification,
        Optional<CutoverReport> cutover,
        WorkloadTotals writes,
        Optional<String> problem) {
    /** Copies the lists. */
    public MigrationResult {
        snapshots = List.copyOf(snapshots);
        incidents = List.copyOf(incidents);
    }

    Optional<Snapshot> last() {
        return snapshots.isEmpty() ? Optional.empty() : Optional.of(snapshots.get(snapshots.size() - 1));
    }

    long loadedRows() {
        return last().map(Snapshot::loadedRows).orElse(0L);
    }

    long appliedChanges() {
        return last().map(Snapshot::appliedChanges).orElse(0L);
    }

    Duration fullLoadDuration() {
        return task.statistics()
                .fullLoadStart()
                .flatMap(start -> task.statistics().fullLoadFinish().map(end -> Duration.between(start, end)))
                .orElse(Duration.ZERO);
    }

    Duration maxTargetLatency() {
        return snapshots.stream()
                .flatMap(snapshot -> snapshot.targetLatency().stream())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
