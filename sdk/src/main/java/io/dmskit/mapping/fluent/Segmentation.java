package io.dmskit.mapping.fluent;

import io.dmskit.catalog.TableName;
import io.dmskit.mapping.ParallelLoad.Ranges;
import java.util.Arrays;
import java.util.List;

/** A table that is to be loaded in segments, before it is said where they end. */
public final class Segmentation {
    private Segmentation() {}

    /** By one column. */
    public static final class ByColumn {
        private final TableName table;
        private final String column;

        ByColumn(TableName table, String column) {
            this.table = table;
            this.column = column;
        }

        /**
         * Cuts the table at these values: each is the first of its segment, so there is one segment more than values.
         *
         * @param boundaries ascending; numbers as texts, dates as the source writes them
         * @throws IllegalArgumentException if they do not ascend
         */
        public TableLoad splitAt(String... boundaries) {
            return TableLoad.of(
                    table,
                    new Ranges(
                            List.of(column),
                            Arrays.stream(boundaries).map(List::of).toList()));
        }
    }

    /** By several columns. */
    public static final class ByColumns {
        private final TableName table;
        private final List<String> columns;

        ByColumns(TableName table, List<String> columns) {
            this.table = table;
            this.columns = columns;
        }

        /**
         * Cuts the table at these values: each is the first of its segment, so there is one segment more than values.
         *
         * @param boundaries ascending; each with a value per column
         * @throws IllegalArgumentException if they do not ascend, or one has not a value per column
         */
        public TableLoad splitAt(List<List<String>> boundaries) {
            return TableLoad.of(table, new Ranges(columns, boundaries));
        }
    }
}
