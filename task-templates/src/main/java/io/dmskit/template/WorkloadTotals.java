package io.dmskit.template;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a workload has done.
 *
 * @param transactions transactions committed
 * @param byKind the same by kind, such as {@code deposit} or {@code withdrawal refused}
 */
public record WorkloadTotals(long transactions, SortedMap<String, Long> byKind) {
    /** Copies the map. */
    public WorkloadTotals {
        byKind = Collections.unmodifiableSortedMap(new TreeMap<>(byKind));
    }

    /** Returns how many transactions of this kind there were. */
    public long of(String kind) {
        return byKind.getOrDefault(kind, 0L);
    }
}
