package io.dmskit.migration;

import io.dmskit.catalog.Column;
import io.dmskit.catalog.TableName;
import io.dmskit.document.Severity;
import io.dmskit.mapping.ParallelLoad;
import io.dmskit.mapping.Rule;
import io.dmskit.mapping.TableMappings;
import io.dmskit.mapping.TableSettingsRule;
import io.dmskit.mapping.Transformation;
import io.dmskit.mapping.TransformationRule;
import io.dmskit.mapping.ValidationRule;
import io.dmskit.mapping.plan.ColumnPlan;
import io.dmskit.mapping.plan.SourceTypes;
import io.dmskit.mapping.plan.TablePlan;
import java.util.List;
import java.util.Optional;

/** Rules against the columns of the source's tables. */
final class ColumnsInContext {
    private final List<Rule> rules;
    private final Report report;

    ColumnsInContext(TableMappings mappings, Report report) {
        this.rules = mappings.rules().stream()
                .filter(rule -> rule instanceof TableSettingsRule || rule instanceof ValidationRule)
                .toList();
        this.report = report;
    }

    void of(TablePlan table) {
        table.columns().forEach(column -> lobs(table, column));
        TableName name = table.source().name();
        for (Rule rule : rules) {
            if (rule instanceof TableSettingsRule settings && settings.table().equals(name)) {
                settings.ranges().ifPresent(ranges -> ranges(table, settings, ranges));
            } else if (rule instanceof ValidationRule validation
                    && validation.schema().matches(name.schema())
                    && validation.table().matches(name.table())) {
                validation(table, validation);
            }
        }
    }

    /**
     * The guide takes nothing but remove-column for LOBs. Yet rules for all columns are everywhere and give LOB columns their
     * names too, so that only what changes the values is an error, and only where the rule means this column.
     */
    private void lobs(TablePlan table, ColumnPlan column) {
        if (column.origin() instanceof ColumnPlan.Computed computed) {
            computed.expression().columns().stream()
                    .flatMap(name -> table.source().column(name).stream())
                    .filter(SourceTypes::isLob)
                    .forEach(lob -> column.decidedBy().stream()
                            .findFirst()
                            .ifPresent(rule -> report.warning(
                                    "TM067",
                                    rule,
                                    path(table, lob)
                                            + " is a LOB: DMS does not compute with it; take another column")));
        }
        column.source().filter(SourceTypes::isLob).ifPresent(lob -> column.decidedBy().stream()
                .filter(TransformationRule.class::isInstance)
                .map(TransformationRule.class::cast)
                .forEach(rule -> severity(rule)
                        .ifPresent(severity -> report.say(
                                severity,
                                "TM067",
                                rule,
                                path(table, lob) + " is a LOB: DMS removes such a column or copies it, and does not "
                                        + rule.action().word() + " it"))));
    }

    private static Optional<Severity> severity(TransformationRule rule) {
        boolean value = rule.action() instanceof Transformation.ChangeDataType
                || rule.action() instanceof Transformation.Masking;
        boolean meant = rule.column().isExact();
        if (value) {
            return Optional.of(meant ? Severity.ERROR : Severity.WARNING);
        }
        return meant && rule.action() instanceof Transformation.Renaming
                ? Optional.of(Severity.WARNING)
                : Optional.empty();
    }

    private void ranges(TablePlan table, TableSettingsRule rule, ParallelLoad.Ranges ranges) {
        for (String name : ranges.columns()) {
            Optional<Column> column = table.source().column(name);
            if (column.isEmpty()) {
                report.error(
                        "TM065",
                        rule,
                        "table " + table.source().name() + " has no column " + name
                                + ": ranges need one that is there");
            }
            column.filter(Column::nullable)
                    .ifPresent(nullable -> report.warning(
                            "TM133",
                            rule,
                            path(table, nullable)
                                    + " may be NULL, and such rows are not loaded: take a column that is NOT NULL, or load"
                                    + " them by a task of their own with a filter null"));
        }
    }

    private void validation(TablePlan table, ValidationRule rule) {
        table.source().primaryKey().ifPresent(key -> key.columns().stream()
                .filter(rule.column()::matches)
                .forEach(name -> report.warning(
                        "TM111",
                        rule,
                        table.source().name() + "." + name + " is in the primary key, where the rule has no effect")));
    }

    private static String path(TablePlan table, Column column) {
        return table.source().name() + "." + column.name();
    }
}
