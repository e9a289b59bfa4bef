package io.dmskit.local.engine;

import io.dmskit.catalog.TableName;
import io.dmskit.local.engine.TableStatistics.State;
import io.dmskit.settings.LogComponent;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts what happens to one source table. The engine counts, the control plane takes snapshots. Thread-safe and cheap. */
public final class TableProgress {
    private final TableName table;
    private final long estimatedRows;
    private final LongAdder loaded = new LongAdder();
    private final LongAdder loads = new LongAdder();
    private final Map<Operation, LongAdder> captured = adders();
    private final Map<Operation, LongAdder> applied = adders();
    private volatile State state = State.BEFORE_LOAD;
    private volatile @Nullable Instant loadStart;
    private volatile @Nullable Instant loadEnd;
    private volatile boolean reloaded;
    private volatile TableValidation validation = TableValidation.NOT_ENABLED;
    private volatile Instant lastUpdate;
    private volatile RunLog log = RunLog.SILENT;

    TableProgress(TableName table, long estimatedRows, Instant now) {
        this.table = table;
        this.estimatedRows = estimatedRows;
        this.lastUpdate = now;
    }

    /** What a change does to a table. */
    public enum Operation {
        INSERT,
        UPDATE,
        DELETE,
        DDL
    }

    static TableProgress restored(TableStatistics known) {
        TableProgress table = new TableProgress(known.table(), known.estimatedRows(), known.lastUpdate());
        table.loaded.add(known.fullLoadRows());
        of(table.captured, Operation.INSERT).add(known.inserts());
        of(table.captured, Operation.UPDATE).add(known.updates());
        of(table.captured, Operation.DELETE).add(known.deletes());
        of(table.captured, Operation.DDL).add(known.ddls());
        of(table.applied, Operation.INSERT).add(known.appliedInserts());
        of(table.applied, Operation.UPDATE).add(known.appliedUpdates());
        of(table.applied, Operation.DELETE).add(known.appliedDeletes());
        of(table.applied, Operation.DDL).add(known.appliedDdls());
        table.state = known.state();
        table.loadStart = known.fullLoadStart();
        table.loadEnd = known.fullLoadEnd();
        table.reloaded = known.reloaded();
        table.validation = known.validation();
        return table;
    }

    private static Map<Operation, LongAdder> adders() {
        Map<Operation, LongAdder> adders = new EnumMap<>(Operation.class);
        for (Operation operation : Operation.values()) {
            adders.put(operation, new LongAdder());
        }
        return adders;
    }

    private static LongAdder of(Map<Operation, LongAdder> adders, Operation operation) {
        return Objects.requireNonNull(adders.get(operation));
    }

    void logTo(RunLog next) {
        log = next;
    }

    /** Returns where to say what happens to the table. */
    public RunLog log() {
        return log;
    }

    /** Returns how many loads of the table this process has begun. */
    public long loads() {
        return loads.sum();
    }

    /** Notes that the load of the table begins. */
    public void loadStarted(Instant now, State loading, boolean again) {
        log.write(LogComponent.SOURCE_UNLOAD, RunLog.Level.INFO, "Start loading table " + table);
        loads.increment();
        loaded.reset();
        loadStart = now;
        loadEnd = null;
        reloaded = again;
        state = loading;
        lastUpdate = now;
    }

    /** Notes that the table, which is not being loaded, will be loaded again. */
    public void reloadAsked(Instant now) {
        if (state != State.BEFORE_LOAD && state != State.FULL_LOAD) {
            state = State.TABLE_IS_BEING_RELOADED;
            reloaded = true;
            lastUpdate = now;
        }
    }

    /** Adds rows on their way to the target; negative when they were rolled back. */
    public void rowsLoaded(long rows) {
        loaded.add(rows);
    }

    /** Notes that the table is in another state. */
    public void state(State next, Instant now) {
        if (state == State.FULL_LOAD && next != State.FULL_LOAD) {
            log.write(
                    LogComponent.TARGET_LOAD,
                    next == State.TABLE_ERROR ? RunLog.Level.ERROR : RunLog.Level.INFO,
                    "Load of table " + table + " ended: " + next.text() + ", " + loaded.sum() + " rows received");
        }
        state = next;
        lastUpdate = now;
        if (next != State.FULL_LOAD && loadStart != null && loadEnd == null) {
            loadEnd = now;
        }
    }

    /** Returns the table's state. */
    public State state() {
        return state;
    }

    /** Counts changes read from the source; negative when they will be read again. */
    public void captured(Operation operation, long count) {
        of(captured, operation).add(count);
    }

    /** Counts changes committed on the target. */
    public void applied(Operation operation, long count, Instant now) {
        of(applied, operation).add(count);
        lastUpdate = now;
    }

    /** Notes that the table will be compared again. */
    void revalidationAsked() {
        if (validation.state() != TableValidation.State.NO_PRIMARY_KEY) {
            validation = TableValidation.of(TableValidation.State.PENDING_REVALIDATION);
        }
    }

    /** Returns how many changes are committed on the target. */
    public long appliedChanges() {
        return applied.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** Returns how the table's validation stands. */
    public TableValidation validation() {
        return validation;
    }

    /** Notes how the table's validation stands. */
    public void validation(TableValidation next) {
        validation = next;
    }

    TableStatistics snapshot() {
        return new TableStatistics(
                table,
                state,
                loaded.sum(),
                estimatedRows,
                of(captured, Operation.INSERT).sum(),
                of(captured, Operation.UPDATE).sum(),
                of(captured, Operation.DELETE).sum(),
                of(captured, Operation.DDL).sum(),
                of(applied, Operation.INSERT).sum(),
                of(applied, Operation.UPDATE).sum(),
                of(applied, Operation.DELETE).sum(),
                of(applied, Operation.DDL).sum(),
                loadStart,
                loadEnd,
                reloaded,
                validation,
                lastUpdate);
    }
}
