package io.dmskit.verify;

import io.dmskit.catalog.Table;
import io.dmskit.mapping.plan.TablePlan;
import io.dmskit.verify.TableComparison.Checksums;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Compares one table at a time. Thread-safe. */
final class TableComparer {
    private final Side source;
    private final Side target;
    private final boolean checksums;
    private final int differences;

    TableComparer(Side source, Side target, boolean checksums, int differences) {
        this.source = source;
        this.target = target;
        this.checksums = checksums;
        this.differences = differences;
    }

    /**
     * Compares a table.
     *
     * @param stored the table on the target
     * @throws IllegalArgumentException if the target lacks a column
     */
    CompletableFuture<TableComparison> compare(TablePlan plan, Table stored) {
        long start = System.nanoTime();
        TablePairing pairing = TablePairing.of(plan, stored, source.dialect(), target.dialect());
        return digest(source, pairing, pairing.source())
                .thenCombine(digest(target, pairing, pairing.target()), Digests::new)
                .thenCompose(digests -> findings(pairing, digests)
                        .thenApply(found -> comparison(pairing, digests, found, System.nanoTime() - start)));
    }

    private CompletableFuture<Digest> digest(Side side, TablePairing pairing, Projection rows) {
        if (sums(pairing)) {
            return side.ask(statement -> Digest.of(statement, side.dialect().digest(rows)));
        }
        return side.ask(statement -> Digest.count(statement, side.dialect().count(rows)));
    }

    private boolean sums(TablePairing pairing) {
        return checksums && !pairing.compared().isEmpty();
    }

    private CompletableFuture<List<Difference>> findings(TablePairing pairing, Digests digests) {
        if (digests.equal() || !sums(pairing) || differences == 0) {
            return CompletableFuture.completedFuture(List.of());
        }
        return new DifferenceFinder(source, target, pairing, differences).find(digests.mostRows());
    }

    private TableComparison comparison(TablePairing pairing, Digests digests, List<Difference> found, long nanos) {
        return new TableComparison(
                pairing.plan().source().name(),
                pairing.plan().target(),
                digests.source.rows(),
                digests.target.rows(),
                digests.equal(),
                checksums ? pairing.notCompared() : List.of(),
                found,
                Optional.empty(),
                sums(pairing)
                        ? Optional.of(new Checksums(digests.source.checksum(), digests.target.checksum()))
                        : Optional.empty(),
                Duration.ofNanos(nanos));
    }

    private record Digests(Digest source, Digest target) {
        boolean equal() {
            return source.equals(target);
        }

        long mostRows() {
            return Math.max(source.rows(), target.rows());
        }
    }
}
