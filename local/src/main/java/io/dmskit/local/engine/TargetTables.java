package io.dmskit.local.engine;

import io.dmskit.catalog.Catalog;
import io.dmskit.catalog.PostgresCatalog;
import io.dmskit.local.engine.load.TargetTable;
import io.dmskit.mapping.plan.TablePlan;
import io.dmskit.settings.FullLoadSettings.TargetTablePrepMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Makes target tables ready for a load, as TargetTablePrepMode says. */
final class TargetTables {
    private final RunContext run;

    TargetTables(RunContext run) {
        this.run = run;
    }

    /** Returns the tables as the target has them now. */
    List<TargetTable> of(List<TablePlan> plans) throws ReplicationException {
        try (Connection to = run.target().connect()) {
            Catalog catalog = PostgresCatalog.read(to);
            return plans.stream()
                    .map(plan -> new TargetTable(plan, catalog.table(plan.target())))
                    .toList();
        } catch (SQLException e) {
            throw run.target().failure(e);
        }
    }

    void prepare(List<TargetTable> tables, TargetTablePrepMode mode) throws ReplicationException {
        try (Connection to = run.target().connect()) {
            for (TargetTable table : tables) {
                prepare(table, mode, to);
            }
        } catch (SQLException e) {
            throw run.target().failure(e);
        }
    }

    void prepare(TargetTable table, TargetTablePrepMode mode, Connection to) throws SQLException, ReplicationException {
        boolean keyNow = !run.settings().keyAfterLoad() || !run.spec().type().loads();
        table.prepare(to, mode, keyNow);
    }

    /** Prepares a load, and remembers what the next run must know if this one is interrupted, be it by the end of the process. */
    void prepareForLoad(List<TargetTable> tables) throws ReplicationException {
        TargetTablePrepMode mode = run.settings().prepMode();
        try (Connection to = run.target().connect()) {
            Set<String> begun = run.resumes() ? run.control().loadsBegun(to) : Set.of();
            List<TargetTable> again =
                    tables.stream().filter(table -> begun.contains(name(table))).toList();
            // Tables may have been selected since: what they hold is not of this task.
            List<TargetTable> first = tables.stream()
                    .filter(table -> !begun.contains(name(table)))
                    .toList();
            requireRemovable(again, to);
            Set<String> missingBefore = run.control().missingBefore(to);
            again.stream().filter(table -> missingBefore.contains(name(table))).forEach(TargetTable::madeBefore);
            rememberHeldRows(first, to);
            prepare(first, mode);
            prepare(again, mode == TargetTablePrepMode.DO_NOTHING ? TargetTablePrepMode.TRUNCATE_BEFORE_LOAD : mode);
        } catch (SQLException e) {
            throw run.target().failure(e);
        }
    }

    private static String name(TargetTable table) {
        return table.plan().target().toString();
    }

    /** All or nothing: that a load has begun is only true when it is known which rows are not its own. */
    private void rememberHeldRows(List<TargetTable> tables, Connection to) throws SQLException {
        to.setAutoCommit(false);
        for (TargetTable table : tables) {
            if (run.settings().prepMode() == TargetTablePrepMode.DO_NOTHING && table.holdsRows(to)) {
                run.control().saveHeldRows(to, table.plan().target());
            }
            run.control().saveLoadBegun(to, table.plan().target(), table.isMissing());
        }
        to.commit();
        to.setAutoCommit(true);
    }

    /** A load that was interrupted is done again; what it wrote is removed first, if it can be told from what was there before. */
    private void requireRemovable(List<TargetTable> tables, Connection to) throws SQLException, ReplicationException {
        Set<String> held = run.control().heldRows(to);
        for (TargetTable table : tables) {
            if (run.settings().prepMode() == TargetTablePrepMode.DO_NOTHING && held.contains(name(table))) {
                throw new ReplicationException(
                        "the load of table " + table.plan().target() + " was interrupted, and the table"
                                + " held rows before: empty it by hand and use reload-target");
            }
        }
    }
}
