package io.dmskit.mapping.plan;

import io.dmskit.catalog.Catalog;
import io.dmskit.catalog.Table;
import io.dmskit.catalog.TableName;
import io.dmskit.mapping.ColumnFilter;
import io.dmskit.mapping.Conflict;
import io.dmskit.mapping.ParallelLoad;
import io.dmskit.mapping.Precedence;
import io.dmskit.mapping.Rule;
import io.dmskit.mapping.SelectionRule;
import io.dmskit.mapping.TableMappings;
import io.dmskit.mapping.TableSettingsRule;
import io.dmskit.mapping.Transformation.AddBeforeImageColumns;
import io.dmskit.mapping.Transformation.Renaming;
import io.dmskit.mapping.TransformationRule;
import io.dmskit.mapping.expression.NameExpression;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Carries out rules over a catalog; one instance, one plan.
 *
 * <p>Levels are independent: rules for a schema, its tables and their columns all apply, and every locator names what the source
 * has. Which of several rules for one object applies is {@link Precedence}'s to say; which tables go is {@link Selection}'s; what
 * makes two names one is {@link TargetNames}'s; how a name is computed is {@link NameExpression}'s.
 */
final class Planner {
    private final Catalog catalog;
    private final Optional<String> targetSchema;
    private final Conflicts conflicts = new Conflicts();
    private final Selection selection;
    private final RuleIndex<TransformationRule> transformations;
    private final List<TransformationRule> schemaRules;
    private final SideRules sideRules;
    private final Map<TableName, TableSettingsRule> settings = new HashMap<>();
    private final Map<String, Optional<TransformationRule>> schemaChanges = new HashMap<>();

    Planner(TableMappings mappings, Catalog catalog, Optional<String> targetSchema) {
        this.catalog = catalog;
        this.targetSchema = targetSchema.filter(schema -> !schema.isBlank());
        this.selection = new Selection(byId(only(mappings, SelectionRule.class)), conflicts);
        List<TransformationRule> all = byId(only(mappings, TransformationRule.class));
        this.schemaRules = all.stream()
                .filter(rule -> rule.target() == TransformationRule.Target.SCHEMA)
                .toList();
        this.transformations = new RuleIndex<>(
                all.stream()
                        .filter(rule -> rule.target() != TransformationRule.Target.SCHEMA)
                        .toList(),
                TransformationRule::schema,
                TransformationRule::table);
        this.sideRules = new SideRules(mappings);
        byId(only(mappings, TableSettingsRule.class)).forEach(rule -> settings.putIfAbsent(rule.table(), rule));
    }

    static <R extends Rule> List<R> only(TableMappings mappings, Class<R> type) {
        return mappings.rules().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    static <R extends Rule> List<R> byId(List<R> rules) {
        return rules.stream().sorted(Comparator.comparingLong(Rule::id)).toList();
    }

    MappingPlan plan() {
        List<TablePlan> tables = new ArrayList<>();
        List<Table> leftOut = new ArrayList<>();
        TargetNames targets = new TargetNames(conflicts);
        for (Table table : catalog.tables()) {
            Optional<Selection.Selected> selected = selection.of(table);
            if (selected.isPresent()) {
                tables.add(table(table, selected.get(), targets));
            } else {
                leftOut.add(table);
            }
        }
        conflicts.throwAny();
        tables.sort(Comparator.comparingInt(TablePlan::loadOrder).reversed().thenComparing(table -> table.source()
                .name()));
        return new MappingPlan(tables, leftOut, selection.rules());
    }

    private TablePlan table(Table table, Selection.Selected selected, TargetNames targets) {
        TableName name = table.name();
        List<TransformationRule> ofTable = new ArrayList<>();
        List<TransformationRule> ofColumns = new ArrayList<>();
        List<TransformationRule> beside = new ArrayList<>();
        for (TransformationRule rule : transformations.matching(name)) {
            switch (rule.target()) {
                case TABLE -> ofTable.add(rule);
                case COLUMN -> (rule.action() instanceof AddBeforeImageColumns ? beside : ofColumns).add(rule);
                default -> beside.add(rule);
            }
        }
        Optional<TransformationRule> schemaChange = schemaChanges.computeIfAbsent(name.schema(), this::schemaChange);
        Optional<TransformationRule> change = Precedence.first(ofTable, Precedence::competes);
        SourceName source = new SourceName(name);
        TableName target = new TableName(
                schemaChange.isPresent()
                        ? source.renamed(schemaChange, name.schema(), conflicts)
                        : targetSchema.orElse(name.schema()),
                source.renamed(change, name.table(), conflicts));
        boolean renamed = change.isPresent() && change.get().action() instanceof Renaming;
        targets.add(name, target, renamed, namedBy(selected, schemaChange, change));
        TableColumns columns = new TableColumns(table, ofColumns, conflicts);
        TableKey key = new TableKey(table, columns.plans(), change, conflicts);
        Optional<TableSettingsRule> own = Optional.ofNullable(settings.get(name));
        List<Rule> decidedBy = new ArrayList<>(selected.rules());
        schemaChange.ifPresent(decidedBy::add);
        change.ifPresent(decidedBy::add);
        decidedBy.addAll(beside);
        own.ifPresent(decidedBy::add);
        decidedBy.addAll(sideRules.of(name));
        return new TablePlan(
                table,
                target,
                columns.plans(),
                key.key(),
                key.isUniqueIndex(),
                filters(table, selected),
                selected.loadOrder(),
                load(table, own),
                new TablePlan.Reasons(decidedBy, columns.removed()));
    }

    /** Where no rule changes a name, it is the selection that brings two of them together. */
    private static List<? extends Rule> namedBy(
            Selection.Selected selected, Optional<TransformationRule> schema, Optional<TransformationRule> table) {
        List<TransformationRule> rules =
                Stream.of(table, schema).flatMap(Optional::stream).toList();
        return rules.isEmpty() ? selected.rules() : rules;
    }

    private Optional<TransformationRule> schemaChange(String schema) {
        return Precedence.first(
                schemaRules.stream()
                        .filter(rule -> rule.schema().matches(schema))
                        .toList(),
                Precedence::competes);
    }

    private List<ColumnFilter> filters(Table table, Selection.Selected selected) {
        for (ColumnFilter filter : selected.filters()) {
            if (table.column(filter.column()).isEmpty()) {
                conflicts.add(
                        Conflict.NO_SUCH_COLUMN,
                        selected.rules().stream()
                                .filter(rule -> rule.filters().contains(filter))
                                .toList(),
                        "filter on " + table.name() + "." + filter.column() + ": the source table has no such column"
                                + TableColumns.nearest(filter.column(), table));
            }
        }
        return selected.filters();
    }

    private LoadPlan load(Table table, Optional<TableSettingsRule> own) {
        if (own.isEmpty()) {
            return LoadPlan.WHOLE;
        }
        List<String> columns =
                own.get().ranges().map(ParallelLoad.Ranges::columns).orElse(List.of());
        for (String column : columns) {
            if (table.column(column).isEmpty()) {
                conflicts.add(
                        Conflict.NO_SUCH_COLUMN,
                        List.of(own.get()),
                        "ranges of " + table.name() + " by " + column + ": the source table has no such column"
                                + TableColumns.nearest(column, table));
            }
        }
        return new LoadPlan(own.get().parallelLoad(), own.get().lob());
    }
}
