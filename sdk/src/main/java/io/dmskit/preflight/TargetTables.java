package io.dmskit.preflight;

import io.dmskit.catalog.Table;
import io.dmskit.catalog.TableName;
import io.dmskit.mapping.plan.TablePlan;
import io.dmskit.migration.Migration;
import io.dmskit.settings.FullLoadSettings;
import io.dmskit.settings.FullLoadSettings.TargetTablePrepMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tables rows go to: what is planned, what is there, and what the load does to it. */
final class TargetTables {
    private final Migration migration;
    private final List<TablePlan> plan;
    private final Map<TableName, Table> there;

    TargetTables(Migration migration, List<TablePlan> plan, Map<TableName, Table> there) {
        this.migration = migration;
        this.plan = plan;
        this.there = there;
    }

    Migration migration() {
        return migration;
    }

    List<TablePlan> plan() {
        return plan;
    }

    /** Returns the names on the target, each once, in order. */
    List<TableName> names() {
        return plan.stream().map(TablePlan::target).distinct().sorted().toList();
    }

    List<String> schemas() {
        return names().stream().map(TableName::schema).distinct().toList();
    }

    Optional<Table> there(TableName name) {
        return Optional.ofNullable(there.get(name));
    }

    /** Returns what the load does to tables that are there; as if nothing, where nothing is loaded. */
    TargetTablePrepMode mode() {
        return migration.type().loads()
                ? migration.taskSettings().get(FullLoadSettings.TARGET_TABLE_PREP_MODE)
                : TargetTablePrepMode.DO_NOTHING;
    }

    boolean drops() {
        return mode() == TargetTablePrepMode.DROP_AND_CREATE;
    }

    /** Returns the tables that are there and stay, by what lands in them. */
    Map<TablePlan, Table> kept() {
        Map<TablePlan, Table> kept = new LinkedHashMap<>();
        if (!drops()) {
            plan.forEach(table -> there(table.target()).ifPresent(found -> kept.put(table, found)));
        }
        return kept;
    }
}
