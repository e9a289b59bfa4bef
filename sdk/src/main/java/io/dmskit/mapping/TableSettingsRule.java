package io.dmskit.mapping;

import io.dmskit.catalog.TableName;
import java.util.Optional;

/**
 * Load and LOB settings of one table.
 *
 * @param id rule-id
 * @param name rule-name
 * @param table exactly one table; wildcards are not allowed here
 * @param parallelLoad parallel-load, if given
 * @param lob lob-settings, if given
 * @param extras what the document says beyond
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TableMapping.SelectionTransformation.Tablesettings.html">Table
 *     and collection settings</a>
 */
public record TableSettingsRule(
        long id,
        String name,
        TableName table,
        Optional<ParallelLoad> parallelLoad,
        Optional<LobSettings> lob,
        Extras extras)
        implements Rule {
    /**
     * Checks that the rule names one table and sets something.
     *
     * @throws IllegalArgumentException if it does not
     */
    public TableSettingsRule {
        Checks.rule(id, name);
        Checks.filled("schema-name", table.schema());
        Checks.filled("table-name", table.table());
        Checks.require(
                table.schema().indexOf('%') < 0 && table.table().indexOf('%') < 0,
                "table-settings needs exact names, not " + table);
        Checks.require(
                parallelLoad.isPresent() || lob.isPresent(), "table-settings needs parallel-load or lob-settings");
    }

    /** Sets what is documented. */
    public TableSettingsRule(
            long id, String name, TableName table, Optional<ParallelLoad> parallelLoad, Optional<LobSettings> lob) {
        this(id, name, table, parallelLoad, lob, Extras.NONE);
    }

    /** Returns the ranges, if the table is loaded by ranges. */
    public Optional<ParallelLoad.Ranges> ranges() {
        return parallelLoad.filter(ParallelLoad.Ranges.class::isInstance).map(ParallelLoad.Ranges.class::cast);
    }

    @Override
    public TableSettingsRule numbered(long id, String name) {
        return new TableSettingsRule(id, name, table, parallelLoad, lob, extras);
    }

    @Override
    public String describe() {
        return "table-settings of " + table;
    }
}
