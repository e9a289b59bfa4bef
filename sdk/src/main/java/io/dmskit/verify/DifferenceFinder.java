package io.dmskit.verify;

import io.dmskit.verify.Difference.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/**
 * Finds the differing rows of a table that is known to differ: first which buckets of keys differ, one scan of each side, then the
 * rows of those buckets. Only these rows travel, as hashes.
 */
final class DifferenceFinder {
    /** Few enough to fetch several buckets, many enough that the grouped scan stays small. */
    private static final int ROWS_PER_BUCKET = 1000;

    private static final int MOST_BUCKETS = 1 << 16;
    private static final Comparator<List<String>> BY_TEXT =
            (one, other) -> Arrays.compare(one.toArray(new String[0]), other.toArray(new String[0]));

    private final Side source;
    private final Side target;
    private final TablePairing pairing;
    private final int limit;

    /**
     * Creates a finder.
     *
     * @param limit how many differences are reported at most
     */
    DifferenceFinder(Side source, Side target, TablePairing pairing, int limit) {
        this.source = source;
        this.target = target;
        this.pairing = pairing;
        this.limit = limit;
    }

    /**
     * Finds the first differences in the order of their keys' text.
     *
     * @param rows how many rows the larger side has
     */
    CompletableFuture<List<Difference>> find(long rows) {
        int buckets = (int) Math.max(1, Math.min(rows / ROWS_PER_BUCKET, MOST_BUCKETS));
        return digests(source, pairing.source(), buckets)
                .thenCombine(digests(target, pairing.target(), buckets), this::differing)
                .thenCompose(chosen -> differences(buckets, chosen));
    }

    private static CompletableFuture<Map<Integer, Digest>> digests(Side side, Projection rows, int buckets) {
        return side.ask(statement -> Digest.ofBuckets(statement, side.dialect().buckets(rows, buckets)));
    }

    /** Each differing bucket holds at least one differing row, so that no more than the limit are needed. */
    private List<Integer> differing(Map<Integer, Digest> sourceDigests, Map<Integer, Digest> targetDigests) {
        Set<Integer> all = new TreeSet<>(sourceDigests.keySet());
        all.addAll(targetDigests.keySet());
        return all.stream()
                .filter(bucket -> {
                    Digest digest = sourceDigests.get(bucket);
                    return digest == null || !digest.equals(targetDigests.get(bucket));
                })
                .limit(limit)
                .toList();
    }

    private CompletableFuture<List<Difference>> differences(int buckets, List<Integer> chosen) {
        if (chosen.isEmpty()) {
            return CompletableFuture.completedFuture(List.of());
        }
        return rows(source, pairing.source(), buckets, chosen)
                .thenCombine(rows(target, pairing.target(), buckets, chosen), this::compare);
    }

    private static CompletableFuture<Map<List<String>, Occurrences>> rows(
            Side side, Projection rows, int buckets, List<Integer> chosen) {
        return side.ask(statement -> read(statement, side.dialect().rows(rows, buckets, chosen)));
    }

    private static Map<List<String>, Occurrences> read(Statement statement, String query) throws SQLException {
        Map<List<String>, Occurrences> rows = new HashMap<>();
        try (ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                List<String> key = List.of((String[]) row.getArray(1).getArray());
                List<String> hashes = List.of((String[]) row.getArray(2).getArray());
                rows.merge(key, new Occurrences(1, hashes), (one, other) -> new Occurrences(one.rows + 1, one.hashes));
            }
        }
        return rows;
    }

    private List<Difference> compare(Map<List<String>, Occurrences> onSource, Map<List<String>, Occurrences> onTarget) {
        Set<List<String>> keys = new TreeSet<>(BY_TEXT);
        keys.addAll(onSource.keySet());
        keys.addAll(onTarget.keySet());
        List<Difference> differences = new ArrayList<>();
        for (List<String> key : keys) {
            Occurrences here = onSource.getOrDefault(key, Occurrences.NONE);
            Occurrences there = onTarget.getOrDefault(key, Occurrences.NONE);
            if (differences.size() < limit && !here.equals(there)) {
                differences.add(difference(key, here, there));
            }
        }
        return differences;
    }

    private Difference difference(List<String> key, Occurrences here, Occurrences there) {
        List<String> shown = key.stream().map(Difference::shown).toList();
        if (here.rows != there.rows) {
            return new Difference(
                    here.rows > there.rows ? Kind.MISSING_ON_TARGET : Kind.ONLY_ON_TARGET, shown, List.of());
        }
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < here.hashes.size(); i++) {
            if (!here.hashes.get(i).equals(there.hashes.get(i))) {
                columns.add(pairing.compared().get(i));
            }
        }
        return new Difference(Kind.DIFFERENT, shown, columns);
    }

    /**
     * The rows under one key.
     *
     * @param rows how many; more than one only where nothing makes the key unique
     * @param hashes of the columns of the first one
     */
    private record Occurrences(int rows, List<String> hashes) {
        static final Occurrences NONE = new Occurrences(0, List.of());
    }
}
