package io.dmskit.mapping.fluent;

import io.dmskit.catalog.TableName;
import io.dmskit.mapping.LobSettings;
import io.dmskit.mapping.ParallelLoad;
import io.dmskit.mapping.ParallelLoad.Ranges;
import io.dmskit.mapping.Rule;
import io.dmskit.mapping.Statement;
import io.dmskit.mapping.TableSettingsRule;
import java.util.List;
import java.util.Optional;

/**
 * How one table is loaded. One statement says all of it, since DMS takes one table-settings rule per table.
 *
 * @param settings its rule
 */
public record TableLoad(TableSettingsRule settings) implements Statement {
    static TableLoad of(TableName table, ParallelLoad load) {
        return of(table, Optional.of(load), Optional.empty());
    }

    static TableLoad of(TableName table, LobSettings lobs) {
        return of(table, Optional.empty(), Optional.of(lobs));
    }

    private static TableLoad of(TableName table, Optional<ParallelLoad> load, Optional<LobSettings> lobs) {
        return new TableLoad(new TableSettingsRule(NewRules.ID, NewRules.NAME, table, load, lobs));
    }

    /** Handles the table's LOBs in this way instead of the task's. */
    public TableLoad lobs(LobSettings lobs) {
        return of(settings.table(), settings.parallelLoad(), Optional.of(lobs));
    }

    /**
     * Names the segments, one more than boundaries; for S3 targets.
     *
     * @throws IllegalArgumentException if the table is not loaded by ranges, or the number of names is wrong
     */
    public TableLoad segmentNames(String... names) {
        Ranges ranges = settings.ranges()
                .orElseThrow(() -> new IllegalArgumentException(
                        "table " + settings.table() + " is not cut into ranges: only those take segment names"));
        return of(
                settings.table(),
                Optional.of(new Ranges(ranges.columns(), ranges.boundaries(), List.of(names))),
                settings.lob());
    }

    @Override
    public List<Rule> rules() {
        return List.of(settings);
    }
}
