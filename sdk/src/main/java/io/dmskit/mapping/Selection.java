package io.dmskit.mapping;

import io.dmskit.catalog.Table;
import java.util.List;
import java.util.Optional;

/**
 * Which tables go. An exclude drops what includes select, whatever the order of the rules.
 *
 * <p>What the guide leaves open is decided here, and only here:
 *
 * <ul>
 *   <li>An explicit rule beats an exclude of the same table.
 *   <li>Of several includes that match one table, the one that carries filters filters it, though another without filters also
 *       matches: that is what a filter beside {@code schema.%} is written for. Two different sets of filters are a problem,
 *       not a guess.
 *   <li>Of several load orders the highest counts; none counts as 0.
 *   <li>A partitioned table and its partitions are each a table of their own.
 * </ul>
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TableMapping.SelectionTransformation.Selections.html">Selection
 *     rules and actions</a>
 */
final class Selection {
    private final List<SelectionRule> rules;
    private final List<String> problems;

    Selection(List<SelectionRule> rules, List<String> problems) {
        this.rules = rules;
        this.problems = problems;
    }

    /**
     * What the rules say of a selected table.
     *
     * @param filters its filters
     * @param loadOrder its load-order, 0 if none was given
     * @param rules the rules that match it
     */
    record Selected(List<ColumnFilter> filters, int loadOrder, List<SelectionRule> rules) {}

    List<SelectionRule> rules() {
        return rules;
    }

    /** Returns nothing if the table does not go. */
    Optional<Selected> of(Table table) {
        List<SelectionRule> matching =
                rules.stream().filter(rule -> matches(rule, table)).toList();
        boolean explicit = any(matching, SelectionRule.Action.EXPLICIT);
        boolean included = any(matching, SelectionRule.Action.INCLUDE) && !any(matching, SelectionRule.Action.EXCLUDE);
        if (!explicit && !included) {
            return Optional.empty();
        }
        int loadOrder = matching.stream()
                .flatMapToInt(rule -> rule.loadOrder().stream())
                .max()
                .orElse(0);
        return Optional.of(new Selected(filters(table, matching), loadOrder, matching));
    }

    private List<ColumnFilter> filters(Table table, List<SelectionRule> matching) {
        List<SelectionRule> filtered = matching.stream()
                .filter(rule -> rule.action() == SelectionRule.Action.INCLUDE)
                .filter(rule -> !rule.filters().isEmpty())
                .toList();
        if (filtered.isEmpty()) {
            return List.of();
        }
        SelectionRule first = filtered.get(0);
        filtered.stream()
                .filter(rule -> !rule.filters().equals(first.filters()))
                .findFirst()
                .ifPresent(
                        other -> problems.add(
                                "rules " + first.id() + " and " + other.id() + " filter " + table.name()
                                        + " differently, and how DMS combines them is not documented: put the filters into one rule"));
        return first.filters();
    }

    private static boolean any(List<SelectionRule> rules, SelectionRule.Action action) {
        return rules.stream().anyMatch(rule -> rule.action() == action);
    }

    private static boolean matches(SelectionRule rule, Table table) {
        return takes(rule.tableType(), table.kind())
                && rule.schema().matches(table.name().schema())
                && rule.table().matches(table.name().table());
    }

    /** Returns whether a table-type takes objects of this kind. */
    static boolean takes(SelectionRule.TableType type, Table.Kind kind) {
        return switch (type) {
            case TABLE -> kind != Table.Kind.VIEW;
            case VIEW -> kind == Table.Kind.VIEW;
            case ALL -> true;
        };
    }
}
