package io.dmskit.cli.language;

import io.dmskit.cli.language.Explained.ColumnWords;
import io.dmskit.cli.language.Explained.TableWords;
import io.dmskit.mapping.Rule;
import io.dmskit.mapping.plan.LoadPlan;
import java.util.ArrayList;
import java.util.List;

/** A plan for people on a terminal. */
public final class ExplainLines {
    private static final int STAYING_SHOWN = 20;

    private final Paint paint;

    /** Prepares lines. */
    public ExplainLines(Paint paint) {
        this.paint = paint;
    }

    /** Returns all tables, a line each, and those that do not go. */
    public List<String> overview(Explained explained) {
        List<String> lines = new ArrayList<>();
        if (explained.tables().isEmpty()) {
            lines.add(paint.bad("nothing is selected"));
        } else {
            lines.addAll(new Grid(
                            List.of("SOURCE", "TARGET", "ROWS#", "KEY", "FILTER", "ORDER#", "LOAD", "RULES"),
                            explained.tables().stream().map(ExplainLines::row).toList())
                    .lines(paint));
        }
        if (!explained.staying().isEmpty()) {
            lines.add("");
            lines.add(paint.bold("Not selected"));
            explained.staying().stream()
                    .limit(STAYING_SHOWN)
                    .forEach(staying -> lines.add("  " + Paint.visible(staying.why())));
            int more = explained.staying().size() - STAYING_SHOWN;
            if (more > 0) {
                lines.add("  and " + more + " more: --json has all, --table SCHEMA.TABLE one");
            }
        }
        return lines;
    }

    private static List<String> row(TableWords table) {
        return List.of(
                table.source(),
                table.target(),
                Explained.count(table.rows()),
                key(table),
                table.filter(),
                Explained.count(table.loadOrder()),
                table.load(),
                table.ruleIds());
    }

    private static String key(TableWords table) {
        return table.key().isEmpty() ? "none" : String.join(", ", table.key()) + (table.unique() ? " (unique)" : "");
    }

    /** Returns everything about each table. */
    public List<String> tables(Explained explained) {
        List<String> lines = new ArrayList<>();
        for (TableWords table : explained.tables()) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            table(table, lines);
        }
        if (!explained.staying().isEmpty() && !lines.isEmpty()) {
            lines.add("");
        }
        explained.staying().forEach(staying -> lines.add(Paint.visible(staying.why())));
        return lines;
    }

    private void table(TableWords table, List<String> lines) {
        lines.add(paint.bold(Paint.visible(table.source() + " \u2192 " + table.target())));
        fact(lines, "rows", Explained.count(table.rows()));
        fact(lines, "key", key(table));
        fact(lines, "filter", table.filter());
        fact(lines, "load-order", Explained.count(table.loadOrder()));
        fact(lines, "load", table.load());
        for (LoadPlan.Segment segment : table.segments()) {
            fact(lines, "  " + segment.name(), segment.rows());
        }
        for (Rule rule : table.rules()) {
            fact(lines, "rule " + rule.id(), rule.describe());
        }
        lines.add("");
        lines.addAll(new Grid(
                        List.of("COLUMN", "TYPE", "BECOMES", "DMS TYPE", "HOW", "RULES"),
                        table.columns().stream().map(ExplainLines::row).toList())
                .lines(paint));
    }

    private static List<String> row(ColumnWords column) {
        return List.of(
                column.source().isEmpty() ? "(added)" : column.source(),
                column.sourceType(),
                column.target().isEmpty() ? "-" : column.target(),
                column.targetType(),
                column.how(),
                column.ruleIds());
    }

    private static void fact(List<String> lines, String name, String value) {
        if (!value.isEmpty()) {
            lines.add(String.format("  %-11s %s", name, Paint.visible(value)));
        }
    }
}
