package io.dmskit.verify;

import io.dmskit.catalog.TableName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How one table compared.
 *
 * @param source its name on the source
 * @param target its name on the target
 * @param sourceRows rows the mapping lets pass on the source; 0 when there is a problem
 * @param targetRows rows on the target that come from this source; 0 when there is a problem
 * @param identical whether everything that was compared is the same; false when there is a problem
 * @param notCompared columns the checksum leaves out, which are therefore not verified
 * @param differences the first differing rows; may be empty although the table is not identical, when only rows were counted
 * @param problem why the table could not be compared, if it could not
 * @param checksums what the two sides came to; empty if only rows were counted
 * @param duration how long it took
 */
public record TableComparison(
        TableName source,
        TableName target,
        long sourceRows,
        long targetRows,
        boolean identical,
        List<NotCompared> notCompared,
        List<Difference> differences,
        Optional<String> problem,
        Optional<Checksums> checksums,
        Duration duration) {
    /**
     * What each database computed over its own rows, as hexadecimal digits: sums over 96 bits of the rows' hashes. They mean something
     * only beside each other, since they contain what the mapping makes of the rows.
     *
     * @param source of the rows that the mapping lets pass
     * @param target of the rows that come from this source
     */
    public record Checksums(String source, String target) {}

    /** A comparison whose checksums are not kept. */
    public TableComparison(
            TableName source,
            TableName target,
            long sourceRows,
            long targetRows,
            boolean identical,
            List<NotCompared> notCompared,
            List<Difference> differences,
            Optional<String> problem,
            Duration duration) {
        this(
                source,
                target,
                sourceRows,
                targetRows,
                identical,
                notCompared,
                differences,
                problem,
                Optional.empty(),
                duration);
    }

    /** Copies the lists. */
    public TableComparison {
        notCompared = List.copyOf(notCompared);
        differences = List.copyOf(differences);
    }

    static TableComparison failed(TableName source, TableName target, String problem, Duration duration) {
        return new TableComparison(source, target, 0, 0, false, List.of(), List.of(), Optional.of(problem), duration);
    }

    /** Returns the short phrase used in reports: what was found. */
    public String describe() {
        String table = source + " -> " + target + ": ";
        if (problem.isPresent()) {
            return table + "not compared: " + problem.get();
        }
        if (identical) {
            return table + sourceRows + " rows identical";
        }
        return table
                + (sourceRows == targetRows
                        ? sourceRows + " rows, "
                        : sourceRows + " rows against " + targetRows + ", ")
                + (differences.isEmpty() ? "different" : "first difference: " + differences.get(0));
    }
}
