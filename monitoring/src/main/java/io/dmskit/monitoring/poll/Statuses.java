package io.dmskit.monitoring.poll;

import io.dmskit.monitoring.poll.CallBudget.Work;
import io.dmskit.monitoring.poll.Selection.Arns;
import io.dmskit.monitoring.poll.Selection.Migrations;
import io.dmskit.monitoring.poll.Selection.Tagged;
import io.dmskit.task.TaskSnapshot;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.DescribeReplicationTasksResponse;
import software.amazon.awssdk.services.databasemigration.model.DescribeReplicationsResponse;
import software.amazon.awssdk.services.databasemigration.model.Filter;
import software.amazon.awssdk.services.databasemigration.model.ResourceNotFoundException;

/** Reads the statuses of all that is selected, every page of them. Used by one thread. */
final class Statuses {
    // https://docs.aws.amazon.com/dms/latest/APIReference/API_DescribeReplicationTasks.html: 20 to 100.
    private static final int PAGE = 100;

    /** More than that are found sooner by reading all. */
    private static final int FILTERED = 50;

    private static final int TAGGED_AT_ONCE = 50;

    private final DatabaseMigrationClient client;
    private final Calls calls;
    private final Set<String> tagged = new HashSet<>();
    private final Set<String> untagged = new HashSet<>();

    Statuses(DatabaseMigrationClient client, Calls calls) {
        this.client = client;
        this.calls = calls;
    }

    /** Hands over page by page, so that nobody waits for the last page to hear of the first. */
    void read(Selection selection, Consumer<List<TaskSnapshot>> page) {
        Set<String> there = new HashSet<>();
        Consumer<List<TaskSnapshot>> selected = all -> {
            all.forEach(task -> there.add(task.arn()));
            if (selection instanceof Tagged tag) {
                readTags(tag, all);
            }
            page.accept(all.stream().filter(task -> selects(selection, task)).toList());
        };
        if (mayBe(selection, ":task:")) {
            tasks(filters(selection, ":task:", "replication-task-arn", "replication-task-id"), selected);
        }
        if (mayBe(selection, ":replication-config:")) {
            replications(
                    filters(selection, ":replication-config:", "replication-config-arn", "replication-config-id"),
                    selected);
        }
        tagged.retainAll(there);
        untagged.retainAll(there);
    }

    private static boolean mayBe(Selection selection, String kind) {
        return !(selection instanceof Arns arns) || arns.arns().stream().anyMatch(arn -> arn.contains(kind));
    }

    private static List<Filter> filters(Selection selection, String kind, String byArn, String byName) {
        if (selection instanceof Arns arns) {
            return filter(
                    byArn,
                    arns.arns().stream().filter(arn -> arn.contains(kind)).toList());
        }
        return selection instanceof Migrations migrations ? filter(byName, migrations.names()) : List.of();
    }

    private static List<Filter> filter(String name, Collection<String> values) {
        return values.size() > FILTERED
                ? List.of()
                : List.of(Filter.builder().name(name).values(values).build());
    }

    private boolean selects(Selection selection, TaskSnapshot task) {
        if (selection instanceof Arns arns) {
            return arns.arns().contains(task.arn());
        }
        if (selection instanceof Migrations migrations) {
            return migrations.names().contains(task.identifier().toLowerCase(Locale.ROOT));
        }
        return !(selection instanceof Tagged) || tagged.contains(task.arn());
    }

    /** Settings and mappings may be megabytes, and do not change by themselves. */
    private void tasks(List<Filter> filters, Consumer<List<TaskSnapshot>> seen) {
        String marker = null;
        do {
            String from = marker;
            Optional<DescribeReplicationTasksResponse> page = found(
                    "DescribeReplicationTasks",
                    () -> client.describeReplicationTasks(request -> request.overrideConfiguration(calls.once())
                            .withoutSettings(true)
                            .maxRecords(PAGE)
                            .marker(from)
                            .filters(filters)));
            page.ifPresent(one -> seen.accept(
                    one.replicationTasks().stream().map(TaskSnapshot::of).toList()));
            marker = page.map(DescribeReplicationTasksResponse::marker).orElse(null);
        } while (goesOn(marker));
    }

    private void replications(List<Filter> filters, Consumer<List<TaskSnapshot>> seen) {
        String marker = null;
        do {
            String from = marker;
            Optional<DescribeReplicationsResponse> page = found(
                    "DescribeReplications",
                    () -> client.describeReplications(request -> request.overrideConfiguration(calls.once())
                            .maxRecords(PAGE)
                            .marker(from)
                            .filters(filters)));
            page.ifPresent(one -> seen.accept(
                    one.replications().stream().map(TaskSnapshot::of).toList()));
            marker = page.map(DescribeReplicationsResponse::marker).orElse(null);
        } while (goesOn(marker));
    }

    private static boolean goesOn(@Nullable String marker) {
        return marker != null && !marker.isEmpty();
    }

    /** A filter that nothing passes is refused: that there is none is an answer. */
    private <T> Optional<T> found(String operation, Supplier<T> request) {
        try {
            return Optional.of(calls.send(Work.STATE, operation, request));
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        }
    }

    private void readTags(Tagged tag, List<TaskSnapshot> seen) {
        List<String> unknown = seen.stream()
                .map(TaskSnapshot::arn)
                .filter(arn -> !tagged.contains(arn) && !untagged.contains(arn))
                .toList();
        for (int first = 0; first < unknown.size(); first += TAGGED_AT_ONCE) {
            List<String> some = unknown.subList(first, Math.min(first + TAGGED_AT_ONCE, unknown.size()));
            Set<String> with = new HashSet<>();
            calls
                    .send(
                            Work.STATE,
                            "ListTagsForResource",
                            () -> client.listTagsForResource(request ->
                                    request.overrideConfiguration(calls.once()).resourceArnList(some)))
                    .tagList()
                    .stream()
                    .filter(one -> tag.key().equals(one.key()) && tag.value().equals(one.value()))
                    .forEach(one -> with.add(one.resourceArn() == null ? some.get(0) : one.resourceArn()));
            some.forEach(arn -> (with.contains(arn) ? tagged : untagged).add(arn));
        }
    }
}
