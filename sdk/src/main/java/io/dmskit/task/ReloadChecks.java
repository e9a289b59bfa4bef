package io.dmskit.task;

import io.dmskit.catalog.TableName;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.TaskSettings;
import io.dmskit.settings.ValidationSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What speaks against a reload of chosen tables. */
final class ReloadChecks {
    private ReloadChecks() {}

    /**
     * Refuses lists that no task takes.
     *
     * @throws IllegalArgumentException if there is no table, or one twice
     */
    static void list(Collection<TableName> tables) {
        if (tables.isEmpty()) {
            throw new IllegalArgumentException("no table is named: name at least one, or reload the whole task");
        }
        Set<TableName> seen = new HashSet<>();
        List<TableName> twice =
                tables.stream().filter(table -> !seen.add(table)).distinct().toList();
        if (!twice.isEmpty()) {
            throw new IllegalArgumentException("named twice: " + names(twice) + "; name each table once");
        }
    }

    static List<Remark> of(
            ReloadOption option,
            Collection<TableName> wished,
            TaskSnapshot task,
            List<TableState> known,
            Supplier<TaskSettings> settings) {
        List<Remark> remarks = new ArrayList<>();
        if (!task.status().equals(TaskStatus.RUNNING)) {
            remarks.add(Remark.error(
                    "L10",
                    "it is " + task.status()
                            + ", and must be running: start it, or reload all tables with reload-target"));
        }
        if (option == ReloadOption.DATA_RELOAD && task.migrationType().equals(Optional.of(MigrationType.CDC))) {
            remarks.add(Remark.error("L10", "a cdc task loads nothing, so there is nothing to load again"));
        }
        Set<TableName> tables = known.stream().map(TableState::table).collect(Collectors.toSet());
        List<TableName> absent =
                wished.stream().filter(table -> !tables.contains(table)).toList();
        if (!absent.isEmpty()) {
            remarks.add(Remark.error(
                    "L10", "it has no table " + names(absent) + ": name tables as they are in the source"));
        }
        if (remarks.isEmpty()) {
            remarks.addAll(settings(option, settings.get()));
        }
        return List.copyOf(remarks);
    }

    private static List<Remark> settings(ReloadOption option, TaskSettings settings) {
        if (option == ReloadOption.VALIDATE_ONLY) {
            return settings.get(ValidationSettings.ENABLE_VALIDATION)
                    ? List.of()
                    : List.of(
                            Remark.error("L10", "its EnableValidation is false: set it to true in its settings first"));
        }
        return StartChecks.doNothing(settings).stream().toList();
    }

    private static String names(List<TableName> tables) {
        return tables.stream().map(TableName::toString).collect(Collectors.joining(", "));
    }
}
