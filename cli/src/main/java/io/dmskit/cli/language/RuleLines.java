package io.dmskit.cli.language;

import io.dmskit.document.Finding;
import io.dmskit.mapping.Rule;
import io.dmskit.mapping.SelectionRule;
import io.dmskit.mapping.TableMappings;
import io.dmskit.mapping.TableSettingsRule;
import io.dmskit.mapping.Transformation;
import io.dmskit.mapping.TransformationRule;
import io.dmskit.mapping.plan.LoadPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Rules in words, for when nobody knows what the source holds: what each does, and what shadows it. */
public final class RuleLines {
    private final Paint paint;

    /** Prepares lines. */
    public RuleLines(Paint paint) {
        this.paint = paint;
    }

    /**
     * Returns a line per rule, in the order in which they stand, and below it what lint has to say of it.
     *
     * @param mappings without errors, so that rules stand in the document as they do here
     * @param findings of the document
     */
    public List<String> lines(TableMappings mappings, List<Finding> findings) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < mappings.rules().size(); i++) {
            Rule rule = mappings.rules().get(i);
            lines.add(
                    paint.bold(String.format(Locale.ROOT, "rule %-4d", rule.id())) + " " + Paint.visible(words(rule)));
            String pointer = "/rules/" + i;
            findings.stream()
                    .filter(finding -> (finding.pointer() + "/").startsWith(pointer + "/"))
                    .forEach(finding -> lines.add("          "
                            + paint.severity(
                                    finding.severity(), finding.code() + ": " + Paint.visible(finding.message()))));
        }
        return lines;
    }

    private static String words(Rule rule) {
        if (rule instanceof TransformationRule transformation
                && transformation.action() instanceof Transformation.AddColumn added) {
            return "add column " + added.column() + " to " + transformation.schema() + "." + transformation.table()
                    + " as " + added.expression().text();
        }
        if (rule instanceof TableSettingsRule settings) {
            String load = LoadWords.of(new LoadPlan(settings.parallelLoad(), settings.lob()));
            return rule.describe() + (load.isEmpty() ? "" : ": " + load);
        }
        if (!(rule instanceof SelectionRule selection)) {
            return rule.describe();
        }
        String rows = selection.filters().stream().map(Explained::filter).collect(Collectors.joining(" and "));
        return switch (selection.tableType()) {
                    case TABLE -> "";
                    case VIEW -> "views: ";
                    case ALL -> "tables and views: ";
                }
                + rule.describe()
                + (rows.isEmpty() ? "" : ", rows with " + rows)
                + (selection.loadOrder().isPresent()
                        ? ", load-order " + selection.loadOrder().getAsInt()
                        : "");
    }
}
