package io.dmskit.mapping.plan;

import io.dmskit.catalog.Column;
import io.dmskit.catalog.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes up filters whose operands are of the column's type. */
final class RandomFilters {
    private static final List<String> OPERATORS =
            List.of("lte", "ste", "gte", "eq", "noteq", "between", "notbetween", "null", "notnull");

    private final Chance chance;

    RandomFilters(Chance chance) {
        this.chance = chance;
    }

    /** Returns one or two filters, over columns that can be compared, or over one that is not there. */
    List<Object> over(Table table, boolean lost) {
        List<Column> comparable =
                table.columns().stream().filter(RandomFilters::isComparable).toList();
        List<Object> filters = new ArrayList<>();
        for (Column column : chance.some(chance.from(1, 2), comparable)) {
            List<Object> conditions = new ArrayList<>();
            for (int more = chance.from(1, 3); more > 0; more--) {
                conditions.add(condition(column));
            }
            Map<String, Object> filter = new LinkedHashMap<>();
            filter.put("filter-type", "source");
            filter.put("column-name", lost ? "lost" : column.name());
            filter.put("filter-conditions", conditions);
            filters.add(filter);
        }
        return filters;
    }

    private static boolean isComparable(Column column) {
        return switch (column.kind()) {
            case INTEGER, DECIMAL, DATE_OR_TIME -> true;
            case TEXT -> !column.type().equals("text");
            default -> false;
        };
    }

    private Map<String, Object> condition(Column column) {
        String operator = chance.of(OPERATORS);
        Map<String, Object> condition = new LinkedHashMap<>();
        condition.put("filter-operator", operator);
        switch (operator) {
            case "null", "notnull" -> {}
            case "between", "notbetween" -> {
                condition.put("start-value", value(column, 0));
                condition.put("end-value", value(column, 1));
            }
            default -> condition.put("value", value(column, chance.from(0, 1)));
        }
        return condition;
    }

    /** Returns a value of the lower or the upper half, so that no range is empty. */
    private String value(Column column, int half) {
        return switch (column.kind()) {
            case INTEGER -> String.valueOf(chance.from(-50, 50) + half * 101);
            case DECIMAL -> (chance.from(-50, 50) + half * 101) + chance.of("", ".5", ".25");
            case TEXT -> half == 0 ? chance.of("", "A", "Al", "a") : chance.of("b", "z1", "\u00E4", "\u4E2D");
            default -> {
                String date = (half == 0 ? "2019" : "2022") + "-0" + chance.from(1, 9) + "-1" + chance.from(0, 9);
                yield column.type().equals("date") ? date : date + " 0" + chance.from(0, 9) + ":30:00.000";
            }
        };
    }
}
