package io.dmskit.verify;

import io.dmskit.catalog.Catalog;
import io.dmskit.catalog.Table;
import io.dmskit.mapping.plan.MappingPlan;
import io.dmskit.mapping.plan.TablePlan;
import io.dmskit.task.WaitInterruptedException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One run over all tables of a plan. */
final class Verification {
    private final TableComparer comparer;
    private final Side target;
    private final MappingPlan plan;
    private final VerificationListener listener;
    private final long start = System.nanoTime();
    private int done;

    Verification(TableComparer comparer, Side target, MappingPlan plan, VerificationListener listener) {
        this.comparer = comparer;
        this.target = target;
        this.plan = plan;
        this.listener = listener;
    }

    VerificationReport run(Duration limit) {
        Catalog catalog = await(target.catalog(), limit)
                .orElseThrow(() -> new VerificationException(
                        "the target's tables could not be read within " + limit.toSeconds() + " s"));
        List<Running> running = plan.tables().stream()
                .sorted(Comparator.comparingLong(
                                (TablePlan table) -> table.source().estimatedRows())
                        .reversed())
                .map(table -> new Running(table, begin(table, catalog)))
                .toList();
        List<TableComparison> tables = running.stream()
                .sorted(Comparator.comparingInt(one -> plan.tables().indexOf(one.table)))
                .map(one -> result(one, limit))
                .toList();
        return new VerificationReport(tables, elapsed());
    }

    /** The largest tables begin first, so that no large one is left alone at the end. */
    private CompletableFuture<TableComparison> begin(TablePlan table, Catalog catalog) {
        return catalog.table(table.target())
                .map(stored -> compare(table, stored))
                .orElseGet(() -> CompletableFuture.completedFuture(failed(table, "it is not on the target")))
                .exceptionally(failure -> failed(table, message(failure)))
                .thenApply(this::tell);
    }

    private CompletableFuture<TableComparison> compare(TablePlan table, Table stored) {
        try {
            return comparer.compare(table, stored);
        } catch (IllegalArgumentException e) {
            return CompletableFuture.completedFuture(failed(table, String.valueOf(e.getMessage())));
        }
    }

    private synchronized TableComparison tell(TableComparison comparison) {
        done++;
        listener.compared(comparison, done, plan.tables().size());
        return comparison;
    }

    private TableComparison result(Running running, Duration limit) {
        return await(running.comparison, limit)
                .orElseGet(() -> failed(running.table, "not done within the " + limit.toSeconds() + " s given"));
    }

    /** Returns nothing when the time is up. */
    private <T> Optional<T> await(CompletableFuture<T> answer, Duration limit) {
        try {
            long left = Math.max(0, limit.minus(elapsed()).toNanos());
            return Optional.of(answer.get(left, TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WaitInterruptedException(
                    "the verification of " + plan.tables().size() + " tables", e);
        } catch (ExecutionException e) {
            throw new VerificationException(message(e), e);
        }
    }

    private TableComparison failed(TablePlan table, String problem) {
        return TableComparison.failed(table.source().name(), table.target(), problem, elapsed());
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static String message(Throwable failure) {
        boolean wrapper = failure instanceof CompletionException || failure instanceof ExecutionException;
        Throwable cause = failure.getCause();
        return wrapper && cause != null && !(cause instanceof java.sql.SQLException)
                ? message(cause)
                : String.valueOf(failure.getMessage());
    }

    /** A table whose comparison has begun. */
    private record Running(TablePlan table, CompletableFuture<TableComparison> comparison) {}
}
