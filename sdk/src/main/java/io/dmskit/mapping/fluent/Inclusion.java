package io.dmskit.mapping.fluent;

import io.dmskit.mapping.ColumnFilter;
import io.dmskit.mapping.NamePattern;
import io.dmskit.mapping.Rule;
import io.dmskit.mapping.SelectionRule;
import io.dmskit.mapping.SelectionRule.Action;
import io.dmskit.mapping.SelectionRule.TableType;
import io.dmskit.mapping.Statement;
import java.util.List;
import java.util.OptionalInt;

/**
 * A statement that selects.
 *
 * @param selection its rule
 */
public record Inclusion(SelectionRule selection) implements Statement {
    static Inclusion of(Action action, String schema, String table, TableType type) {
        return of(action, schema, table, type, List.of());
    }

    static Inclusion of(Action action, String schema, String table, TableType type, List<ColumnFilter> filters) {
        return new Inclusion(rule(action, schema, table, type, filters, OptionalInt.empty()));
    }

    static Statement excluding(String schema, String table, TableType type) {
        return NewRules.of(rule(Action.EXCLUDE, schema, table, type, List.of(), OptionalInt.empty()));
    }

    /** Says when the load begins: tables with a higher number begin earlier, those without any last. */
    public Inclusion loadOrder(int order) {
        return new Inclusion(rule(
                selection.action(),
                selection.schema().text(),
                selection.table().text(),
                selection.tableType(),
                selection.filters(),
                OptionalInt.of(order)));
    }

    @Override
    public List<Rule> rules() {
        return List.of(selection);
    }

    private static SelectionRule rule(
            Action action,
            String schema,
            String table,
            TableType type,
            List<ColumnFilter> filters,
            OptionalInt loadOrder) {
        boolean wildcards = action != Action.EXPLICIT;
        return new SelectionRule(
                NewRules.ID,
                NewRules.NAME,
                action,
                new NamePattern(schema, wildcards),
                new NamePattern(table, wildcards),
                type,
                filters,
                loadOrder);
    }
}
