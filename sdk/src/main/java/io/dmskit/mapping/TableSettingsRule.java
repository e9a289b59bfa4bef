package io.dmskit.mapping;

import io.dmskit.catalog.TableName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Load and LOB settings of one table.
 *
 * @param id rule-id
 * @param name rule-name
 * @param table exactly one table; wildcards are not allowed here
 * @param ranges parallel-load of type ranges, if given
 * @param lob lob-settings, if given
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TableMapping.SelectionTransformation.Tablesettings.html">Table
 *     and collection settings</a>
 */
public record TableSettingsRule(
        long id, String name, TableName table, Optional<Ranges> ranges, Optional<LobSettings> lob) implements Rule {
    @Override
    public String describe() {
        return "table-settings of " + table;
    }

    /**
     * Segments of a table: each boundary is the exclusive upper bound of one, the last is open. Rows with NULL in a column of
     * the ranges belong to no segment and are not loaded.
     *
     * @param columns most significant first, at most ten
     * @param boundaries ascending; each as long as {@code columns}
     */
    public record Ranges(List<String> columns, List<List<String>> boundaries) {
        /** Copies the lists. */
        public Ranges {
            columns = List.copyOf(columns);
            boundaries = boundaries.stream().map(List::copyOf).toList();
        }
    }

    /**
     * LOB handling of one table.
     *
     * @param mode limited, unlimited or none
     * @param bulkMaxSizeKb bulk-max-size in KB
     */
    public record LobSettings(String mode, OptionalInt bulkMaxSizeKb) {}
}
