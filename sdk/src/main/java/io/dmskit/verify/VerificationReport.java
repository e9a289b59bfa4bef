package io.dmskit.verify;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How all tables of a plan compared.
 *
 * @param tables in the order of the plan
 * @param duration how long it all took
 */
public record VerificationReport(List<TableComparison> tables, Duration duration) {
    /** Copies the list. */
    public VerificationReport {
        tables = List.copyOf(tables);
    }

    /** Returns whether every table is identical in everything that was compared. */
    public boolean identical() {
        return tables.stream().allMatch(TableComparison::identical);
    }

    /** Returns the tables that are not identical or could not be compared. */
    public List<TableComparison> different() {
        return tables.stream().filter(table -> !table.identical()).toList();
    }

    /** Returns one line: how many tables and rows, and which tables differ. */
    public String describe() {
        if (identical()) {
            long rows = tables.stream().mapToLong(TableComparison::sourceRows).sum();
            return tables.size() + (tables.size() == 1 ? " table, " : " tables, ") + rows + " rows identical";
        }
        return different().stream().map(TableComparison::describe).collect(Collectors.joining("; "));
    }
}
