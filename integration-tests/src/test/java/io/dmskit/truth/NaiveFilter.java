package io.dmskit.truth;

import io.dmskit.catalog.Column;
import io.dmskit.mapping.plan.NaivePlan;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One filter on one value, as the guide's table of combinations has it. */
final class NaiveFilter {
    private static final List<String> NEGATIVE = List.of("noteq", "notbetween", "notnull");

    private NaiveFilter() {}

    /** Keeps a row when an inclusive condition holds, or there is none, and every negative one does. */
    static boolean keeps(NaivePlan.Filter filter, Column column, @Nullable String value) {
        boolean inclusive = filter.conditions().stream().allMatch(one -> NEGATIVE.contains(one.get(0)));
        boolean negative = true;
        for (List<String> condition : filter.conditions()) {
            boolean holds = holds(condition, column, value);
            if (NEGATIVE.contains(condition.get(0))) {
                negative &= holds;
            } else {
                inclusive |= holds;
            }
        }
        return inclusive && negative;
    }

    private static boolean holds(List<String> condition, Column column, @Nullable String value) {
        String operator = condition.get(0);
        if (value == null || operator.endsWith("null")) {
            return operator.equals(value == null ? "null" : "notnull");
        }
        int toFirst = compare(column, value, condition.get(1));
        int toLast = compare(column, value, condition.get(condition.size() - 1));
        return switch (operator) {
            case "lte" -> toFirst <= 0;
            case "gte" -> toFirst >= 0;
            case "eq" -> toFirst == 0;
            case "noteq" -> toFirst != 0;
            case "between" -> toFirst >= 0 && toLast <= 0;
            case "notbetween" -> toFirst < 0 || toLast > 0;
            default -> throw new IllegalArgumentException(operator);
        };
    }

    private static int compare(Column column, String value, String operand) {
        return switch (column.kind()) {
            case INTEGER, DECIMAL -> new BigDecimal(value).compareTo(new BigDecimal(operand));
            case DATE_OR_TIME -> moment(value).compareTo(moment(operand));
            default -> value.compareTo(operand);
        };
    }

    private static LocalDateTime moment(String text) {
        return text.length() == 10 ? LocalDate.parse(text).atStartOfDay() : LocalDateTime.parse(text.replace(' ', 'T'));
    }
}
