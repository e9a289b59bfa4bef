package io.dmskit.local.dms;

import io.dmskit.catalog.TableName;
import io.dmskit.local.engine.ReplicationStatistics;
import io.dmskit.local.engine.TableStatistics;
import io.dmskit.local.store.Documents;
import io.dmskit.local.store.Shelf;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the statistics of jobs: once a second while they run, and when a run ends; of each table only what has changed. What the
 * last second before the end of a process has counted is lost, which is why of what rows depend on nothing is taken from here but
 * what errs on the side of loading again: which tables of a full load are complete, and which reloads are open. A reload is kept
 * before it is answered. Used under the {@link Conductor} only.
 */
final class KeptStatistics {
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final Conductor conductor;
    private final Shelf<Whole> wholes;
    private final Shelf<OfTable> tables;
    private final Map<String, Whole> keptWholes;
    private final Map<String, Map<String, OfTable>> keptTables = new HashMap<>();

    /**
     * What is kept of a job as a whole.
     *
     * @param begun when it was last begun afresh, which tells it from what an earlier run had counted
     * @param reloads the tables that were asked to be reloaded, until they are; null where nobody kept them
     */
    private record Whole(
            Instant begun,
            @Nullable Instant fullLoadStart,
            @Nullable Instant fullLoadEnd,
            @Nullable String checkpoint,
            @Nullable List<TableName> reloads) {}

    /** What is kept of a table, and the place it has in the load order. */
    private record OfTable(int place, TableStatistics statistics) {}

    KeptStatistics(Conductor conductor) {
        this.conductor = conductor;
        wholes = conductor.shelf("statistics", Documents.of(Whole.class));
        tables = conductor.shelf("table-statistics", Documents.of(OfTable.class));
        keptWholes = new HashMap<>(wholes.kept());
        tables.kept()
                .forEach((key, table) -> of(key.substring(0, key.indexOf(' '))).put(key, table));
    }

    private Map<String, OfTable> of(String arn) {
        return keptTables.computeIfAbsent(arn, any -> new HashMap<>());
    }

    /** Keeps the statistics of the jobs that run, from now on until the conductor closes, if anything is kept at all. */
    void begin(Supplier<Stream<? extends Job>> running) {
        if (conductor.isDurable()) {
            conductor.after(PERIOD, () -> {
                begin(running);
                running.get().forEach(this::keep);
            });
        }
    }

    /** Gives a job the statistics that were kept of it, unless it was started afresh since. */
    void restore(Job job) {
        Whole whole = keptWholes.get(job.arn);
        if (whole == null
                || job.freshStart()
                        .filter(start -> start.isAfter(whole.begun()))
                        .isPresent()) {
            return;
        }
        List<TableStatistics> known = of(job.arn).values().stream()
                .sorted(Comparator.comparing(OfTable::place))
                .map(OfTable::statistics)
                .toList();
        job.statistics.restore(whole.begun(), known, whole.fullLoadStart(), whole.fullLoadEnd(), whole.checkpoint());
        if (whole.reloads() != null) {
            job.requests.restoreReloads(whole.reloads());
        }
    }

    /** Keeps what has changed since the last time. */
    void keep(Job job) {
        ReplicationStatistics statistics = job.statistics;
        Optional<Instant> begun = statistics.begun();
        if (begun.isEmpty() || !conductor.isDurable()) {
            return;
        }
        Whole whole = new Whole(
                begun.get(),
                statistics.fullLoadStart().orElse(null),
                statistics.fullLoadEnd().orElse(null),
                statistics.recoveryCheckpoint().orElse(null),
                job.requests.openReloads(statistics).stream().sorted().toList());
        if (!whole.equals(keptWholes.put(job.arn, whole))) {
            wholes.put(job.arn, whole);
        }
        keepTables(job.arn, statistics.tables());
    }

    private void keepTables(String arn, List<TableStatistics> now) {
        Map<String, OfTable> kept = of(arn);
        Map<String, OfTable> next = new HashMap<>();
        for (int place = 0; place < now.size(); place++) {
            OfTable table = new OfTable(place, now.get(place));
            String key = arn + " " + table.statistics().table();
            next.put(key, table);
            if (!table.equals(kept.get(key))) {
                tables.put(key, table);
            }
        }
        kept.keySet().stream().filter(key -> !next.containsKey(key)).forEach(tables::remove);
        keptTables.put(arn, next);
    }

    /** Forgets the statistics of a job that is deleted. */
    void forget(String arn) {
        if (keptWholes.remove(arn) != null) {
            wholes.remove(arn);
            of(arn).keySet().forEach(tables::remove);
            keptTables.remove(arn);
        }
    }
}
