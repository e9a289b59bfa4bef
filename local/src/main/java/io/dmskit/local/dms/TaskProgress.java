package io.dmskit.local.dms;

import io.dmskit.local.engine.TableStatistics.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTaskStats;
import software.amazon.awssdk.services.databasemigration.model.TableStatistics;

/** A job's statistics in the words of the API. */
final class TaskProgress {
    private TaskProgress() {}

    static ReplicationTaskStats of(Job job, Instant now) {
        List<io.dmskit.local.engine.TableStatistics> tables = job.statistics.tables();
        Instant end = job.stoppedAt().orElse(now);
        return ReplicationTaskStats.builder()
                .fullLoadProgressPercent(job.definition().type().loads() ? percent(tables) : 0)
                .elapsedTimeMillis(job.started()
                        .map(start -> Duration.between(start, end).toMillis())
                        .orElse(0L))
                .tablesLoaded(count(tables, State.TABLE_COMPLETED))
                .tablesLoading(count(tables, State.FULL_LOAD) + count(tables, State.TABLE_IS_BEING_RELOADED))
                .tablesQueued(count(tables, State.BEFORE_LOAD))
                .tablesErrored(count(tables, State.TABLE_ERROR))
                .freshStartDate(job.freshStart().orElse(null))
                .startDate(job.started().orElse(null))
                .stopDate(job.stoppedAt().orElse(null))
                .fullLoadStartDate(job.statistics.fullLoadStart().orElse(null))
                .fullLoadFinishDate(job.statistics.fullLoadEnd().orElse(null))
                .build();
    }

    /** Weighs tables by the source's own estimate of their rows; 100 only when every table is done. */
    private static int percent(List<io.dmskit.local.engine.TableStatistics> tables) {
        if (tables.isEmpty()) {
            return 0;
        }
        if (tables.stream().allMatch(TaskProgress::isDone)) {
            return 100;
        }
        double all = tables.stream().mapToDouble(TaskProgress::weight).sum();
        double done = tables.stream()
                .mapToDouble(
                        table -> isDone(table) ? weight(table) : Math.min(weight(table), (double) table.fullLoadRows()))
                .sum();
        return (int) Math.min(99, 100 * done / all);
    }

    private static boolean isDone(io.dmskit.local.engine.TableStatistics table) {
        return table.state() == State.TABLE_COMPLETED;
    }

    private static double weight(io.dmskit.local.engine.TableStatistics table) {
        return (double) Math.max(1, Math.max(table.estimatedRows(), table.fullLoadRows()));
    }

    private static int count(List<io.dmskit.local.engine.TableStatistics> tables, State state) {
        return (int) tables.stream().filter(table -> table.state() == state).count();
    }

    static TableStatistics of(io.dmskit.local.engine.TableStatistics table) {
        return TableStatistics.builder()
                .schemaName(table.table().schema())
                .tableName(table.table().table())
                .tableState(table.state().text())
                .inserts(table.inserts())
                .updates(table.updates())
                .deletes(table.deletes())
                .ddls(table.ddls())
                .appliedInserts(table.appliedInserts())
                .appliedUpdates(table.appliedUpdates())
                .appliedDeletes(table.appliedDeletes())
                .appliedDdls(table.appliedDdls())
                .fullLoadRows(table.fullLoadRows())
                .fullLoadErrorRows(0L)
                .fullLoadCondtnlChkFailedRows(0L)
                .fullLoadStartTime(table.fullLoadStart())
                .fullLoadEndTime(table.fullLoadEnd())
                .fullLoadReloaded(table.reloaded())
                .lastUpdateTime(table.lastUpdate())
                .validationState(table.validation().state().text())
                .validationStateDetails(
                        table.validation().details().isEmpty()
                                ? null
                                : table.validation().details())
                .validationPendingRecords(table.validation().pending())
                .validationFailedRecords(table.validation().failed())
                .validationSuspendedRecords(table.validation().suspended())
                .build();
    }
}
