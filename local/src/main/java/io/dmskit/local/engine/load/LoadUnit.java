package io.dmskit.local.engine.load;

import io.dmskit.local.engine.Sql;
import io.dmskit.mapping.plan.PostgresFilter;
import io.dmskit.mapping.plan.TablePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What one reader copies at once: a table, or one segment of it.
 *
 * @param table the table
 * @param segment number of the segment, 0 for a whole table
 */
record LoadUnit(TableLoad table, int segment) {
    /** Returns the units of a table in order. */
    static List<LoadUnit> of(TableLoad table) {
        return IntStream.range(0, table.segments())
                .mapToObj(segment -> new LoadUnit(table, segment))
                .toList();
    }

    /** Returns the query that reads the unit's rows. */
    String query(List<String> columns) {
        TablePlan plan = table.plan();
        List<String> conditions = new ArrayList<>();
        if (!plan.filters().isEmpty()) {
            conditions.add(PostgresFilter.condition(plan.filters(), plan.source()));
        }
        plan.ranges().ifPresent(ranges -> conditions.add(SegmentSql.of(plan.source(), ranges, segment)));
        String where =
                conditions.isEmpty() ? "" : conditions.stream().collect(Collectors.joining(") AND (", " WHERE (", ")"));
        return "SELECT " + String.join(", ", columns) + " FROM "
                + Sql.name(plan.source().name()) + where;
    }
}
