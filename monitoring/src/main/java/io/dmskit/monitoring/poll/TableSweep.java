package io.dmskit.monitoring.poll;

import io.dmskit.monitoring.poll.CallBudget.Work;
import io.dmskit.monitoring.poll.Held.Pages;
import io.dmskit.monitoring.poll.Held.Urgency;
import io.dmskit.task.ReplicationKind;
import io.dmskit.task.TableState;
import io.dmskit.task.TaskSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.DescribeReplicationTableStatisticsResponse;
import software.amazon.awssdk.services.databasemigration.model.DescribeTableStatisticsResponse;
import software.amazon.awssdk.services.databasemigration.model.ResourceNotFoundException;
import software.amazon.awssdk.services.databasemigration.model.TableStatistics;

/** Reads tables page by page with what the budget leaves. Used by one thread. */
final class TableSweep {
    // https://docs.aws.amazon.com/dms/latest/APIReference/API_DescribeTableStatistics.html: 20 to 500.
    private static final int PAGE = 500;

    private final DatabaseMigrationClient client;
    private final Calls calls;
    private final FleetPoller.Pace pace;
    private final InstantSource clock;
    private long reads;

    TableSweep(DatabaseMigrationClient client, Calls calls, FleetPoller.Pace pace, InstantSource clock) {
        this.client = client;
        this.calls = calls;
        this.pace = pace;
        this.clock = clock;
    }

    /** Returns how many replications' tables have been read so far. */
    long reads() {
        return reads;
    }

    /**
     * Reads what is due.
     *
     * @param changesRead is run when there is news to be told before the rest is read
     * @throws NoRoomException if something is, and is left out since calls were refused
     */
    void read(Collection<Held> replications, Instant deadline, Runnable changesRead) {
        boolean news = false;
        for (Held one : due(replications, clock.instant())) {
            boolean changed = one.tablesWanted(pace, clock.instant())
                    .filter(urgency -> urgency.compareTo(Urgency.CHANGED) <= 0)
                    .isPresent();
            if (news && !changed) {
                changesRead.run();
            }
            news = changed;
            if (!readAll(one, deadline)) {
                calls.requireRoom(Work.TABLES, "DescribeTableStatistics");
                return;
            }
        }
    }

    /** What has been begun comes first, then the urgent, then what was read longest ago. */
    private List<Held> due(Collection<Held> replications, Instant now) {
        Map<Held, Urgency> wanted = new HashMap<>();
        replications.forEach(one -> one.tablesWanted(pace, now).ifPresent(urgency -> wanted.put(one, urgency)));
        return wanted.keySet().stream()
                .sorted(Comparator.<Held, Urgency>comparing(wanted::get).thenComparing(Held::tablesReadAt))
                .toList();
    }

    /** Returns whether there may be room for another's tables. */
    private boolean readAll(Held one, Instant deadline) {
        while (true) {
            Duration left = Duration.between(clock.instant(), deadline);
            if (left.isNegative() || !calls.budget().spend(Work.TABLES, left)) {
                return false;
            }
            if (readPage(one, one.pages(clock.instant()))) {
                one.allPagesRead();
                reads++;
                return true;
            }
        }
    }

    /** Returns whether it was the last page. */
    private boolean readPage(Held one, Pages pages) {
        try {
            Optional<String> next = one.task().kind() == ReplicationKind.SERVERLESS
                    ? replicationPage(one.task(), pages)
                    : taskPage(one.task(), pages);
            pages.marker = next.orElse(null);
            return next.isEmpty();
        } catch (ResourceNotFoundException e) {
            // It has been deleted since its status was read, or has no tables any more.
            return true;
        } catch (RuntimeException e) {
            one.forgetPages();
            throw e;
        }
    }

    private Optional<String> taskPage(TaskSnapshot task, Pages pages) {
        DescribeTableStatisticsResponse page = calls.once(
                "DescribeTableStatistics",
                () -> client.describeTableStatistics(request -> request.overrideConfiguration(calls.once())
                        .replicationTaskArn(task.arn())
                        .maxRecords(PAGE)
                        .marker(pages.marker)));
        return take(page.tableStatistics(), page.marker(), pages);
    }

    private Optional<String> replicationPage(TaskSnapshot task, Pages pages) {
        DescribeReplicationTableStatisticsResponse page = calls.once(
                "DescribeReplicationTableStatistics",
                () -> client.describeReplicationTableStatistics(request -> request.overrideConfiguration(calls.once())
                        .replicationConfigArn(task.arn())
                        .maxRecords(PAGE)
                        .marker(pages.marker)));
        return take(page.replicationTableStatistics(), page.marker(), pages);
    }

    private static Optional<String> take(List<TableStatistics> tables, @Nullable String marker, Pages pages) {
        tables.stream().map(TableState::of).forEach(pages.tables::add);
        return Optional.ofNullable(marker).filter(text -> !text.isEmpty());
    }
}
