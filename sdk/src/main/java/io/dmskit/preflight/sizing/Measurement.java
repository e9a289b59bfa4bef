package io.dmskit.preflight.sizing;

import io.dmskit.catalog.TableName;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What was measured of a source.
 *
 * @param tables the selected tables
 * @param widestLobColumns LOB columns of the table that has most of them
 * @param logBytesPerSecond how fast its log of changes grows, all databases and indexes included, so an upper bound; absent if
 *     that could not be measured
 * @param logRateHow over what time that was measured; empty if it was not
 */
public record Measurement(
        List<MeasuredTable> tables, int widestLobColumns, OptionalDouble logBytesPerSecond, String logRateHow) {
    /** Copies the list. */
    public Measurement {
        tables = List.copyOf(tables);
    }

    /**
     * A selected table.
     *
     * @param name its name on the source
     * @param bytes rows and LOBs, without indexes; 0 if not known
     * @param rows the database's estimate; 0 if it has none
     * @param segments parts that are loaded beside each other; 1 for a table that is loaded as a whole
     */
    public record MeasuredTable(TableName name, long bytes, long rows, int segments) {}

    /** Returns the bytes of all tables. */
    public long bytes() {
        return tables.stream().mapToLong(MeasuredTable::bytes).sum();
    }

    /** Returns how many tables and segments there are to load. */
    public int loadUnits() {
        return tables.stream().mapToInt(MeasuredTable::segments).sum();
    }

    /** Returns the bytes of the largest thing that one sub-task loads alone. */
    public long largestUnit() {
        return tables.stream()
                .mapToLong(table -> table.bytes() / Math.max(1, table.segments()))
                .max()
                .orElse(0);
    }
}
