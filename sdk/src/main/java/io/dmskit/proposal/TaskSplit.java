package io.dmskit.proposal;

import io.dmskit.catalog.Table;
import io.dmskit.catalog.TableName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Divides tables over tasks when they are too much for one. Tables joined by foreign keys stay together, since only within a task
 * does the target see transactions whole.
 */
final class TaskSplit {
    private final Map<TableName, TableName> group = new HashMap<>();

    private TaskSplit(List<Table> tables, List<Survey.Reference> references) {
        tables.forEach(table -> group.put(table.name(), table.name()));
        references.stream()
                .filter(reference -> group.containsKey(reference.from()) && group.containsKey(reference.to()))
                .forEach(reference -> group.put(root(reference.from()), root(reference.to())));
    }

    /** Returns the tables of each task, largest task first; one task if they fit. */
    static List<List<Table>> of(List<Table> tables, List<Survey.Reference> references, long taskBytes) {
        if (bytes(tables) <= taskBytes) {
            return List.of(tables);
        }
        return new TaskSplit(tables, references).split(tables, taskBytes);
    }

    private List<List<Table>> split(List<Table> tables, long taskBytes) {
        Map<TableName, List<Table>> groups = new TreeMap<>();
        tables.forEach(table -> groups.computeIfAbsent(root(table.name()), name -> new ArrayList<>())
                .add(table));
        List<List<Table>> largestFirst = groups.values().stream()
                .sorted(Comparator.comparingLong((List<Table> joined) -> bytes(joined))
                        .reversed())
                .toList();
        List<List<Table>> tasks = new ArrayList<>();
        for (List<Table> joined : largestFirst) {
            tasks.stream()
                    .filter(task -> bytes(task) + bytes(joined) <= taskBytes)
                    .findFirst()
                    .orElseGet(() -> added(tasks))
                    .addAll(joined);
        }
        return tasks;
    }

    private static List<Table> added(List<List<Table>> tasks) {
        List<Table> task = new ArrayList<>();
        tasks.add(task);
        return task;
    }

    private TableName root(TableName name) {
        TableName at = name;
        TableName above = group.getOrDefault(at, at);
        while (!above.equals(at)) {
            at = above;
            above = group.getOrDefault(at, at);
        }
        return at;
    }

    static long bytes(Collection<Table> tables) {
        return tables.stream().mapToLong(Table::bytes).sum();
    }
}
