package io.dmskit.preflight;

import io.dmskit.catalog.Column;
import io.dmskit.catalog.TableName;
import io.dmskit.mapping.LobSettings;
import io.dmskit.mapping.plan.ColumnPlan;
import io.dmskit.mapping.plan.MappingPlan;
import io.dmskit.mapping.plan.SourceTypes;
import io.dmskit.mapping.plan.TablePlan;
import io.dmskit.migration.Migration;
import io.dmskit.proposal.LobColumn;
import io.dmskit.settings.TargetMetadata;
import io.dmskit.settings.TaskSettings;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Whether LOBs arrive whole: what was measured against the LOB mode of the task, or of the table where it has its own.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.LOBSupport.html">Setting LOB support</a>
 */
final class LobChecks {
    /** Of what limited mode allows: rows written tomorrow may be a little longer than those of today. */
    private static final double TIGHT = 0.75;

    private static final int MOST_KB = 102_400;

    private final Migration migration;
    private final Map<TableName, List<LobColumn>> measured;
    private final Findings findings;

    LobChecks(Migration migration, List<LobColumn> measured, Findings findings) {
        this.migration = migration;
        this.measured = measured.stream().collect(Collectors.groupingBy(LobColumn::table));
        this.findings = findings;
    }

    void check(MappingPlan plan) {
        plan.tables().forEach(this::table);
    }

    /** How the LOBs of a table travel; {@code limitKb} counts in limited mode only. */
    private record Mode(boolean limited, long limitKb, String setting) {}

    private Mode mode(TablePlan table) {
        TaskSettings settings = migration.taskSettings();
        LobSettings own = table.load().lob().orElse(new LobSettings(LobSettings.Mode.NONE, OptionalInt.empty()));
        return switch (own.mode()) {
            case LIMITED -> new Mode(true, own.bulkMaxSizeKb().orElse(0), "bulk-max-size of its lob-settings");
            case UNLIMITED -> new Mode(false, 0, "");
            case NONE ->
                new Mode(
                        !settings.get(TargetMetadata.FULL_LOB_MODE),
                        settings.get(TargetMetadata.LOB_MAX_SIZE),
                        "LobMaxSize");
        };
    }

    private void table(TablePlan table) {
        List<Column> lobs = table.columns().stream()
                .flatMap(column -> column.source().stream())
                .filter(SourceTypes::isLob)
                .distinct()
                .toList();
        if (lobs.isEmpty()) {
            return;
        }
        String subject = "table " + table.source().name();
        if (!migration.taskSettings().get(TargetMetadata.SUPPORT_LOBS)) {
            leftOut(subject, lobs);
            return;
        }
        Mode mode = mode(table);
        withoutKey(subject, table, lobs, mode);
        if (mode.limited()) {
            measured.getOrDefault(table.source().name(), List.of()).stream()
                    .filter(lob ->
                            lobs.stream().anyMatch(column -> column.name().equals(lob.column())))
                    .forEach(lob -> length(subject, lob, mode));
        } else {
            table.columns().forEach(column -> nullable(subject, column));
        }
    }

    private void leftOut(String subject, List<Column> lobs) {
        findings.add(PreflightFinding.error(
                Check.LOB_LEFT_OUT,
                subject,
                "SupportLobs is false: " + names(lobs) + " would be empty on the target",
                "set TargetMetadata.SupportLobs to true, or remove the columns by rules"));
    }

    private static String names(List<Column> columns) {
        return (columns.size() == 1 ? "column " : "columns ")
                + columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    private void withoutKey(String subject, TablePlan table, List<Column> lobs, Mode mode) {
        if (table.source().primaryKey().isPresent()) {
            return;
        }
        boolean needed = !mode.limited() || migration.type().replicates();
        if (needed) {
            findings.add(PreflightFinding.error(
                    Check.LOB_WITHOUT_KEY,
                    subject,
                    "has LOBs (" + names(lobs) + ") and no primary key, by which DMS looks them up "
                            + (mode.limited() ? "when a row changes" : "after the row"),
                    "add a primary key" + (mode.limited() ? "" : ", or load the table in limited LOB mode")));
        }
    }

    private void length(String subject, LobColumn lob, Mode mode) {
        long limit = mode.limitKb() * 1024;
        String sizes = String.format(
                Locale.ROOT,
                "column %s has values of %,d bytes = %,d KB (%s of %,d values), and %s is %,d KB",
                lob.column(),
                lob.largest(),
                kb(lob.largest()),
                lob.exact() ? "largest" : "largest of a sample",
                lob.values(),
                mode.setting(),
                mode.limitKb());
        long wanted = roundedUp(kb(lob.largest()) * (lob.exact() ? 150 : 200) / 100);
        String advice = wanted > MOST_KB
                ? "give the table lob-settings of its own with mode unlimited"
                : "set it to " + wanted + " KB (" + kb(lob.largest()) + " KB x " + (lob.exact() ? "1.5" : "2")
                        + " for what comes later), or give the table lob-settings with mode unlimited";
        if (lob.largest() > limit) {
            findings.add(
                    PreflightFinding.error(Check.LOB_CUT_OFF, subject, sizes + ": longer values are cut off", advice));
        } else if (lob.largest() > limit * TIGHT) {
            findings.add(PreflightFinding.warning(Check.LOB_TIGHT, subject, sizes + ": little room is left", advice));
        }
    }

    private static long kb(long bytes) {
        return (bytes + 1023) / 1024;
    }

    private static long roundedUp(long kilobytes) {
        return (kilobytes + 7) / 8 * 8;
    }

    private void nullable(String subject, ColumnPlan plan) {
        plan.source()
                .filter(column -> SourceTypes.isLob(column) && !column.nullable())
                .ifPresent(column -> findings.add(PreflightFinding.warning(
                        Check.LOB_NOT_NULL,
                        subject,
                        "column " + column.name()
                                + " is NOT NULL, and LOBs that are not limited are written after their row,"
                                + " which arrives with NULL there",
                        "let column " + plan.name()
                                + " be nullable on the target while the task runs, or load the table in"
                                + " limited LOB mode")));
    }
}
