package io.dmskit.proposal;

import io.dmskit.catalog.Table;
import io.dmskit.catalog.TableName;
import io.dmskit.endpoint.Engine;
import io.dmskit.settings.FullLoadSettings;
import io.dmskit.settings.Presets;
import io.dmskit.settings.TargetMetadata;
import io.dmskit.settings.TaskSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How LOBs are to be loaded: limited LOB mode just large enough for what was found; the few tables with larger ones whole, value
 * by value.
 *
 * @param unlimited tables that load their LOBs value by value
 * @param settings the task's settings with it
 * @param reasons the arithmetic, a sentence each
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.LOBSupport.html">LOB support</a>
 */
record LobAdvice(Set<TableName> unlimited, TaskSettings settings, List<String> reasons) {
    /** Above this, limited mode would reserve memory for values that hardly any row has. */
    private static final int LARGE_KB = 1024;

    /** What the buffers of limited mode may take; the smallest instances with memory to spare have 16 GiB. */
    private static final long MEMORY_KB = 4L * 1024 * 1024;

    private static final int LEAST_COMMIT_RATE = 100;
    private static final Set<Engine> OWN_LOB_SETTINGS = Set.of(
            Engine.POSTGRES,
            Engine.AURORA_POSTGRESQL,
            Engine.MYSQL,
            Engine.MARIADB,
            Engine.AURORA,
            Engine.ORACLE,
            Engine.SQLSERVER,
            Engine.SYBASE);

    static LobAdvice of(List<Table> tables, Survey survey, ProposalOptions options, TaskSettings settings) {
        Set<TableName> unlimited = new TreeSet<>();
        List<String> reasons = new ArrayList<>();
        List<LobColumn> limited = new ArrayList<>();
        long widest = 0;
        for (Table table : tables) {
            List<LobColumn> lobs = survey.lobs(table);
            Optional<LobColumn> large = lobs.stream()
                    .filter(lob -> lob.largestKb() > LARGE_KB)
                    .max(Comparator.comparingLong(LobColumn::largest));
            if (large.isPresent() && table.primaryKey().isPresent() && OWN_LOB_SETTINGS.contains(options.target())) {
                unlimited.add(table.name());
                reasons.add(table.name() + " has values of " + large.get().largestKb() + " KB in "
                        + large.get().column() + ": its LOBs are loaded whole, one by one (lob-settings unlimited)");
            } else {
                limited.addAll(lobs);
                widest = Math.max(widest, lobs.size());
            }
        }
        Optional<LobColumn> largest = limited.stream().max(Comparator.comparingLong(LobColumn::largest));
        TaskSettings advised = settings;
        if (largest.isPresent() && largest.get().largestKb() > LARGE_KB) {
            advised = whole(largest.get(), reasons);
        } else if (largest.isPresent()) {
            advised = limited(settings, largest.get(), widest, reasons);
        }
        return new LobAdvice(unlimited, advised, reasons);
    }

    /** Large LOBs in a table that cannot have settings of its own: it has no key, or the target does not know them. */
    private static TaskSettings whole(LobColumn largest, List<String> reasons) {
        TaskSettings heavy = Presets.LOB_HEAVY;
        reasons.add("FullLobMode is on: " + largest.table() + "." + largest.column() + " has values of "
                + largest.largestKb() + " KB, and " + largest.table()
                + " cannot have lob-settings of its own, which need a primary key and a target that knows them");
        reasons.add("LOBs up to " + heavy.get(TargetMetadata.INLINE_LOB_MAX_SIZE) + " KB travel inline; only "
                + heavy.get(FullLoadSettings.MAX_FULL_LOAD_SUB_TASKS) + " sub-tasks and "
                + heavy.get(FullLoadSettings.COMMIT_RATE) + " rows per commit keep the memory small");
        return heavy;
    }

    private static TaskSettings limited(TaskSettings settings, LobColumn largest, long widest, List<String> reasons) {
        int room = largest.exact() ? 150 : 200;
        long wanted = Math.max(
                TargetMetadata.LOB_MAX_SIZE.defaultValue(), roundedUp((long) largest.largestKb() * room / 100));
        int size = (int) Math.min(wanted, 102_400);
        reasons.add("LobMaxSize is " + size + " KB: the largest value is " + largest.largestKb() + " KB ("
                + largest.table() + "." + largest.column() + (largest.exact() ? ", of all" : ", of a sample")
                + "), and " + (room - 100) + " % are for what comes later; longer ones are cut off");
        int subTasks = settings.get(FullLoadSettings.MAX_FULL_LOAD_SUB_TASKS);
        int usual = settings.get(FullLoadSettings.COMMIT_RATE);
        long fitting = MEMORY_KB / (size * widest * subTasks);
        int rate = (int) Math.max(LEAST_COMMIT_RATE, Math.min(usual, fitting / 100 * 100));
        long memory = size * widest * subTasks * rate / 1024;
        reasons.add(String.format(
                Locale.ROOT,
                "CommitRate is %,d: %,d KB x %d LOB columns of the widest table x %d sub-tasks x %,d rows = %,d MB%s",
                rate,
                size,
                widest,
                subTasks,
                rate,
                memory,
                rate == usual ? "" : String.format(Locale.ROOT, ", where %,d rows would take more than 4 GB", usual)));
        return settings.with(TargetMetadata.LOB_MAX_SIZE, size).with(FullLoadSettings.COMMIT_RATE, rate);
    }

    private static long roundedUp(long kilobytes) {
        return (kilobytes + 7) / 8 * 8;
    }
}
