package io.dmskit.mapping;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How one table is loaded by several threads.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TableMapping.SelectionTransformation.Tablesettings.html#CHAP_Tasks.CustomizingTasks.TableMapping.SelectionTransformation.Tablesettings.ParallelLoad">Parallel
 *     load</a>
 */
public sealed interface ParallelLoad {
    /** Returns the value of {@code type}. */
    String word();

    /** none: one thread, as without the rule. */
    record None() implements ParallelLoad {
        @Override
        public String word() {
            return "none";
        }
    }

    /**
     * partitions-auto: one segment per partition of the source table. The numbers are for MongoDB and Amazon DocumentDB only,
     * where DMS makes the partitions itself.
     *
     * @param numberOfPartitions number-of-partitions; 16 if not given
     * @param countFromMetadata collection-count-from-metadata: estimate the documents instead of counting them; true if not
     *     given
     * @param maxRecordsSkipPerPage max-records-skip-per-page; 10000 if not given
     * @param batchSize batch-size of one round trip; 0, the server's default, if not given
     */
    record PartitionsAuto(
            OptionalInt numberOfPartitions,
            Optional<Boolean> countFromMetadata,
            OptionalInt maxRecordsSkipPerPage,
            OptionalInt batchSize)
            implements ParallelLoad {
        /** The source's own partitions. */
        public PartitionsAuto() {
            this(OptionalInt.empty(), Optional.empty(), OptionalInt.empty(), OptionalInt.empty());
        }

        @Override
        public String word() {
            return "partitions-auto";
        }
    }

    /** subpartitions-auto: one segment per subpartition; Oracle only. */
    record SubpartitionsAuto() implements ParallelLoad {
        @Override
        public String word() {
            return "subpartitions-auto";
        }
    }

    /**
     * partitions-list: one segment per named partition; partitions that are not named are not loaded.
     *
     * @param partitions names
     * @param subpartitions names; Oracle only, and none that lies in one of {@code partitions}
     */
    record PartitionsList(List<String> partitions, List<String> subpartitions) implements ParallelLoad {
        /** Copies the lists and checks that one of them names something. */
        public PartitionsList {
            partitions = List.copyOf(partitions);
            subpartitions = List.copyOf(subpartitions);
            Checks.require(
                    !partitions.isEmpty() || !subpartitions.isEmpty(),
                    "partitions-list needs partitions or subpartitions");
        }

        @Override
        public String word() {
            return "partitions-list";
        }
    }

    /**
     * ranges: each boundary is the exclusive upper bound of one segment, the last segment is open. Rows with NULL in a column
     * of the ranges belong to no segment and are not loaded.
     *
     * @param columns 1 to 10, most significant first
     * @param boundaries at least one, ascending; each as long as {@code columns}
     * @param segmentNames none, or one more than boundaries; S3 targets only
     */
    record Ranges(List<String> columns, List<List<String>> boundaries, List<String> segmentNames)
            implements ParallelLoad {
        /** The most columns DMS takes; see the page named above. */
        public static final int MOST_COLUMNS = 10;

        /**
         * Copies the lists and checks their lengths and order.
         *
         * @throws IllegalArgumentException if they do not go together
         */
        public Ranges {
            columns = List.copyOf(columns);
            boundaries = boundaries.stream().map(List::copyOf).toList();
            segmentNames = List.copyOf(segmentNames);
            int width = columns.size();
            Checks.require(
                    width >= 1 && width <= MOST_COLUMNS && !boundaries.isEmpty(),
                    "ranges needs 1 to " + MOST_COLUMNS + " columns and at least one of boundaries");
            for (int i = 0; i < boundaries.size(); i++) {
                List<String> boundary = boundaries.get(i);
                Checks.require(
                        boundary.size() == width,
                        "boundary " + boundary + " has " + boundary.size() + " values for " + width + " columns");
                Checks.require(
                        i == 0
                                || !ValueOrder.of(boundaries.get(i - 1), boundary)
                                        .isDescending(),
                        "boundary " + boundary + " does not follow the one before it: list them ascending");
            }
            Checks.require(
                    segmentNames.isEmpty() || segmentNames.size() == boundaries.size() + 1,
                    boundaries.size() + " boundaries make " + (boundaries.size() + 1)
                            + " segments: give as many segment-names");
        }

        /** Segments without names. */
        public Ranges(List<String> columns, List<List<String>> boundaries) {
            this(columns, boundaries, List.of());
        }

        /** Returns how many segments there are. */
        public int segments() {
            return boundaries.size() + 1;
        }

        @Override
        public String word() {
            return "ranges";
        }
    }
}
