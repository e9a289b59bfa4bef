package io.dmskit.mapping.plan;

import io.dmskit.catalog.Column;
import io.dmskit.catalog.Key;
import io.dmskit.document.Change;
import io.dmskit.mapping.LobSettings;
import io.dmskit.mapping.ObjectMappingRule;
import io.dmskit.mapping.PostProcessingRule;
import io.dmskit.mapping.Rule;
import io.dmskit.mapping.RuleText;
import io.dmskit.mapping.Transformation;
import io.dmskit.mapping.TransformationRule;
import io.dmskit.mapping.ValidationRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What differs between two plans of one source, table by table and column by column. Which rule did it does not matter. */
final class PlanDiff {
    private PlanDiff() {}

    static List<Change> between(MappingPlan before, MappingPlan after) {
        Map<String, TablePlan> was = bySource(before);
        Map<String, TablePlan> is = bySource(after);
        List<Change> changes = new ArrayList<>();
        was.forEach((name, table) -> {
            Map<String, String> now = is.containsKey(name) ? says(is.get(name)) : Map.of();
            changes.addAll(Differences.between(is.containsKey(name) ? says(table) : lands(table), now));
        });
        is.forEach((name, table) -> {
            if (!was.containsKey(name)) {
                changes.addAll(Differences.between(Map.of(), lands(table)));
            }
        });
        return changes;
    }

    private static Map<String, TablePlan> bySource(MappingPlan plan) {
        Map<String, TablePlan> tables = new LinkedHashMap<>();
        plan.tables().forEach(table -> tables.put(table.source().name().toString(), table));
        return tables;
    }

    private static Map<String, String> lands(TablePlan table) {
        Map<String, String> says = new LinkedHashMap<>();
        says.put("table " + table.source().name(), "lands as " + table.target());
        return says;
    }

    private static Map<String, String> says(TablePlan table) {
        String name = table.source().name().toString();
        Map<String, String> says = lands(table);
        put(says, "rows of " + name, table.filterText());
        put(says, "load-order of " + name, table.loadOrder() == 0 ? "" : String.valueOf(table.loadOrder()));
        put(
                says,
                "key of " + name,
                table.key().map(key -> key(key, table.keyIsUniqueIndex())).orElse(""));
        put(says, "parallel load of " + name, load(table.load()));
        put(says, "LOBs of " + name, table.load().lob().map(PlanDiff::lob).orElse(""));
        for (ColumnPlan column : table.columns()) {
            says.put(subject(name, column), column(column));
        }
        table.removed()
                .forEach(gone -> says.put("column " + name + "." + gone.column().name(), "does not land"));
        for (Rule rule : table.decidedBy()) {
            if (isBeside(rule)) {
                says.merge(RuleText.kind(rule) + " of " + name, RuleText.of(rule), (one, other) -> one + "; " + other);
            }
        }
        return says;
    }

    private static void put(Map<String, String> says, String subject, String text) {
        if (!text.isEmpty()) {
            says.put(subject, text);
        }
    }

    private static String key(Key key, boolean uniqueIndex) {
        return (uniqueIndex ? "unique index " : "primary key ") + key.name() + " (" + String.join(", ", key.columns())
                + ")";
    }

    private static String load(LoadPlan load) {
        List<String> rows = load.segments().stream().map(LoadPlan.Segment::rows).toList();
        return load.describe() + (rows.isEmpty() ? "" : ": " + String.join("; ", rows));
    }

    private static String lob(LobSettings lob) {
        return lob.mode().word()
                + (lob.bulkMaxSizeKb().isPresent() ? ", " + lob.bulkMaxSizeKb().getAsInt() + " KB" : "");
    }

    private static String subject(String table, ColumnPlan column) {
        Optional<Column> source = column.source();
        return source.isPresent()
                ? "column " + table + "." + source.get().name()
                : "column \"" + column.name() + "\" added to " + table;
    }

    private static String column(ColumnPlan column) {
        String type = column.type().map(given -> ", as " + given).orElse("");
        if (column.origin() instanceof ColumnPlan.Computed computed) {
            return "is " + computed.expression() + type;
        }
        String mask = column.origin() instanceof ColumnPlan.Masked masked ? ", masked by " + mask(masked.mask()) : "";
        return "lands as " + column.name() + type + mask;
    }

    private static String mask(Transformation.Masking mask) {
        return mask.word() + (mask instanceof Transformation.DigitsMask digits ? " " + digits.mask() : "");
    }

    /** Rules that change no row, and so show nowhere else in a plan. */
    private static boolean isBeside(Rule rule) {
        return rule instanceof ObjectMappingRule
                || rule instanceof PostProcessingRule
                || rule instanceof ValidationRule
                || (rule instanceof TransformationRule transformation
                        && (transformation.target().isTablespace()
                                || transformation.action() instanceof Transformation.AddBeforeImageColumns));
    }
}
