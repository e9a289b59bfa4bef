package io.dmskit.migration;

import io.dmskit.catalog.Catalog;
import io.dmskit.catalog.Table;
import io.dmskit.mapping.InvalidMappingException;
import io.dmskit.mapping.Rule;
import io.dmskit.mapping.TableMappings;
import io.dmskit.mapping.plan.MappingPlan;
import io.dmskit.mapping.plan.SourceTypes;
import io.dmskit.mapping.plan.TablePlan;
import io.dmskit.settings.ResyncSettings;
import io.dmskit.settings.Setting;
import io.dmskit.settings.SettingsDocument;
import io.dmskit.settings.TargetMetadata;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Settings and rules against the source's tables. */
final class TablesInContext {
    private static final int SHOWN = 5;

    private final Surroundings surroundings;
    private final Report report;

    TablesInContext(Surroundings surroundings, Report report) {
        this.surroundings = surroundings;
        this.report = report;
    }

    void run() {
        if (surroundings.mappings().isPresent() && surroundings.catalog().isPresent()) {
            TableMappings mappings = surroundings.mappings().get().mappings();
            Catalog catalog = surroundings.catalog().get();
            plan(mappings, catalog).ifPresent(plan -> {
                new IdleRules(catalog, plan, report).of(mappings);
                tables(mappings, plan.tables());
            });
        } else {
            surroundings.settings().ifPresent(this::withoutTables);
        }
    }

    private Optional<MappingPlan> plan(TableMappings mappings, Catalog catalog) {
        Optional<String> schema = surroundings
                .settings()
                .map(settings -> settings.get(TargetMetadata.TARGET_SCHEMA))
                .filter(name -> !name.isEmpty());
        try {
            return Optional.of(MappingPlan.of(mappings, catalog, schema));
        } catch (InvalidMappingException e) {
            e.conflicts().forEach(conflict -> conflict.rules().stream()
                    .findFirst()
                    .ifPresent(rule -> report.error(conflict.code(), rule, conflict.message())));
            return Optional.empty();
        }
    }

    private void withoutTables(SettingsDocument settings) {
        if (settings.says(TargetMetadata.BATCH_APPLY_ENABLED, true)) {
            if (settings.get(TargetMetadata.FULL_LOB_MODE)) {
                report.warning(
                        "X5",
                        TargetMetadata.FULL_LOB_MODE,
                        "BatchApplyEnabled works with limited LOB mode only: choose that one if a table has LOBs");
            }
            report.info(
                    "X7",
                    TargetMetadata.BATCH_APPLY_ENABLED,
                    "of tables without a primary key or unique index only inserts are batched");
        }
        new LobMemory(surroundings, settings, report).estimate(1);
    }

    private void tables(TableMappings mappings, List<TablePlan> tables) {
        List<Table> sources = tables.stream().map(TablePlan::source).toList();
        tables.forEach(new ColumnsInContext(mappings, report)::of);
        surroundings.settings().ifPresent(settings -> {
            batches(settings, sources);
            resync(settings, sources);
            int widest = sources.stream().mapToInt(TablesInContext::lobs).max().orElse(0);
            new LobMemory(surroundings, settings, report).estimate(widest);
        });
        if (surroundings.replicates()) {
            tables.stream()
                    .filter(table -> table.source().key().isEmpty() && lobs(table.source()) > 0)
                    .forEach(this::lobsWithoutKey);
        }
    }

    private void batches(SettingsDocument settings, List<Table> tables) {
        if (!settings.says(TargetMetadata.BATCH_APPLY_ENABLED, true)) {
            return;
        }
        if (settings.get(TargetMetadata.FULL_LOB_MODE)) {
            names(tables, table -> lobs(table) > 0)
                    .ifPresent(names -> report.error(
                            "X5",
                            TargetMetadata.FULL_LOB_MODE,
                            "BatchApplyEnabled works with limited LOB mode only, and there are LOBs in " + names));
        }
        withoutKey(
                "X7",
                TargetMetadata.BATCH_APPLY_ENABLED,
                tables,
                "only inserts are batched for tables without a primary key or unique index: ");
    }

    private void resync(SettingsDocument settings, List<Table> tables) {
        if (settings.says(ResyncSettings.ENABLE_RESYNC, true)) {
            withoutKey(
                    "X23", ResyncSettings.ENABLE_RESYNC, tables, "tables without a primary key cannot be resynced: ");
        }
    }

    private void withoutKey(String code, Setting<?> setting, List<Table> tables, String message) {
        names(tables, table -> table.key().isEmpty())
                .ifPresent(names -> report.warning(code, setting, message + names));
    }

    private static Optional<String> names(List<Table> tables, Predicate<Table> wanted) {
        List<String> names = tables.stream()
                .filter(wanted)
                .map(table -> table.name().toString())
                .toList();
        String more = names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : "";
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(names.stream().limit(SHOWN).collect(Collectors.joining(", ")) + more);
    }

    private void lobsWithoutKey(TablePlan table) {
        List<Rule> rules = table.decidedBy();
        if (!rules.isEmpty()) {
            report.warning(
                    "X30",
                    rules.get(0),
                    "table " + table.source().name()
                            + " has LOBs and no primary key: changes of its LOBs are not replicated; give it a key");
        }
    }

    private static int lobs(Table table) {
        return (int) table.columns().stream().filter(SourceTypes::isLob).count();
    }
}
