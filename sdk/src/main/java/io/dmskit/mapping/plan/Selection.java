package io.dmskit.mapping.plan;

import io.dmskit.catalog.Table;
import io.dmskit.mapping.ColumnFilter;
import io.dmskit.mapping.Conflict;
import io.dmskit.mapping.SelectionRule;
import java.util.ArrayList;
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
    private final RuleIndex<SelectionRule> index;
    private final Conflicts conflicts;

    Selection(List<SelectionRule> rules, Conflicts conflicts) {
        this.rules = rules;
        this.index = new RuleIndex<>(rules, SelectionRule::schema, SelectionRule::table);
        this.conflicts = conflicts;
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
        List<SelectionRule> matching = new ArrayList<>();
        boolean explicit = false;
        boolean included = false;
        boolean excluded = false;
        int loadOrder = 0;
        for (SelectionRule rule : index.matching(table.name())) {
            if (takes(rule.tableType(), table.kind())) {
                matching.add(rule);
                explicit |= rule.action() == SelectionRule.Action.EXPLICIT;
                included |= rule.action() == SelectionRule.Action.INCLUDE;
                excluded |= rule.action() == SelectionRule.Action.EXCLUDE;
                loadOrder = Math.max(loadOrder, rule.loadOrder().orElse(0));
            }
        }
        return explicit || (included && !excluded)
                ? Optional.of(new Selected(filters(table, matching), loadOrder, matching))
                : Optional.empty();
    }

    private List<ColumnFilter> filters(Table table, List<SelectionRule> matching) {
        Optional<SelectionRule> first = Optional.empty();
        for (SelectionRule rule : matching) {
            if (rule.action() != SelectionRule.Action.INCLUDE || rule.filters().isEmpty()) {
                continue;
            }
            if (first.isPresent() && !rule.filters().equals(first.get().filters())) {
                conflicts.add(
                        Conflict.TWO_FILTERS,
                        List.of(first.get(), rule),
                        "rules " + first.get().id() + " and " + rule.id() + " filter " + table.name()
                                + " differently, and how DMS combines them is not documented: put the filters into one rule");
                break;
            }
            first = first.or(() -> Optional.of(rule));
        }
        return first.map(SelectionRule::filters).orElse(List.of());
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
