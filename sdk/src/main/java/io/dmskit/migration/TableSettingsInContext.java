package io.dmskit.migration;

import io.dmskit.mapping.LobSettings;
import io.dmskit.mapping.MappingDocument;
import io.dmskit.mapping.ParallelLoad;
import io.dmskit.mapping.TableSettingsRule;
import io.dmskit.settings.SettingsDocument;
import io.dmskit.settings.TargetMetadata;

/** Rules of type table-settings against engines and settings. */
final class TableSettingsInContext {
    private final Surroundings surroundings;
    private final MappingDocument document;
    private final Report report;

    TableSettingsInContext(Surroundings surroundings, MappingDocument document, Report report) {
        this.surroundings = surroundings;
        this.document = document;
        this.report = report;
    }

    void run() {
        document.mappings().rules().stream()
                .filter(TableSettingsRule.class::isInstance)
                .map(TableSettingsRule.class::cast)
                .forEach(rule -> {
                    rule.parallelLoad().ifPresent(load -> parallelLoad(rule, load));
                    rule.lob().ifPresent(lob -> lobs(rule, lob));
                });
    }

    private void parallelLoad(TableSettingsRule rule, ParallelLoad load) {
        boolean impossible = (load instanceof ParallelLoad.PartitionsAuto
                        && EngineGroup.PARTITIONS_AUTO.hasNot(surroundings.source()))
                || (load instanceof ParallelLoad.PartitionsList list && !hasPartitions(list))
                || (load instanceof ParallelLoad.SubpartitionsAuto && EngineGroup.ORACLE.hasNot(surroundings.source()));
        if (impossible) {
            report.error(
                    "TM078",
                    rule,
                    "parallel-load " + load.word() + " does not work with a source "
                            + surroundings.source().orElseThrow() + ": use ranges");
        }
        if (load instanceof ParallelLoad.SubpartitionsAuto && EngineGroup.S3.has(surroundings.target())) {
            report.error("TM078", rule, "S3 targets take partitions-auto, partitions-list and ranges only");
        }
        if (load instanceof ParallelLoad.Ranges ranges
                && !ranges.segmentNames().isEmpty()
                && EngineGroup.S3.hasNot(surroundings.target())) {
            report.error("TM077", rule, "segment-names are for S3 targets: leave them out");
        }
    }

    private boolean hasPartitions(ParallelLoad.PartitionsList list) {
        return !EngineGroup.PARTITIONS_LIST.hasNot(surroundings.source())
                && (list.subpartitions().isEmpty() || !EngineGroup.ORACLE.hasNot(surroundings.source()));
    }

    private void lobs(TableSettingsRule rule, LobSettings lob) {
        boolean combined =
                lob.mode() == LobSettings.Mode.UNLIMITED && lob.bulkMaxSizeKb().orElse(0) > 0;
        if (combined
                && EngineGroup.DB2.hasNot(surroundings.source())
                && EngineGroup.SYBASE.hasNot(surroundings.source())
                && EngineGroup.SYBASE.hasNot(surroundings.target())) {
            report.error(
                    "TM081",
                    rule,
                    "mode unlimited with a bulk-max-size is for Db2 and SAP ASE: set bulk-max-size to 0, or use limited");
        }
        boolean batches = surroundings
                .settings()
                .filter(settings -> settings.get(TargetMetadata.BATCH_APPLY_ENABLED))
                .isPresent();
        boolean full = lob.mode() == LobSettings.Mode.UNLIMITED
                || (lob.mode() == LobSettings.Mode.NONE
                        && surroundings.settings().filter(this::isFull).isPresent());
        if (batches && full) {
            report.error(
                    "TM083",
                    rule,
                    "only limited LOB mode goes with BatchApplyEnabled: use mode limited with a bulk-max-size");
        }
    }

    private boolean isFull(SettingsDocument settings) {
        return settings.get(TargetMetadata.FULL_LOB_MODE);
    }
}
