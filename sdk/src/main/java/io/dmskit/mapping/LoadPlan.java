package io.dmskit.mapping;

import io.dmskit.mapping.ParallelLoad.Ranges;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the rows and LOBs of one table are loaded.
 *
 * @param ranges parallel-load by ranges, if the table has it
 * @param lob lob-settings, if the table has its own
 */
public record LoadPlan(Optional<Ranges> ranges, Optional<LobSettings> lob) {
    /** The table as a whole, LOBs as the task settings say. */
    public static final LoadPlan WHOLE = new LoadPlan(Optional.empty(), Optional.empty());

    /**
     * A part of a table that one thread loads.
     *
     * @param name its name: that of the partition or segment, else its number from 1
     * @param predicate the rows that belong to it, for people; boundaries stand as the rule has them
     */
    public record Segment(String name, String predicate) {}

    /** Returns the segments that are known without asking the source; empty where the table is loaded as a whole. */
    public List<Segment> segments() {
        return ranges.map(LoadPlan::segments).orElse(List.of());
    }

    private static List<Segment> segments(Ranges ranges) {
        List<Segment> segments = new ArrayList<>();
        List<List<String>> boundaries = ranges.boundaries();
        for (int i = 0; i <= boundaries.size(); i++) {
            List<String> bounds = new ArrayList<>();
            if (i > 0) {
                bounds.add(row(ranges.columns()) + " >= " + row(boundaries.get(i - 1)));
            }
            if (i < boundaries.size()) {
                bounds.add(row(ranges.columns()) + " < " + row(boundaries.get(i)));
            }
            segments.add(new Segment(String.valueOf(i + 1), String.join(" and ", bounds)));
        }
        return segments;
    }

    private static String row(List<String> parts) {
        return parts.size() == 1 ? parts.get(0) : "(" + String.join(", ", parts) + ")";
    }
}
