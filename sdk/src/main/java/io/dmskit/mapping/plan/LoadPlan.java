package io.dmskit.mapping.plan;

import io.dmskit.mapping.LobSettings;
import io.dmskit.mapping.ParallelLoad;
import io.dmskit.mapping.ParallelLoad.PartitionsAuto;
import io.dmskit.mapping.ParallelLoad.PartitionsList;
import io.dmskit.mapping.ParallelLoad.Ranges;
import io.dmskit.mapping.ParallelLoad.SubpartitionsAuto;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the rows and LOBs of one table are loaded.
 *
 * @param parallel parallel-load, if the table has it
 * @param lob lob-settings, if the table has its own
 */
public record LoadPlan(Optional<ParallelLoad> parallel, Optional<LobSettings> lob) {
    /** The table as a whole, LOBs as the task settings say. */
    public static final LoadPlan WHOLE = new LoadPlan(Optional.empty(), Optional.empty());

    /**
     * A part of a table that one thread loads.
     *
     * @param name its name: that of the partition or segment, else its number from 1
     * @param rows the rows that belong to it, for people; boundaries stand as the rule has them
     */
    public record Segment(String name, String rows) {}

    /** Returns the ranges, if the table is loaded by ranges. */
    public Optional<Ranges> ranges() {
        return parallel.filter(Ranges.class::isInstance).map(Ranges.class::cast);
    }

    /** Returns the segments that are known without asking the source; none where the table is loaded as a whole. */
    public List<Segment> segments() {
        if (parallel.isPresent() && parallel.get() instanceof Ranges ranges) {
            return segments(ranges);
        }
        List<Segment> segments = new ArrayList<>();
        if (parallel.isPresent() && parallel.get() instanceof PartitionsList list) {
            list.partitions().forEach(name -> segments.add(new Segment(name, "partition " + name)));
            list.subpartitions().forEach(name -> segments.add(new Segment(name, "subpartition " + name)));
        }
        return segments;
    }

    /** Returns a short phrase, such as {@code 4 ranges of order_id}; empty for a table that is loaded as a whole. */
    public String describe() {
        if (parallel.isEmpty() || parallel.get() instanceof ParallelLoad.None) {
            return "";
        }
        if (parallel.get() instanceof Ranges ranges) {
            return ranges.segments() + " ranges of " + String.join(", ", ranges.columns());
        }
        if (parallel.get() instanceof PartitionsList list) {
            return list.partitions().size() + list.subpartitions().size() + " named partitions";
        }
        if (parallel.get() instanceof PartitionsAuto) {
            return "its partitions";
        }
        if (parallel.get() instanceof SubpartitionsAuto) {
            return "its subpartitions";
        }
        throw new AssertionError(parallel.get());
    }

    private static List<Segment> segments(Ranges ranges) {
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < ranges.segments(); i++) {
            List<String> bounds = new ArrayList<>();
            if (i > 0) {
                bounds.add(
                        row(ranges.columns()) + " >= " + row(ranges.boundaries().get(i - 1)));
            }
            if (i < ranges.boundaries().size()) {
                bounds.add(
                        row(ranges.columns()) + " < " + row(ranges.boundaries().get(i)));
            }
            String name = ranges.segmentNames().isEmpty()
                    ? String.valueOf(i + 1)
                    : ranges.segmentNames().get(i);
            segments.add(new Segment(name, String.join(" and ", bounds)));
        }
        return segments;
    }

    private static String row(List<String> parts) {
        return parts.size() == 1 ? parts.get(0) : "(" + String.join(", ", parts) + ")";
    }
}
