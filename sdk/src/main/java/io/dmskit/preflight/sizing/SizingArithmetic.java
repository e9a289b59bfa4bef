package io.dmskit.preflight.sizing;

import io.dmskit.migration.Capacity;
import io.dmskit.migration.InstanceClass;
import io.dmskit.migration.LobBuffers;
import io.dmskit.migration.Migration;
import io.dmskit.preflight.sizing.Figure.Origin;
import io.dmskit.preflight.sizing.Figure.Unit;
import io.dmskit.settings.ChangeProcessingTuning;
import io.dmskit.settings.FullLoadSettings;
import io.dmskit.settings.Setting;
import io.dmskit.settings.StreamBufferSettings;
import io.dmskit.settings.TargetMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** The arithmetic of one {@link Sizing}: memory for what is in flight, storage for what waits, sub-tasks for what is there. */
final class SizingArithmetic {
    private static final double MIB = 1L << 20;
    private static final double GIB = 1L << 30;

    /** Bursting classes lose their speed in a load of more than this. */
    private static final double SMALL_LOAD = 20 * GIB;

    // https://docs.aws.amazon.com/dms/latest/userguide/CHAP_BestPractices.SizingReplicationInstance.html: R for many
    // changes and LOBs.
    private static final List<String> BURSTING = List.of("dms.t3.medium", "dms.t3.large");
    private static final List<String> STEADY = List.of(
            "dms.r6i.large",
            "dms.r6i.xlarge",
            "dms.r6i.2xlarge",
            "dms.r6i.4xlarge",
            "dms.r6i.8xlarge",
            "dms.r6i.12xlarge",
            "dms.r6i.16xlarge",
            "dms.r6i.24xlarge",
            "dms.r6i.32xlarge");

    private static final int LEAST_STORAGE_GIB = 50;
    private static final int MOST_STORAGE_GIB = 6144;
    private static final int MOST_SUB_TASKS = 49;

    private final Migration migration;
    private final Measurement measured;
    private final Assumptions assumed;
    private final List<Figure> figures = new ArrayList<>();
    private final List<String> advice = new ArrayList<>();

    SizingArithmetic(Migration migration, Measurement measured, Assumptions assumed) {
        this.migration = migration;
        this.measured = measured;
        this.assumed = assumed;
    }

    Sizing sizing() {
        source();
        double memory = memory();
        double storage = storage(waitingChanges());
        return migration.capacity() instanceof Capacity.Serverless serverless
                ? units(serverless, memory, storage)
                : instance(memory, storage);
    }

    private Sizing instance(double memory, double storage) {
        InstanceClass instance = instance(memory);
        int subTasks = migration.type().loads()
                ? subTasks(
                        instance.vcpus() * assumed.subTasksPerCpu(),
                        instance.vcpus() + " vCPUs x " + assumed.subTasksPerCpu() + " (assumed), ")
                : 0;
        Capacity enough = new Capacity.Provisioned(
                instance.name(), gib(storage), migration.capacity().multiAz());
        return new Sizing(enough, subTasks, memory, storage, figures, advice);
    }

    /** AWS does not say how many CPUs a unit has, so that sub-tasks are not held against them. */
    private Sizing units(Capacity.Serverless wished, double memory, double storage) {
        List<Capacity.Serverless> candidates = Capacity.Serverless.UNITS.stream()
                .map(units ->
                        new Capacity.Serverless(wished.min().filter(min -> min <= units), units, wished.multiAz()))
                .toList();
        Capacity.Serverless chosen =
                smallest(candidates, candidate -> candidate.memory().orElseThrow(), memory, "serverless replication");
        memoryOf(chosen.max() + " capacity units", chosen.memory().orElseThrow());
        int subTasks = migration.type().loads() ? subTasks(MOST_SUB_TASKS, "") : 0;
        return new Sizing(chosen, subTasks, memory, storage, figures, advice);
    }

    private double figure(String name, double value, Unit unit, Origin origin, String how) {
        figures.add(new Figure(name, value, unit, origin, how));
        return value;
    }

    private int setting(Setting<Integer> setting) {
        return migration.taskSettings().get(setting);
    }

    private void source() {
        figure(
                "tables",
                measured.tables().size(),
                Unit.COUNT,
                Origin.MEASURED,
                measured.loadUnits() + " tables and segments to load");
        figure(
                "rows and LOBs",
                (double) measured.bytes(),
                Unit.BYTES,
                Origin.MEASURED,
                "on the source, without indexes");
    }

    private double memory() {
        double all =
                figure("base", assumed.baseMemory(), Unit.BYTES, Origin.ASSUMED, "operating system and DMS itself");
        if (migration.type().loads()) {
            all += lobs() + buffers();
        }
        if (migration.type().replicates()) {
            all += changes();
        }
        return figure("memory", all, Unit.BYTES, Origin.COMPUTED, "the sum of the above: what the task may take");
    }

    private double lobs() {
        boolean limited = migration.taskSettings().get(TargetMetadata.SUPPORT_LOBS)
                && !migration.taskSettings().get(TargetMetadata.FULL_LOB_MODE);
        if (measured.widestLobColumns() == 0 || !limited) {
            return 0;
        }
        LobBuffers lobs = new LobBuffers(
                setting(TargetMetadata.LOB_MAX_SIZE),
                setting(FullLoadSettings.COMMIT_RATE),
                setting(FullLoadSettings.MAX_FULL_LOAD_SUB_TASKS),
                measured.widestLobColumns());
        return figure("LOB buffers", lobs.bytes(), Unit.BYTES, Origin.SETTING, lobs.arithmetic());
    }

