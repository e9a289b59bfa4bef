package io.dmskit.local.engine.apply;

import io.dmskit.local.engine.PostgresDatabase;
import io.dmskit.local.engine.ReplicationException;
import io.dmskit.local.engine.RunLog;
import io.dmskit.local.engine.TableProgress.Operation;
import io.dmskit.local.engine.TableStatistics.State;
import io.dmskit.local.engine.apply.Change.WhenMissing;
import io.dmskit.settings.LogComponent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The slow way to apply changes: each by itself, so that one the target refuses can be treated as ErrorBehavior says. */
final class OneByOne {
    private static final Logger log = LoggerFactory.getLogger(OneByOne.class);

    private static final String DUPLICATE_KEY = "23505";

    private final Connection target;
    private final Statements statements;
    private final ControlTables control;
    private final ApplySettings settings;
    private final InstantSource clock;
    private final List<Change> refused = new ArrayList<>();
    private boolean cachedChanges;

    OneByOne(
            Connection target,
            Statements statements,
            ControlTables control,
            ApplySettings settings,
            InstantSource clock) {
        this.target = target;
        this.statements = statements;
        this.control = control;
        this.settings = settings;
        this.clock = clock;
    }

    void cachedChanges(boolean cached) {
        cachedChanges = cached;
    }

    /** Returns the changes that did not reach the target. */
    List<Change> refused() {
        return refused;
    }

    /** Applies changes in order. */
    void apply(List<Change> changes) throws SQLException, ReplicationException {
        for (Change change : changes) {
            if (change.table().isPassedOver()) {
                refused.add(change);
            } else {
                apply(change);
            }
        }
    }

    /** Returns the changes but those of tables that are passed over by now, which are refused. */
    List<Change> withoutPassedOver(List<Change> changes) {
        if (changes.stream().noneMatch(change -> change.table().isPassedOver())) {
            return changes;
        }
        Map<Boolean, List<Change>> parts = changes.stream()
                .collect(Collectors.partitioningBy(change -> change.table().isPassedOver()));
        refused.addAll(parts.getOrDefault(true, List.of()));
        return parts.getOrDefault(false, List.of());
    }

    private void apply(Change change) throws SQLException, ReplicationException {
        execute("SAVEPOINT one");
        try {
            int rows = execute(change);
            if (rows == 0 && change.operation() != Operation.DDL) {
                missing(change);
            }
        } catch (SQLException e) {
            if (PostgresDatabase.isConnectionLost(e)) {
                throw e;
            }
            execute("ROLLBACK TO SAVEPOINT one");
            refuse(change, e);
        }
        execute("RELEASE SAVEPOINT one");
    }

    private int execute(Change change) throws SQLException {
        PreparedStatement statement =
                statements.get(change.shape(), change.table().columns());
        ApplySql.bind(statement, change);
        return statement.executeUpdate();
    }

    /** Returns whether no row is touched when the change meets none, so that it does not matter when that is seen to. */
    boolean isOnlyTold(Change change) {
        ErrorPolicy policy = policyForMissing(change);
        boolean passedOver = cachedChanges && settings.ignoreConflicts() && policy != ErrorPolicy.UPDATE_RECORD;
        return change.whenMissing() == WhenMissing.CONFLICT
                && (policy == ErrorPolicy.IGNORE_RECORD || policy == ErrorPolicy.LOG_ERROR || passedOver);
    }

    private ErrorPolicy policyForMissing(Change change) {
        return change.operation() == Operation.DELETE ? settings.delete() : settings.update();
    }

    /** Does what is to be done about a change that met no row. */
    void missing(Change change) throws SQLException, ReplicationException {
        if (change.whenMissing() == WhenMissing.NOTHING) {
            return;
        }
        ErrorPolicy policy = policyForMissing(change);
        boolean insert = change.whenMissing() == WhenMissing.INSERT || policy == ErrorPolicy.UPDATE_RECORD;
        if (change.operation() == Operation.UPDATE && insert && change.isWhole()) {
            execute(change.asInsert());
            return;
        }
        refused.add(change);
        if (!cachedChanges || !settings.ignoreConflicts()) {
            follow(policy, change, "no row of table " + change.table().target() + " has this key");
        }
    }

    private void refuse(Change change, SQLException e) throws SQLException, ReplicationException {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        boolean duplicate = state.equals(DUPLICATE_KEY) && change.operation() == Operation.INSERT;
        if (duplicate && settings.insert() == ErrorPolicy.INSERT_RECORD) {
            execute(change.clearingTheWay());
            execute(change);
            return;
        }
        refused.add(change);
        if (duplicate && cachedChanges && settings.ignoreConflicts()) {
            return;
        }
        ErrorPolicy policy = duplicate ? settings.insert() : policyFor(state);
        follow(policy, change, PostgresDatabase.firstLine(e));
    }

    /** Class 22 is data that does not fit, class 23 a constraint; all else is wrong with the table. */
    private ErrorPolicy policyFor(String state) {
        return state.startsWith("22") || state.startsWith("23") ? settings.data() : settings.table();
    }

    private void follow(ErrorPolicy policy, Change change, String error) throws SQLException, ReplicationException {
        String sql = ApplySql.of(change.shape(), change.table().columns());
        switch (policy) {
            case IGNORE_RECORD -> log.debug("a change was ignored: {}", error);
            case LOG_ERROR, INSERT_RECORD, UPDATE_RECORD -> {
                log.warn(
                        "a change of table {} was not applied: {}",
                        change.table().plan().source().name(),
                        error);
                record(change, sql, error);
                say(change.table(), RunLog.Level.WARNING, "has a change that was not applied: " + error);
            }
            case SUSPEND_TABLE -> {
                record(change, sql, error);
                suspend(change.table(), error);
            }
            case STOP_TASK ->
                throw new ReplicationException(
                        "a change of table " + change.table().plan().source().name()
                                + " cannot be applied and the error policy is STOP_TASK: " + error);
        }
    }

    /** The task goes on when its table of exceptions takes no row, as DMS's does on an error that is only logged: the log has it. */
    private void record(Change change, String sql, String error) throws SQLException {
        execute("SAVEPOINT exception");
        try {
            control.exception(target, change.table().target(), clock.instant(), sql, error);
        } catch (SQLException e) {
            if (PostgresDatabase.isConnectionLost(e)) {
                throw e;
            }
            execute("ROLLBACK TO SAVEPOINT exception");
            log.warn("awsdms_apply_exceptions does not take a row", e);
            say(
                    change.table(),
                    RunLog.Level.WARNING,
                    "has a change that is not in awsdms_apply_exceptions, which does not take it: "
                            + PostgresDatabase.firstLine(e));
        }
        execute("RELEASE SAVEPOINT exception");
    }

    /** The text of a server's message names columns and constraints; its details, which quote rows, are left out of it. */
    private static void say(AppliedTable table, RunLog.Level level, String what) {
        table.progress()
                .log()
                .write(
                        LogComponent.TARGET_APPLY,
                        level,
                        "Table " + table.plan().source().name() + " " + what);
    }

    /** Passes over the table's changes from now on and remembers that on the target. */
    void suspend(AppliedTable table, String reason) throws SQLException {
        log.error("table {} is suspended: {}", table.plan().source().name(), reason);
        say(table, RunLog.Level.ERROR, "is suspended: " + reason);
        table.suspend();
        table.progress().state(State.TABLE_ERROR, clock.instant());
        control.suspend(target, table.plan().source().name(), reason);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = target.createStatement()) {
            statement.execute(sql);
        }
    }
}
