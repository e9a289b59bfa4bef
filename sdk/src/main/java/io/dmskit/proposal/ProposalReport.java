package io.dmskit.proposal;

import io.dmskit.catalog.Column;
import io.dmskit.catalog.Key;
import io.dmskit.catalog.PostgresSql;
import io.dmskit.catalog.Table;
import io.dmskit.catalog.TableName;
import io.dmskit.mapping.plan.SourceTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The reasons of a proposal, and what it leaves to people, as Markdown. */
final class ProposalReport {
    private final Proposal proposal;
    private final Survey survey;
    private final Markdown text = new Markdown();

    ProposalReport(Proposal proposal) {
        this.proposal = proposal;
        this.survey = proposal.survey();
    }

    String write() {
        List<Table> tables = tables();
        text.title("Proposal for " + tables.size() + (tables.size() == 1 ? " table" : " tables"));
        text.paragraph("Source: " + survey.server() + ". Migration type: "
                + proposal.options().type() + ". Target: " + proposal.options().target()
                + ". " + count(tables.stream().mapToLong(Table::estimatedRows).sum())
                + " rows, " + size(TaskSplit.bytes(tables)) + ", in "
                + proposal.tasks().size()
                + (proposal.tasks().size() == 1 ? " task." : " tasks."));
        tasks();
        tableSizes(tables);
        segments(tables);
        lobs();
        decisions(tables);
        sequences();
        list("Not found out", survey.remarks());
        return text.toString();
    }

    private List<Table> tables() {
        return proposal.tasks().stream().flatMap(task -> task.tables().stream()).toList();
    }

    private void tasks() {
        text.heading("Why it is as it is");
        if (proposal.tasks().size() > 1) {
            text.paragraph("One task takes at most " + size(proposal.options().taskBytes())
                    + "; tables joined by foreign keys stay in one task, since only within a task does the target see"
                    + " transactions whole.");
        }
        int number = 1;
        for (ProposedTask task : proposal.tasks()) {
            String prefix = proposal.tasks().size() == 1
                    ? ""
                    : "Task " + number++ + " (" + task.tables().size() + " tables, "
                            + size(TaskSplit.bytes(task.tables())) + "): ";
            text.list(task.reasons().stream().map(reason -> prefix + reason).toList());
        }
        text.list(List.of(
                "every table is named by an explicit rule, since `_` in an include matches any character",
                "load-order follows the size: the largest tables begin first, so that none is left to the end alone"));
    }

    private void tableSizes(List<Table> tables) {
        text.heading("Tables");
        text.table(
                List.of("table", "rows", "size", "key", "LOB columns", "segments"),
                tables.stream()
                        .sorted((a, b) -> Long.compare(b.bytes(), a.bytes()))
                        .map(this::row)
                        .toList());
    }

    private List<String> row(Table table) {
        Survey.Segments segments = survey.segments().get(table.name());
        return List.of(
                table.name().toString(),
                count(table.estimatedRows()),
                size(table.bytes()),
                table.key()
                        .map(Key::columns)
                        .map(columns -> String.join(", ", columns))
                        .orElse("none"),
                table.columns().stream()
                        .filter(SourceTypes::isLob)
                        .map(Column::name)
                        .collect(Collectors.joining(", ")),
                segments == null ? "1" : String.valueOf(segments.count()));
    }

    private void segments(List<Table> tables) {
        List<String> lines = new ArrayList<>();
        for (Table table : tables) {
            Survey.Segments segments = survey.segments().get(table.name());
            if (segments != null) {
                lines.add(table.name() + ": " + segments.count() + " segments by "
                        + String.join(", ", segments.columns())
                        + " of about " + count(table.estimatedRows() / segments.count()) + " rows, by quantiles of "
                        + (segments.exact() ? "all " : "a sample of ") + count(segments.sampled())
                        + " rows; the columns are NOT NULL, so no row is between the segments");
            }
            String reason = survey.unsegmented().get(table.name());
            if (reason != null) {
                lines.add(table.name() + " is large and loaded as a whole: " + reason);
            }
        }
        list("Large tables", lines);
    }

