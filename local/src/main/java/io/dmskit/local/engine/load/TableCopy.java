package io.dmskit.local.engine.load;

import io.dmskit.catalog.Column;
import io.dmskit.local.engine.ReplicationException;
import io.dmskit.local.engine.Sql;
import io.dmskit.local.engine.StopSignal;
import io.dmskit.local.engine.row.RowContext;
import io.dmskit.local.engine.row.RowTransform;
import io.dmskit.mapping.plan.ColumnPlan;
import io.dmskit.mapping.plan.TablePlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOperation;
import org.postgresql.copy.CopyOut;

/** Copies the rows of one unit from COPY to COPY: in binary and untouched where nothing changes them, else as text. */
final class TableCopy {
    private static final int BUFFER = 1 << 16;

    private final LoadUnit unit;
    private final TablePlan plan;
    private final StopSignal stop;
    private final byte[] buffer = new byte[BUFFER];
    private int filled;

    TableCopy(LoadUnit unit, StopSignal stop) {
        this.unit = unit;
        this.plan = unit.table().plan();
        this.stop = stop;
    }

    /**
     * Copies the rows; the caller commits.
     *
     * @return how many rows were written
     * @throws CancellationException if a stop was asked for
     */
    long run(Connection source, Connection target, Instant now) throws SQLException, ReplicationException {
        boolean binary = plan.columns().stream().allMatch(unit.table().target()::takesBinary);
        return binary ? pass(source, target) : transform(source, target, now);
    }

    private long pass(Connection source, Connection target) throws SQLException {
        List<String> columns = plan.columns().stream()
                .map(column ->
                        Sql.name(((ColumnPlan.Copied) column.origin()).column().name()))
                .toList();
        CopyOut out = copier(source).copyOut("COPY (" + unit.query(columns) + ") TO STDOUT (FORMAT binary)");
        try {
            CopyIn in = copier(target).copyIn(copyIn() + " (FORMAT binary)");
            return write(out, in, row -> row);
        } finally {
            cancel(out);
        }
    }

    private long transform(Connection source, Connection target, Instant now) throws SQLException {
        List<String> columns =
                plan.source().columns().stream().map(TableCopy::read).toList();
        try (RowTransform transform = new RowTransform(plan)) {
            CopyText text =
                    new CopyText(plan.source().columns().size(), plan.columns().size(), transform);
            RowContext context = RowContext.fullLoad(now);
            CopyOut out = copier(source).copyOut("COPY (" + unit.query(columns) + ") TO STDOUT");
            try {
                CopyIn in = copier(target).copyIn(copyIn());
                return write(out, in, line -> text.transform(line, context));
            } finally {
                cancel(out);
            }
        }
    }

    /** A type that the target does not have travels as its text. */
    private static String read(Column column) {
        return Sql.name(column.name()) + (column.kind() == Column.Kind.USER_DEFINED ? "::text" : "");
    }

    private String copyIn() {
        List<String> names = plan.columns().stream().map(ColumnPlan::name).toList();
        return "COPY " + Sql.name(plan.target()) + " (" + Sql.names(names) + ") FROM STDIN";
    }

    private interface RowStep {
        byte[] apply(byte[] row) throws SQLException;
    }

    private long write(CopyOut out, CopyIn in, RowStep step) throws SQLException {
        long counted = 0;
        try {
            long rows = 0;
            for (byte[] row = out.readFromCopy(); row != null; row = out.readFromCopy()) {
                append(in, step.apply(row));
                rows++;
                if ((rows & 0x3ff) == 0) {
                    unit.table().progress().rowsLoaded(0x400);
                    counted += 0x400;
                    checkStop();
                }
            }
            in.writeToCopy(buffer, 0, filled);
            long written = in.endCopy();
            unit.table().progress().rowsLoaded(written - counted);
            return written;
        } catch (SQLException | CancellationException e) {
            unit.table().progress().rowsLoaded(-counted);
            cancel(in);
            throw e;
        }
    }

    private void append(CopyIn in, byte[] row) throws SQLException {
        if (filled + row.length > BUFFER) {
            in.writeToCopy(buffer, 0, filled);
            filled = 0;
        }
        if (row.length > BUFFER) {
            in.writeToCopy(row, 0, row.length);
        } else {
            System.arraycopy(row, 0, buffer, filled, row.length);
            filled += row.length;
        }
    }

    private void checkStop() {
        if (stop.isRaised() || Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the load was stopped");
        }
    }

    private static void cancel(CopyOperation copy) throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }

    private static CopyManager copier(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }
}
