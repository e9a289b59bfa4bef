package io.dmskit.monitoring.judge;

import static io.dmskit.metric.DmsMetric.CDC_INCOMING_CHANGES;

import io.dmskit.task.TableState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tables that were given up, differ, or miss changes; the status of the task shows none of it. */
final class TableRules {
    /** More than so many tables in error have one cause, and are one condition. */
    private static final int SEVERAL = 5;

    private static final Duration PENDING = Duration.ofMinutes(30);

    private static final String RELOAD =
            "mend what its error in the task's log names, then reload the table while the task runs";

    private final JudgeRules rules;

    TableRules(JudgeRules rules) {
        this.rules = rules;
    }

    List<Finding> judge(Watched watched) {
        if (!watched.task().hasRun()) {
            return List.of();
        }
        List<Finding> found = new ArrayList<>(errors(watched));
        List<TableState> tables = tables(watched);
        tables.stream()
                .filter(table -> watched.tables().invalidTwice(table)
                        || (!watched.running() && table.validation().failed()))
                .map(table -> invalid(watched, table))
                .forEach(found::add);
        if (watched.running()) {
            found.addAll(missing(watched, tables));
            found.addAll(pending(watched, tables));
        }
        return found;
    }

    /** After the end of a run only what was read after it counts. */
    private static List<TableState> tables(Watched watched) {
        return watched.task().status().ended()
                ? watched.tables().since(watched.statusSince())
                : watched.tables().all();
    }

    private static List<Finding> errors(Watched watched) {
        List<TableState> suspended =
                tables(watched).stream().filter(TableState::suspended).toList();
        List<Finding> found = new ArrayList<>();
        suspended.stream().map(table -> error(watched, table)).forEach(found::add);
        if (suspended.size() > SEVERAL) {
            Finding all = Finding.of(
                    ConditionKind.TABLE_ERROR,
                    ConditionSeverity.PAGE,
                    watched,
                    "goes on without " + suspended.size() + " tables, among them "
                            + suspended.stream()
                                    .limit(SEVERAL)
                                    .map(TableState::describe)
                                    .collect(Collectors.joining(", ")),
                    RELOAD);
            found.replaceAll(one -> one.because(all.key()));
            found.add(all);
        } else if (suspended.isEmpty() && watched.running() && watched.tables().unnamedErrors() > 0) {
            found.add(unnamed(watched));
        }
        return found;
    }

    private static Finding error(Watched watched, TableState table) {
        return Finding.of(
                        ConditionKind.TABLE_ERROR,
                        ConditionSeverity.PAGE,
                        watched,
                        "goes on without table " + table.describe() + ", "
                                + Words.counted(table.fullLoadRows(), "row", "rows") + " of which are on the target",
                        RELOAD)
                .about(table.table().toString());
    }

    /** The service counts errors that have occurred: a table that is well again stays counted. */
    private static Finding unnamed(Watched watched) {
        boolean well = watched.tables().readSinceErrors();
        int progress = watched.task().statistics().fullLoadProgressPercent();
        return Finding.of(
                ConditionKind.TABLE_ERROR,
                well ? ConditionSeverity.WARN : ConditionSeverity.PAGE,
                watched,
                "counts " + Words.counted(watched.tables().unnamedErrors(), "error", "errors") + " of tables"
                        + (well ? ", and no table is in error now" : "")
                        + (progress == 100 ? "; that its load is at 100 % does not say that every row came" : ""),
                "list its tables by state, and look for ]E: lines in the task's log");
    }

    private static Finding invalid(Watched watched, TableState table) {
        Finding found = Finding.of(
                        ConditionKind.VALIDATION,
                        ConditionSeverity.WARN,
                        watched,
                        "validates " + table.table() + ": " + table.validation().describe(),
                        "look into awsdms_validation_failures_v1 on the target; what DMS cannot compare, verify with checksums before"
                                + " the cutover")
                .about(table.table().toString());
        return table.suspended()
                ? found.because(Condition.key(
                        ConditionKind.TABLE_ERROR,
                        watched.arn(),
                        Optional.of(table.table().toString())))
                : found;
    }

    /** Under writes the number changes from reading to reading; a validation that has gone quiet says pending for ever. */
    private static List<Finding> pending(Watched watched, List<TableState> tables) {
        Instant now = watched.tables().newest().map(TableReadings::readAt).orElse(Instant.MIN);
        return tables.stream()
                .filter(table -> watched.tables()
                        .pending(table, now)
                        .filter(same -> same.compareTo(PENDING) >= 0)
                        .isPresent())
                .map(table -> Finding.of(
                                ConditionKind.VALIDATION,
                                ConditionSeverity.WARN,
                                watched,
                                "has compared no row of " + table.table() + " for " + Words.of(PENDING) + ", and "
                                        + Words.counted(table.validation().pendingRecords(), "row waits", "rows wait")
                                        + " (" + table.validation().state() + ")",
                                "nobody knows whether they are equal: look for [VALIDATOR] lines in the task's log, or verify the"
                                        + " table with checksums")
                        .about(table.table().toString()))
                .toList();
    }

    /** Engines that do not count applied changes count none at all. */
    private List<Finding> missing(Watched watched, List<TableState> tables) {
        boolean counts = tables.stream().anyMatch(table -> table.applied().rows() > 0);
        boolean idle = watched.newest(CDC_INCOMING_CHANGES)
                .filter(changes -> changes == 0)
                .isPresent();
        Instant now = watched.tables().newest().map(TableReadings::readAt).orElse(Instant.MIN);
        if (!counts || !idle) {
            return List.of();
        }
        return tables.stream()
                .filter(table ->
                        watched.tables().gap(table, now).filter(this::lasts).isPresent())
                .map(table -> Finding.of(
                                ConditionKind.APPLY_EXCEPTIONS,
                                ConditionSeverity.WARN,
                                watched,
                                "has captured " + Words.counted(watched.tables().missing(table), "change", "changes")
                                        + " of " + table.table() + " that it has not applied, and no change is waiting",
                                "look into awsdms_apply_exceptions on the target")
                        .about(table.table().toString()))
                .toList();
    }

    private boolean lasts(Duration gap) {
        return gap.compareTo(rules.stall()) >= 0;
    }
}
