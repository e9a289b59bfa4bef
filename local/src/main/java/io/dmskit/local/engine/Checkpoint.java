package io.dmskit.local.engine;

import io.dmskit.position.Lsn;
import java.util.Optional;
import org.postgresql.replication.LogSequenceNumber;

/**
 * A place in a PostgreSQL source's log: everything committed before it has been applied.
 *
 * @param position where reading goes on
 */
public record Checkpoint(LogSequenceNumber position) {
    /**
     * Reads a checkpoint of DMS, whose third field is the position, or a bare LSN such as {@code 4AF/B00000D0}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static Checkpoint parse(String text) {
        return lsn(text)
                .map(lsn -> new Checkpoint(LogSequenceNumber.valueOf(lsn.value())))
                .orElseThrow(() -> new IllegalArgumentException("start position \"" + text
                        + "\" is neither a PostgreSQL LSN such as 4AF/B00000D0 nor a checkpoint such as"
                        + " checkpoint:V1#1#000004AF/B00000D0#0#0#*#0#0"));
    }

    private static Optional<Lsn> lsn(String text) {
        try {
            return text.startsWith("checkpoint:")
                    ? io.dmskit.position.Checkpoint.parse(text).lsn()
                    : Optional.of(Lsn.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns DMS's form. */
    public String text() {
        return io.dmskit.position.Checkpoint.of(new Lsn(position.asLong())).text();
    }
}
