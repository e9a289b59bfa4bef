package io.dmskit.local.engine.load;

import io.dmskit.catalog.Table;
import io.dmskit.local.engine.Sql;
import io.dmskit.mapping.ParallelLoad.Ranges;
import java.util.ArrayList;
import java.util.List;

/** Segments of a parallel load as SQL conditions. COPY takes no parameters, so boundaries are quoted and cast to their column's type. */
final class SegmentSql {
    private SegmentSql() {}

    /** Returns the condition of a segment, 0 to the number of boundaries: from the boundary before it up to, not with, its own. */
    static String of(Table table, Ranges ranges, int segment) {
        List<List<String>> boundaries = ranges.boundaries();
        List<String> parts = new ArrayList<>();
        if (segment > 0) {
            parts.add(row(ranges) + " >= " + row(table, ranges, boundaries.get(segment - 1)));
        }
        if (segment < boundaries.size()) {
            parts.add(row(ranges) + " < " + row(table, ranges, boundaries.get(segment)));
        }
        ranges.columns().forEach(column -> parts.add(Sql.name(column) + " IS NOT NULL"));
        return String.join(" AND ", parts);
    }

    private static String row(Ranges ranges) {
        return "ROW(" + Sql.names(ranges.columns()) + ")";
    }

    private static String row(Table table, Ranges ranges, List<String> boundary) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < boundary.size(); i++) {
            String name = ranges.columns().get(i);
            String type = table.column(name)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "parallel-load of table " + table.name() + " names column " + name + ", which it has not"))
                    .type();
            values.add("CAST(" + Sql.literal(boundary.get(i)) + " AS " + type + ")");
        }
        return "ROW(" + String.join(", ", values) + ")";
    }
}