    private void lobs() {
        if (!survey.lobs().isEmpty()) {
            text.heading("LOBs");
            text.table(
                    List.of("column", "type", "values", "largest", "average", "looked at"),
                    survey.lobs().stream().map(ProposalReport::row).toList());
        }
    }

    private static List<String> row(LobColumn lob) {
        return List.of(
                lob.table() + "." + lob.column(),
                lob.type(),
                count(lob.values()),
                size(lob.largest()),
                size(lob.average()),
                lob.exact() ? "all" : "a sample");
    }

    private void decisions(List<Table> tables) {
        list(
                "Tables without a key",
                tables.stream()
                        .filter(table -> table.key().isEmpty())
                        .map(table -> keyless(table))
                        .toList());
        list(
                "Left out",
                proposal.leftOut().stream()
                        .map(left -> left.name() + ": " + left.reason())
                        .toList());
        list("Partitions", partitions(tables));
        list(
                "Types that do not travel as themselves",
                tables.stream().flatMap(table -> ownTypes(table).stream()).toList());
        list(
                "Generated columns",
                survey.generated().stream()
                        .map(column -> column + ": nobody may write it; generate it on the target as well")
                        .toList());
    }

    private String keyless(Table table) {
        boolean lobs = table.columns().stream().anyMatch(SourceTypes::isLob);
        String changes = proposal.options().type().replicates()
                ? ": updates and deletes need `ALTER TABLE " + PostgresSql.quote(table.name())
                        + " REPLICA IDENTITY FULL` and find their rows by all columns"
                : ": it cannot be validated row by row";
        return table.name() + changes
                + (lobs ? "; its LOBs do not follow changes without a key" : "")
                + "; give it a primary key if you can";
    }

    private static List<String> partitions(List<Table> tables) {
        return tables.stream()
                .filter(table -> table.partitionOf().isPresent())
                .collect(Collectors.groupingBy(
                        table -> table.partitionOf().orElse(table.name()), java.util.TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(entry -> partition(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static String partition(TableName parent, List<Table> partitions) {
        Table largest = partitions.stream()
                .max(java.util.Comparator.comparingLong(Table::bytes))
                .orElseThrow();
        return parent + ": " + partitions.size() + " partitions, " + size(TaskSplit.bytes(partitions))
                + ", the largest " + largest.name() + " with " + size(largest.bytes());
    }

    private static List<String> ownTypes(Table table) {
        return table.columns().stream()
                .filter(column -> column.kind() == Column.Kind.USER_DEFINED)
                .map(column -> table.name() + "." + column.name() + " (" + column.type()
                        + "): arrives as text; the type itself is not created")
                .toList();
    }

    private void sequences() {
        if (survey.sequences().isEmpty()) {
            return;
        }
        text.heading("Sequences");
        text.paragraph(
                "DMS does not move them. At the cutover, after the last change, set each on the target beyond what the"
                        + " source gave:");
        text.code(
                "sql", survey.sequences().stream().map(ProposalReport::setting).collect(Collectors.joining("\n")));
    }

    /** Names stand in literals within literals: quoted as an identifier, then as a text. */
    private static String setting(SequenceState sequence) {
        String name = PostgresSql.literal(PostgresSql.quote(new TableName(sequence.schema(), sequence.name())));
        String owner = sequence.owner()
                .map(column -> " -- " + column.replaceAll("\\R", " "))
                .orElse("");
        return sequence.last().isPresent()
                ? "SELECT setval(" + name + ", " + sequence.last().getAsLong() + ");" + owner
                : "-- " + name + " has given nothing yet";
    }

    private void list(String heading, List<String> items) {
        if (!items.isEmpty()) {
            text.heading(heading);
            text.list(items);
        }
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String size(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        double size = bytes;
        int unit = -1;
        while (size >= 1024 && unit < 4) {
            size /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, size < 10 ? "%.1f %cB" : "%.0f %cB", size, "KMGTP".charAt(unit));
    }
}
