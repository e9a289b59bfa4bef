package io.dmskit.local.engine.apply;

import io.dmskit.local.engine.TableProgress.Operation;
import io.dmskit.local.engine.row.CopyEncoding;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Changes of one shape that go to the target together. */
final class Run {
    /** From so many rows on, COPY is faster than a batch of inserts. */
    private static final int COPY_FROM = 16;

    private final List<Change> changes = new ArrayList<>();

    private Run() {}

    /**
     * Puts changes together. The order within a table stays; a change joins an earlier run of its table if that is the last one of
     * it. Should another table's order have mattered (a foreign key), the target refuses and the changes are applied one by one.
     */
    static Collection<Run> of(List<Change> changes) {
        List<Run> runs = new ArrayList<>();
        Map<AppliedTable, Run> last = new HashMap<>();
        for (Change change : changes) {
            Run run = last.get(change.table());
            if (run == null || !run.changes.get(0).shape().equals(change.shape())) {
                run = new Run();
                runs.add(run);
                last.put(change.table(), run);
            }
            run.changes.add(change);
        }
        return runs;
    }

    List<Change> changes() {
        return changes;
    }

    /** Executes the run; returns for each change how many rows it met. */
    int[] execute(Connection target, Statements statements) throws SQLException {
        Change first = changes.get(0);
        if (first.operation() == Operation.INSERT && changes.size() >= COPY_FROM) {
            return copy(target);
        }
        PreparedStatement statement =
                statements.get(first.shape(), first.table().columns());
        for (Change change : changes) {
            ApplySql.bind(statement, change);
            statement.addBatch();
        }
        return statement.executeBatch();
    }

    private int[] copy(Connection target) throws SQLException {
        Change first = changes.get(0);
        CopyIn in = target.unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(ApplySql.copy(first.shape(), first.table().columns()));
        try {
            ByteArrayOutputStream lines = new ByteArrayOutputStream(1 << 16);
            for (Change change : changes) {
                write(change, lines);
                if (lines.size() > 1 << 16) {
                    in.writeToCopy(lines.toByteArray(), 0, lines.size());
                    lines.reset();
                }
            }
            in.writeToCopy(lines.toByteArray(), 0, lines.size());
            in.endCopy();
        } finally {
            if (in.isActive()) {
                in.cancelCopy();
            }
        }
        int[] counts = new int[changes.size()];
        Arrays.fill(counts, 1);
        return counts;
    }

    private static void write(Change change, ByteArrayOutputStream lines) {
        int columns = change.table().columns().size();
        for (int i = 0; i < columns; i++) {
            if (i > 0) {
                lines.write('\t');
            }
            CopyEncoding.encode(change.value(i), lines);
        }
        lines.write('\n');
    }
}
