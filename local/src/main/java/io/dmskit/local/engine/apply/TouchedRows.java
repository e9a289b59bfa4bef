package io.dmskit.local.engine.apply;

import io.dmskit.catalog.Key;
import io.dmskit.local.engine.TableProgress.Operation;
import io.dmskit.mapping.plan.ColumnPlan;
import io.dmskit.mapping.plan.TablePlan;
import io.dmskit.verify.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Notes the rows of a table that changes touch while its two sides are being compared: a row that was under way says nothing about
 * whether the table differs. Thread-safe.
 */
public final class TouchedRows {
    /** More than these and nothing is said about the whole table. */
    private static final int MOST = 100_000;

    private final Set<List<String>> keys = ConcurrentHashMap.newKeySet();
    private volatile boolean noting = true;
    private volatile boolean spoiled;

    void note(Change change) {
        if (change.operation() == Operation.DDL) {
            spoil();
        } else if (noting && !spoiled) {
            noteKeys(change);
        }
    }

    private void noteKeys(Change change) {
        TablePlan plan = change.table().plan();
        List<Integer> key = indexes(plan);
        if (keys.size() > MOST
                || key.isEmpty()
                || !change.shape().match().columns().containsAll(key)) {
            spoil();
            return;
        }
        List<String> old = new ArrayList<>();
        List<String> now = new ArrayList<>();
        for (int column : key) {
            old.add(Difference.shown(String.valueOf(change.old(column))));
            boolean set = change.shape().set().get(column);
            now.add(Difference.shown(String.valueOf(set ? change.value(column) : change.old(column))));
        }
        keys.add(old);
        keys.add(now);
    }

    private static List<Integer> indexes(TablePlan plan) {
        Optional<Key> key = plan.key();
        List<String> names = plan.columns().stream().map(ColumnPlan::name).toList();
        return key.map(Key::columns).orElse(List.of()).stream()
                .map(names::indexOf)
                .toList();
    }

    /** Notes no more rows: those touched from now on are touched after both sides were read. */
    public void enough() {
        noting = false;
    }

    /** The table as a whole was changed, so that nothing read of it meanwhile counts. */
    void spoil() {
        spoiled = true;
    }

    /** Returns whether nothing can be said about the table. */
    public boolean isSpoiled() {
        return spoiled;
    }

    /** Returns whether the row was under way. */
    public boolean contains(Difference difference) {
        return keys.contains(difference.key());
    }
}
