package io.dmskit.local.engine.load;

import io.dmskit.local.engine.row.CopyEncoding;
import io.dmskit.local.engine.row.RowContext;
import io.dmskit.local.engine.row.RowTransform;
import java.io.ByteArrayOutputStream;
import java.sql.SQLException;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites lines of COPY's text format: values that nothing changes are passed on as they stand, escapes included; only the
 * others are decoded. For one thread.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html#id-1.9.3.55.9.2">Text format</a>
 */
final class CopyText {
    private final RowTransform transform;
    private final BitSet inputs;
    private final int[] start;
    private final @Nullable String[] source;
    private final @Nullable String[] target;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(1024);

    CopyText(int sourceColumns, int targetColumns, RowTransform transform) {
        this.transform = transform;
        this.inputs = transform.inputs();
        this.start = new int[sourceColumns + 1];
        this.source = new String[sourceColumns];
        this.target = new String[targetColumns];
    }

    /** Returns the target's line for a source's line; both end with a line feed. */
    byte[] transform(byte[] row, RowContext context) throws SQLException {
        split(row);
        for (int i = inputs.nextSetBit(0); i >= 0; i = inputs.nextSetBit(i + 1)) {
            source[i] = CopyEncoding.decode(row, start[i], start[i + 1] - 1);
        }
        transform.make(source, context, target);
        line.reset();
        for (int i = 0; i < target.length; i++) {
            if (i > 0) {
                line.write('\t');
            }
            int verbatim = transform.verbatim(i);
            if (verbatim >= 0) {
                line.write(row, start[verbatim], start[verbatim + 1] - 1 - start[verbatim]);
            } else {
                CopyEncoding.encode(target[i], line);
            }
        }
        line.write('\n');
        return line.toByteArray();
    }

    /** A tab inside of a value is written {@code \t}, so every tab byte parts two values. */
    private void split(byte[] row) {
        int column = 1;
        for (int i = 0; i < row.length; i++) {
            if (row[i] == '\t') {
                start[column++] = i + 1;
            }
        }
        start[column] = row.length;
    }
}