    private double buffers() {
        long count = setting(StreamBufferSettings.STREAM_BUFFER_COUNT);
        long size = setting(StreamBufferSettings.STREAM_BUFFER_SIZE_IN_MB);
        long subTasks = setting(FullLoadSettings.MAX_FULL_LOAD_SUB_TASKS);
        return figure(
                "row buffers",
                count * size * subTasks * MIB,
                Unit.BYTES,
                Origin.SETTING,
                count + " buffers x " + size + " MB x " + subTasks + " sub-tasks");
    }

    private double changes() {
        int transactions = setting(ChangeProcessingTuning.MEMORY_LIMIT_TOTAL);
        double all = figure(
                "open transactions",
                transactions * MIB,
                Unit.BYTES,
                Origin.SETTING,
                "MemoryLimitTotal " + transactions + " MB");
        if (migration.taskSettings().get(TargetMetadata.BATCH_APPLY_ENABLED)) {
            int batch = setting(ChangeProcessingTuning.BATCH_APPLY_MEMORY_LIMIT);
            all += figure("batches", batch * MIB, Unit.BYTES, Origin.SETTING, "BatchApplyMemoryLimit " + batch + " MB");
        }
        return all;
    }

    private double waitingChanges() {
        if (!migration.type().loads()) {
            return 0;
        }
        double rate = figure(
                "load of a sub-task",
                assumed.loadBytesPerSecond(),
                Unit.BYTES_PER_SECOND,
                Origin.ASSUMED,
                "rehearse with real rows to know it");
        int atOnce = Math.max(1, Math.min(setting(FullLoadSettings.MAX_FULL_LOAD_SUB_TASKS), measured.loadUnits()));
        double together = measured.bytes() / (atOnce * rate);
        double alone = measured.largestUnit() / rate;
        double load = figure(
                "load time",
                Math.max(together, alone),
                Unit.SECONDS,
                Origin.COMPUTED,
                alone > together
                        ? "the largest table or segment alone / load of a sub-task"
                        : "rows and LOBs / (" + atOnce + " sub-tasks x load of a sub-task)");
        parallelLoad(atOnce);
        return migration.type().replicates() ? cached(load) : 0;
    }

    private double cached(double load) {
        if (measured.logBytesPerSecond().isEmpty()) {
            advice.add(
                    "how fast the source changes could not be measured: add what its log grows in the load time to the"
                            + " storage");
            return 0;
        }
        double rate = figure(
                "changes",
                measured.logBytesPerSecond().getAsDouble(),
                Unit.BYTES_PER_SECOND,
                Origin.MEASURED,
                measured.logRateHow() + "; an upper bound, with indexes and other databases in it");
        return figure("cached changes", rate * load, Unit.BYTES, Origin.COMPUTED, "changes x load time");
    }

    private double storage(double waiting) {
        double logs = figure("task logs", assumed.logStorage(), Unit.BYTES, Origin.ASSUMED, "with default logging");
        return figure(
                "storage",
                waiting + logs,
                Unit.BYTES,
                Origin.COMPUTED,
                "cached changes, all on disk at worst, and task logs");
    }

    private static int gib(double bytes) {
        int wanted = (int) Math.min(MOST_STORAGE_GIB, Math.ceil(bytes / GIB));
        return Math.min(MOST_STORAGE_GIB, Math.max(LEAST_STORAGE_GIB, (wanted + 9) / 10 * 10));
    }

    private InstanceClass instance(double memory) {
        List<InstanceClass> candidates = new ArrayList<>();
        if (measured.bytes() <= SMALL_LOAD) {
            BURSTING.forEach(name -> InstanceClass.of(name).ifPresent(candidates::add));
        }
        STEADY.forEach(name -> InstanceClass.of(name).ifPresent(candidates::add));
        InstanceClass chosen = smallest(candidates, InstanceClass::memory, memory, "instance");
        memoryOf(chosen.name(), chosen.memory());
        return chosen;
    }

    /** Returns the first that has enough; of candidates from small to large, the last if none has. */
    private <T> T smallest(List<T> candidates, ToLongFunction<T> memoryOf, double memory, String kind) {
        Optional<T> enough = candidates.stream()
                .filter(candidate -> memory <= memoryOf.applyAsLong(candidate) * assumed.usableMemory())
                .findFirst();
        if (enough.isEmpty()) {
            advice.add("no " + kind + " has that much memory: lower CommitRate, LobMaxSize or MaxFullLoadSubTasks");
        }
        return enough.orElseGet(() -> candidates.get(candidates.size() - 1));
    }

    private void memoryOf(String what, long bytes) {
        figure(
                "memory of " + what,
                (double) bytes,
                Unit.BYTES,
                Origin.SETTING,
                String.format(Locale.ROOT, "of which a task may take %.0f %% (assumed)", 100 * assumed.usableMemory()));
    }

    private int subTasks(int byCpu, String cpus) {
        int proposed = Math.max(1, Math.min(Math.min(measured.loadUnits(), byCpu), MOST_SUB_TASKS));
        figure(
                "sub-tasks",
                proposed,
                Unit.COUNT,
                Origin.COMPUTED,
                "the least of " + measured.loadUnits() + " tables and segments, " + cpus + "and " + MOST_SUB_TASKS);
        return proposed;
    }

    /** A table that takes longer than all the others together is worth dividing. */
    private void parallelLoad(int atOnce) {
        measured.tables().stream()
                .filter(table -> table.segments() == 1 && table.bytes() > GIB)
                .filter(table -> table.bytes() > measured.bytes() / Math.max(2, atOnce))
                .forEach(table -> advice.add(String.format(
                        Locale.ROOT,
                        "%s is %.0f %% of all and is loaded by one sub-task: divide it by parallel-load, as dmskit generate"
                                + " proposes",
                        table.name(),
                        100.0 * table.bytes() / measured.bytes())));
    }
}
