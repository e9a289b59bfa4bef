package io.dmskit.mapping;

import io.dmskit.catalog.TableName;
import io.dmskit.mapping.ColumnFilter.Condition;
import io.dmskit.mapping.ColumnFilter.Operator;
import io.dmskit.mapping.SelectionRule.Action;
import io.dmskit.mapping.SelectionRule.TableType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One large table as several tasks, each with a slice of its rows, and the other tables as one more. Every row belongs to exactly one
 * slice: a boundary is the first value of its slice, and rows where the column is NULL belong to the last.
 *
 * <p>DMS has no operator for less than. {@code x < b} is written as two filters, {@code x <= b} and {@code x <> b}; engines
 * before and since 3.5.0 understand that. Filters need an include, in which an underscore of the table's name stands for any
 * character, as always. The column should never change: DMS does not say what becomes of a row that moves from one
 * filter to another.
 *
 * @param slices mappings of the slices, in the order of the boundaries
 * @param rest mappings of the other tables; absent if the mappings select none
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.Filters.html">Source filters</a>
 */
public record Slices(List<TableMappings> slices, Optional<TableMappings> rest) {
    /** Copies the list. */
    public Slices {
        slices = List.copyOf(slices);
    }

    /**
     * Cuts a table of the mappings.
     *
     * @param mappings mappings that select the table
     * @param table the table
     * @param column a source column, neither LOB nor changing
     * @param boundaries ascending, at least one; as filters write values
     * @throws IllegalArgumentException if the mappings do not select the table, filter the column already, or the boundaries do not
     *     ascend
     */
    public static Slices of(TableMappings mappings, TableName table, String column, List<String> boundaries) {
        requireAscending(boundaries);
        SelectionRule selection = selection(mappings, table);
        List<TableMappings> slices = new ArrayList<>();
        for (int slice = 0; slice <= boundaries.size(); slice++) {
            List<ColumnFilter> filters = new ArrayList<>(selection.filters());
            filters.addAll(filters(column, boundaries, slice));
            slices.add(slice(mappings, table, selection, filters));
        }
        return new Slices(slices, rest(mappings, table));
    }

    private static void requireAscending(List<String> boundaries) {
        Checks.require(!boundaries.isEmpty(), "slices need at least one boundary");
        for (int i = 1; i < boundaries.size(); i++) {
            ValueOrder order = ValueOrder.of(List.of(boundaries.get(i - 1)), List.of(boundaries.get(i)));
            Checks.require(
                    !order.isDescending() && !boundaries.get(i - 1).equals(boundaries.get(i)),
                    "boundary " + boundaries.get(i) + " does not follow " + boundaries.get(i - 1)
                            + ": list them ascending");
        }
    }

    private static SelectionRule selection(TableMappings mappings, TableName table) {
        List<SelectionRule> matching = mappings.rules().stream()
                .filter(SelectionRule.class::isInstance)
                .map(SelectionRule.class::cast)
                .filter(rule -> rule.tableType() != TableType.VIEW && names(rule.schema(), rule.table(), table))
                .toList();
        Checks.require(
                matching.stream().noneMatch(rule -> rule.action() == Action.EXCLUDE) && !matching.isEmpty(),
                "table " + table + " is not selected: include it, then cut it");
        List<SelectionRule> filtering =
                matching.stream().filter(rule -> !rule.filters().isEmpty()).toList();
        Checks.require(
                filtering.isEmpty() || matching.size() == 1,
                "table " + table + " is selected by several rules of which one filters: keep one of them");
        return matching.get(0);
    }

    private static List<ColumnFilter> filters(String column, List<String> boundaries, int slice) {
        boolean first = slice == 0;
        boolean last = slice == boundaries.size();
        if (last) {
            return List.of(new ColumnFilter(
                    column, List.of(condition(Operator.GTE, boundaries.get(slice - 1)), condition(Operator.NULL))));
        }
        String end = boundaries.get(slice);
        Condition upTo =
                first ? condition(Operator.LTE, end) : condition(Operator.BETWEEN, boundaries.get(slice - 1), end);
        return List.of(
                new ColumnFilter(column, List.of(upTo)),
                new ColumnFilter(column, List.of(condition(Operator.NOTEQ, end))));
    }

    private static Condition condition(Operator operator, String... operands) {
        return new Condition(operator, List.of(operands));
    }

    private static TableMappings slice(
            TableMappings mappings, TableName table, SelectionRule selection, List<ColumnFilter> filters) {
        List<Rule> rules = new ArrayList<>();
        rules.add(new SelectionRule(
                selection.id(),
                selection.name(),
                Action.INCLUDE,
                new NamePattern(table.schema(), true),
                new NamePattern(table.table(), true),
                TableType.TABLE,
                filters,
                selection.loadOrder()));
        mappings.rules().stream()
                .filter(rule -> !(rule instanceof SelectionRule) && concerns(rule, table))
                .forEach(rules::add);
        return new TableMappings(rules, mappings.extras());
    }

    private static Optional<TableMappings> rest(TableMappings mappings, TableName table) {
        List<Rule> rules = new ArrayList<>();
        boolean selects = false;
        long highest = 0;
        for (Rule rule : mappings.rules()) {
            highest = Math.max(highest, rule.id());
            if (!isOnlyAbout(rule, table)) {
                rules.add(rule);
                selects |= rule instanceof SelectionRule selection && selection.action() != Action.EXCLUDE;
            }
        }
        rules.add(new SelectionRule(
                highest + 1,
                "without-" + table,
                Action.EXCLUDE,
                new NamePattern(table.schema(), true),
                new NamePattern(table.table(), true),
                TableType.ALL,
                List.of(),
                OptionalInt.empty()));
        return selects ? Optional.of(new TableMappings(rules, mappings.extras())) : Optional.empty();
    }

    private static boolean isOnlyAbout(Rule rule, TableName table) {
        Locator locator = Locator.of(rule);
        return locator.schema().text().equals(table.schema())
                && locator.table().text().equals(table.table());
    }

    private static boolean concerns(Rule rule, TableName table) {
        Locator locator = Locator.of(rule);
        return names(locator.schema(), locator.table(), table);
    }

    private static boolean names(NamePattern schema, NamePattern name, TableName table) {
        return schema.matches(table.schema()) && name.matches(table.table());
    }

    /** Which tables a rule is about. */
    private record Locator(NamePattern schema, NamePattern table) {
        static Locator of(Rule rule) {
            if (rule instanceof SelectionRule selection) {
                return new Locator(selection.schema(), selection.table());
            }
            if (rule instanceof TransformationRule transformation) {
                return new Locator(transformation.schema(), transformation.table());
            }
            if (rule instanceof TableSettingsRule settings) {
                TableName table = settings.table();
                return new Locator(new NamePattern(table.schema(), false), new NamePattern(table.table(), false));
            }
            if (rule instanceof ObjectMappingRule mapping) {
                return new Locator(mapping.schema(), mapping.table());
            }
            if (rule instanceof PostProcessingRule tags) {
                return new Locator(tags.schema(), tags.table());
            }
            if (rule instanceof ValidationRule validation) {
                return new Locator(validation.schema(), validation.table());
            }
            throw new AssertionError("no locator of " + rule);
        }
    }
}
