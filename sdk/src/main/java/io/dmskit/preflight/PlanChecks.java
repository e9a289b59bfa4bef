package io.dmskit.preflight;

import io.dmskit.catalog.Column;
import io.dmskit.catalog.Table;
import io.dmskit.catalog.TableName;
import io.dmskit.mapping.plan.ColumnPlan;
import io.dmskit.mapping.plan.MappingPlan;
import io.dmskit.mapping.plan.TablePlan;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the plan alone tells about the selected tables, whatever database they are in. */
final class PlanChecks {
    private final MappingPlan plan;
    private final boolean replicates;
    private final Findings findings;

    PlanChecks(MappingPlan plan, boolean replicates, Findings findings) {
        this.plan = plan;
        this.replicates = replicates;
        this.findings = findings;
    }

    void check() {
        sameNames();
        partitions();
        for (TablePlan table : plan.tables()) {
            userTypes(table);
            arrays(table);
            if (replicates) {
                filters(table);
            }
        }
    }

    private static String subject(TablePlan table) {
        return "table " + table.source().name();
    }

    private void sameNames() {
        Map<String, List<TableName>> names = plan.tables().stream()
                .map(table -> table.source().name())
                .collect(Collectors.groupingBy(
                        name -> name.toString().toLowerCase(Locale.ROOT), TreeMap::new, Collectors.toList()));
        names.values().stream()
                .filter(alike -> alike.size() > 1)
                .forEach(alike -> findings.add(PreflightFinding.warning(
                        Check.SAME_NAME,
                        "tables " + alike.stream().map(TableName::toString).collect(Collectors.joining(", ")),
                        "their names differ by case only, with which DMS does not cope",
                        "select only one of them, or rename the others on the source")));
    }

    private void partitions() {
        Set<TableName> selected = new HashSet<>();
        plan.tables().forEach(table -> selected.add(table.source().name()));
        Set<TableName> divided = plan.tables().stream()
                .flatMap(table -> table.source().partitionOf().stream())
                .filter(selected::contains)
                .collect(Collectors.toSet());
        for (TablePlan table : plan.tables()) {
            if (divided.contains(table.source().name())) {
                findings.add(PreflightFinding.error(
                        Check.PARTITIONED,
                        subject(table),
                        "is partitioned, and so are its partitions selected: their rows would be loaded twice",
                        "exclude the parent, and rename the partitions to its name if they are to be one table"));
            } else if (replicates && table.source().kind() == Table.Kind.PARTITIONED_TABLE) {
                findings.add(PreflightFinding.warning(
                        Check.PARTITIONED,
                        subject(table),
                        "is partitioned: DMS replicates partitions, not the table above them",
                        "select the partitions and rename them to one table; create it on the target beforehand"));
            }
        }
    }

    private void userTypes(TablePlan table) {
        for (ColumnPlan plan : table.columns()) {
            if (plan.isCopy()) {
                plan.source()
                        .filter(column -> column.kind() == Column.Kind.USER_DEFINED)
                        .ifPresent(column -> findings.add(PreflightFinding.warning(
                                Check.USER_TYPE,
                                subject(table),
                                "column " + column.name() + " is of the user's own type " + column.type()
                                        + ": its values travel as text",
                                "create the type and the table on the target beforehand to keep it")));
            }
        }
    }

    private void arrays(TablePlan table) {
        boolean array = table.source().primaryKey().isEmpty()
                && table.columns().stream()
                        .flatMap(column -> column.source().stream())
                        .anyMatch(column -> column.type().endsWith("[]"));
        if (array) {
            findings.add(PreflightFinding.error(
                    Check.ARRAY_WITHOUT_KEY,
                    subject(table),
                    "has an array and no primary key: DMS suspends it during the load",
                    "add a primary key, or remove the column by a rule"));
        }
    }

    private void filters(TablePlan table) {
        if (table.filters().isEmpty() || table.source().key().isEmpty()) {
            return;
        }
        List<String> key = table.source().key().orElseThrow().columns();
        if (table.filters().stream().noneMatch(filter -> key.contains(filter.column()))) {
            findings.add(PreflightFinding.warning(
                    Check.FILTER_WITHOUT_KEY,
                    subject(table),
                    "its filter (" + table.filterText()
                            + ") names no column of the key: the log has no other old values, and"
                            + " deletes are not captured",
                    "filter by a column of the key too, or set REPLICA IDENTITY FULL and compare before the cutover"));
        }
    }
}
