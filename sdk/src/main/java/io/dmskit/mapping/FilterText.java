package io.dmskit.mapping;

import io.dmskit.mapping.ColumnFilter.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Source filters in words near to SQL, for people; operands stand as the rule has them. */
public final class FilterText {
    private FilterText() {}

    /** Returns what a row must meet; empty if every row passes. */
    public static String of(List<ColumnFilter> filters) {
        List<String> parts = new ArrayList<>();
        for (ColumnFilter filter : filters) {
            List<String> inclusive =
                    conditions(filter, condition -> !condition.operator().negative());
            if (!inclusive.isEmpty()) {
                String either = String.join(" or ", inclusive);
                parts.add(inclusive.size() > 1 ? "(" + either + ")" : either);
            }
            parts.addAll(conditions(filter, condition -> condition.operator().negative()));
        }
        return String.join(" and ", parts);
    }

    private static List<String> conditions(ColumnFilter filter, Predicate<Condition> which) {
        return filter.conditions().stream()
                .filter(which)
                .map(condition -> of(filter.column(), condition))
                .collect(Collectors.toList());
    }

    private static String of(String column, Condition condition) {
        List<String> operands = condition.operands();
        return column
                + switch (condition.operator()) {
                    case LTE -> " <= " + operands.get(0);
                    case GTE -> " >= " + operands.get(0);
                    case EQ -> " = " + operands.get(0);
                    case NOTEQ -> " <> " + operands.get(0);
                    case BETWEEN -> " between " + operands.get(0) + " and " + operands.get(1);
                    case NOTBETWEEN -> " not between " + operands.get(0) + " and " + operands.get(1);
                    case NULL -> " is null";
                    case NOTNULL -> " is not null";
                };
    }
}
