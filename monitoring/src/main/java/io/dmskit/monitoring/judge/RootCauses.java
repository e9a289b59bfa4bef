package io.dmskit.monitoring.judge;

import static io.dmskit.monitoring.judge.ConditionKind.FAILED;
import static io.dmskit.monitoring.judge.ConditionKind.FLAPPING;
import static io.dmskit.monitoring.judge.ConditionKind.INSTANCE_CPU;
import static io.dmskit.monitoring.judge.ConditionKind.INSTANCE_MEMORY;
import static io.dmskit.monitoring.judge.ConditionKind.INSTANCE_STORAGE;
import static io.dmskit.monitoring.judge.ConditionKind.READING_PAUSED;
import static io.dmskit.monitoring.judge.ConditionKind.SOURCE_LAG;
import static io.dmskit.monitoring.judge.ConditionKind.STALLED;
import static io.dmskit.monitoring.judge.ConditionKind.STOPPED;
import static io.dmskit.monitoring.judge.ConditionKind.TABLE_ERROR;
import static io.dmskit.monitoring.judge.ConditionKind.TARGET_LAG;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds which of several findings explains another, so that people are told of one. */
final class RootCauses {
    /** What a replication suffers from an instance that is at its end, in the order in which an instance's ills are looked for. */
    private static final Map<ConditionKind, Set<ConditionKind>> SUFFERS = Map.of(
            INSTANCE_STORAGE, Set.of(SOURCE_LAG, TARGET_LAG, STALLED, FAILED, FLAPPING, READING_PAUSED),
            INSTANCE_MEMORY, Set.of(SOURCE_LAG, TARGET_LAG, STALLED, FAILED, FLAPPING),
            INSTANCE_CPU, Set.of(SOURCE_LAG, TARGET_LAG),
            FAILED, Set.of(SOURCE_LAG, TARGET_LAG, STALLED, FAILED, FLAPPING, STOPPED));

    private static final List<ConditionKind> OF_INSTANCE =
            List.of(FAILED, INSTANCE_STORAGE, INSTANCE_MEMORY, INSTANCE_CPU);

    /** What a condition of the same replication explains. */
    private static final Map<ConditionKind, ConditionKind> EXPLAINED =
            Map.of(TABLE_ERROR, FAILED, SOURCE_LAG, READING_PAUSED);

    private RootCauses() {}

    /** Returns a finding about a replication with what explains it among all that was found. */
    static Finding of(Finding finding, List<Finding> ofReplication, List<Finding> ofInstance) {
        if (finding.rootCause().isPresent()) {
            return finding;
        }
        return instance(finding, ofInstance)
                .or(() -> end(finding, ofReplication))
                .map(cause -> finding.because(cause.key()))
                .orElse(finding);
    }

    /** A failure for another reason than the instance's has its own text, and is told on its own. */
    private static Optional<Finding> instance(Finding finding, List<Finding> ofInstance) {
        return OF_INSTANCE.stream()
                .flatMap(kind -> ofInstance.stream().filter(one -> one.kind() == kind))
                .filter(one -> one.severity() == ConditionSeverity.PAGE || one.kind() == INSTANCE_CPU)
                .filter(one -> SUFFERS.getOrDefault(one.kind(), Set.of()).contains(finding.kind()))
                .filter(one -> finding.kind() != FAILED || one.kind() == FAILED || isOf(one.kind(), finding))
                .findFirst();
    }

    private static boolean isOf(ConditionKind instance, Finding failure) {
        Optional<FailureCause> cause = FailureCause.in(failure.text());
        return instance == INSTANCE_STORAGE
                ? cause.equals(Optional.of(FailureCause.STORAGE_FULL))
                : cause.equals(Optional.of(FailureCause.OUT_OF_MEMORY));
    }

    /** Tables in error are the less of a worry when the whole has failed, and whoever has paused reading falls behind. */
    private static Optional<Finding> end(Finding finding, List<Finding> ofReplication) {
        return Optional.ofNullable(EXPLAINED.get(finding.kind()))
                .flatMap(by ->
                        ofReplication.stream().filter(one -> one.kind() == by).findFirst());
    }
}
