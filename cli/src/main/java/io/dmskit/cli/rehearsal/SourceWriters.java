package io.dmskit.cli.rehearsal;

import io.dmskit.catalog.ConnectionSupplier;
import io.dmskit.cutover.Writers;
import io.dmskit.migration.Migration;
import io.dmskit.template.RunningWorkload;
import io.dmskit.template.Workload;
import io.dmskit.template.WorkloadTotals;
import io.dmskit.template.Workloads;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The migration's workload as the cutover sees it: something that stops, and that starts again when the cutover rolls back. */
final class SourceWriters implements Writers, AutoCloseable {
    private final Optional<Workload> workload;
    private final ConnectionSupplier source;
    private @Nullable RunningWorkload running;

    SourceWriters(Migration migration, ConnectionSupplier source) {
        this.workload = migration.rehearsal().orElseThrow().workload().map(SourceWriters::named);
        this.source = source;
    }

    private static Workload named(String name) {
        return Workloads.named(name)
                .orElseThrow(() -> new IllegalArgumentException("there is no workload \"" + name
                        + "\": rehearsal.workload may be one of " + Workloads.names()));
    }

    @Override
    public synchronized void start() {
        if (workload.isPresent()) {
            try {
                running = workload.get().start(source);
            } catch (SQLException e) {
                throw new IllegalStateException("the writers cannot start: " + e.getMessage(), e);
            }
        }
    }

    @Override
    public synchronized void stop(Duration limit) {
        if (running != null) {
            try {
                running.stop();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while the writers were stopping", e);
            }
        }
    }

    /** Throws if a writer has stopped by itself. */
    synchronized void check() {
        if (running != null) {
            running.failure().ifPresent(failure -> {
                throw failure;
            });
        }
    }

    synchronized WorkloadTotals totals() {
        return running == null ? new WorkloadTotals(0, new TreeMap<>()) : running.totals();
    }

    @Override
    public synchronized void close() {
        if (running != null) {
            running.close();
        }
    }
}
