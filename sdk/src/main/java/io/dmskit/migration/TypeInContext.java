package io.dmskit.migration;

import io.dmskit.settings.BeforeImageSettings;
import io.dmskit.settings.ControlTablesSettings;
import io.dmskit.settings.FullLoadSettings;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.ResyncSettings;
import io.dmskit.settings.Setting;
import io.dmskit.settings.SettingsDocument;
import io.dmskit.settings.TTSettings;
import java.util.List;
import java.util.Set;

/** Settings that have no effect in the migration type, or another one than one thinks. */
final class TypeInContext {
    private static final List<Setting<Boolean>> CONTROL_TABLES = List.of(
            ControlTablesSettings.HISTORY_TABLE_ENABLED,
            ControlTablesSettings.SUSPENDED_TABLES_TABLE_ENABLED,
            ControlTablesSettings.STATUS_TABLE_ENABLED);
    private static final List<Setting<Boolean>> STOPS = List.of(
            FullLoadSettings.STOP_TASK_CACHED_CHANGES_APPLIED, FullLoadSettings.STOP_TASK_CACHED_CHANGES_NOT_APPLIED);

    /** These sections have checks of their own, which say more. */
    private static final Set<String> ELSEWHERE = Set.of(
            BeforeImageSettings.ENABLE_BEFORE_IMAGE.section(),
            TTSettings.ENABLE_TT.section(),
            ResyncSettings.ENABLE_RESYNC.section());

    private final Surroundings surroundings;
    private final SettingsDocument document;
    private final Report report;

    TypeInContext(Surroundings surroundings, SettingsDocument document, Report report) {
        this.surroundings = surroundings;
        this.document = document;
        this.report = report;
    }

    void run() {
        surroundings.type().ifPresent(type -> document.settings().differing().stream()
                .filter(setting -> document.place(setting).isPresent() && !setting.matters(type))
                .forEach(setting -> idle(setting, type)));
        if (surroundings.loads()
                && document.says(
                        FullLoadSettings.TARGET_TABLE_PREP_MODE, FullLoadSettings.TargetTablePrepMode.DO_NOTHING)) {
            report.info(
                    "X32",
                    FullLoadSettings.TARGET_TABLE_PREP_MODE,
                    "DO_NOTHING keeps the rows that are there: before a reload, truncate the target's tables by hand");
        }
    }

    private void idle(Setting<?> setting, MigrationType type) {
        if (CONTROL_TABLES.contains(setting)) {
            report.warning("X25", setting, setting.key() + ": a full load makes no control tables");
        } else if (STOPS.contains(setting)) {
            report.warning("X11", setting, setting.key() + " has no effect in migration type " + type);
        } else if (!ELSEWHERE.contains(outermost(setting))) {
            report.warning("X31", setting, setting.key() + " has no effect in migration type " + type);
        }
    }

    private static String outermost(Setting<?> setting) {
        int dot = setting.section().indexOf('.');
        return dot < 0 ? setting.section() : setting.section().substring(0, dot);
    }
}
