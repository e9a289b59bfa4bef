package io.dmskit.mapping;

import io.dmskit.catalog.Catalog;
import io.dmskit.catalog.Table;
import io.dmskit.catalog.TableName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Carries out rules over a catalog; one instance, one plan.
 *
 * <p>Levels are independent: rules for a schema, its tables and their columns all apply, and every locator names what the source
 * has. Which of several rules for one object applies is {@link Precedence}'s to say; which tables go is {@link Selection}'s.
 */
final class Planner {
    private final Catalog catalog;
    private final Optional<String> targetSchema;
    private final Selection selection;
    private final List<TransformationRule> transformations;
    private final List<TableSettingsRule> settings;
    private final List<String> problems = new ArrayList<>();

    Planner(TableMappings mappings, Catalog catalog, Optional<String> targetSchema) {
        this.catalog = catalog;
        this.targetSchema = targetSchema.filter(schema -> !schema.isBlank());
        this.selection = new Selection(only(mappings, SelectionRule.class), problems);
        this.transformations = only(mappings, TransformationRule.class);
        this.settings = only(mappings, TableSettingsRule.class);
    }

    private static <R extends Rule> List<R> only(TableMappings mappings, Class<R> type) {
        return mappings.rules().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    MappingPlan plan() {
        List<TablePlan> tables = new ArrayList<>();
        List<Table> leftOut = new ArrayList<>();
        for (Table table : catalog.tables()) {
            selection
                    .of(table)
                    .ifPresentOrElse(selected -> tables.add(table(table, selected)), () -> leftOut.add(table));
        }
        oneSourcePerTarget(tables);
        if (!problems.isEmpty()) {
            throw new InvalidMappingException(problems);
        }
        tables.sort(Comparator.comparingInt(TablePlan::loadOrder).reversed().thenComparing(table -> table.source()
                .name()));
        return new MappingPlan(tables, leftOut, selection.rules());
    }

    private TablePlan table(Table table, Selection.Selected selected) {
        List<TransformationRule> matching = transformations.stream()
                .filter(rule -> rule.schema().matches(table.name().schema()))
                .filter(rule -> rule.table().matches(table.name().table()))
                .toList();
        Optional<TransformationRule> change =
                Precedence.first(at(matching, TransformationRule.Target.TABLE), Precedence::competes);
        Optional<TransformationRule> schemaChange = schemaChange(table.name().schema());
        Optional<TableSettingsRule> own = settings.stream()
                .filter(rule -> rule.table().equals(table.name()))
                .min(Comparator.comparingLong(TableSettingsRule::id));
        TableName target = new TableName(
                schema(schemaChange, table.name().schema()),
                renamed(change, table.name().table()));
        TableColumns columns = new TableColumns(table, at(matching, TransformationRule.Target.COLUMN), problems);
        TableKey key = new TableKey(table, columns.plans(), change.map(TransformationRule::action), problems);
        return new TablePlan(
                table,
                target,
                columns.plans(),
                key.key(),
                key.isUniqueIndex(),
                filters(table, selected),
                selected.loadOrder(),
                new LoadPlan(ranges(table, own), own.flatMap(TableSettingsRule::lob)),
                new TablePlan.Reasons(decidedBy(selected, schemaChange, change, own), columns.removed()));
    }

    private static List<Rule> decidedBy(
            Selection.Selected selected,
            Optional<TransformationRule> schema,
            Optional<TransformationRule> table,
            Optional<TableSettingsRule> settings) {
        List<Rule> rules = new ArrayList<>(selected.rules());
        schema.ifPresent(rules::add);
        table.ifPresent(rules::add);
        settings.ifPresent(rules::add);
        return rules;
    }

    private static List<TransformationRule> at(List<TransformationRule> rules, TransformationRule.Target target) {
        return rules.stream().filter(rule -> rule.target() == target).toList();
    }

    private Optional<TransformationRule> schemaChange(String source) {
        List<TransformationRule> rules = at(transformations, TransformationRule.Target.SCHEMA).stream()
                .filter(rule -> rule.schema().matches(source))
                .toList();
        return Precedence.first(rules, Precedence::competes);
    }

    /** A schema rule beats TargetSchema. */
    private String schema(Optional<TransformationRule> change, String source) {
        return change.isPresent() ? renamed(change, source) : targetSchema.orElse(source);
    }

    private static String renamed(Optional<TransformationRule> change, String name) {
        return change.isPresent() && change.get().action() instanceof Transformation.NameChange rename
                ? rename.apply(name)
                : name;
    }

    private List<ColumnFilter> filters(Table table, Selection.Selected selected) {
        for (ColumnFilter filter : selected.filters()) {
            if (table.column(filter.column()).isEmpty()) {
                problems.add("filter on " + table.name() + "." + filter.column()
                        + ": the source table has no such column" + TableColumns.nearest(filter.column(), table));
            }
        }
        return selected.filters();
    }

    private Optional<ParallelLoad.Ranges> ranges(Table table, Optional<TableSettingsRule> own) {
        Optional<ParallelLoad.Ranges> ranges = own.flatMap(TableSettingsRule::ranges);
        for (String column : ranges.map(ParallelLoad.Ranges::columns).orElse(List.of())) {
            if (table.column(column).isEmpty()) {
                problems.add("ranges of " + table.name() + " by " + column + ": the source table has no such column"
                        + TableColumns.nearest(column, table));
            }
        }
        return ranges;
    }

    private void oneSourcePerTarget(List<TablePlan> tables) {
        Map<TableName, TablePlan> seen = new HashMap<>();
        for (TablePlan table : tables) {
            TablePlan first = seen.putIfAbsent(table.target(), table);
            if (first != null) {
                problems.add("tables " + first.source().name() + " and "
                        + table.source().name() + " both become " + table.target()
                        + ": give them different names or exclude one");
            }
        }
    }
}
