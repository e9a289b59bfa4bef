package io.dmskit.position;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A recovery checkpoint of a task, such as {@code checkpoint:V1#1#000004AF/B00000D0#0#0#*#0#0}. Everything but the log position
 * is DMS's own affair and is kept as it came.
 *
 * @param text the whole checkpoint
 */
public record Checkpoint(String text) implements CdcStartPosition {
    static final String PREFIX = "checkpoint:";
    private static final Pattern LSN = Pattern.compile("(?<=#)[0-9A-Fa-f]{1,8}/[0-9A-Fa-f]{1,8}(?=#|$)");
    private static final Pattern BINLOG = Pattern.compile("[^:#\\s]+\\.[0-9]+:[0-9]{1,18}(?=:|$)");

    /** Takes blanks off both ends. */
    public Checkpoint {
        text = text.strip();
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("checkpoint is \"" + text + "\": it must begin with " + PREFIX
                    + " and be copied from the task as it stands");
        }
    }

    /**
     * Reads a checkpoint.
     *
     * @throws IllegalArgumentException if the text does not begin as a checkpoint does
     */
    public static Checkpoint parse(String text) {
        return new Checkpoint(text);
    }

    /** Returns the checkpoint of a position in PostgreSQL's log. */
    public static Checkpoint of(Lsn lsn) {
        return new Checkpoint(PREFIX + "V1#1#" + lsn.padded() + "#0#0#*#0#0");
    }

    /** Returns the log position, if this is a checkpoint of a PostgreSQL source. */
    public Optional<Lsn> lsn() {
        Matcher matcher = LSN.matcher(text);
        return matcher.find() ? Optional.of(Lsn.parse(matcher.group())) : Optional.empty();
    }

    /**
     * Returns the log position, if it is one of an engine whose checkpoints are known: PostgreSQL, MySQL and MariaDB. It is the third
     * field; of MySQL's, whose field goes on after the position, the first two parts.
     */
    public Optional<NativePosition> position() {
        String[] fields = text.split("#", -1);
        if (fields.length < 3) {
            return Optional.empty();
        }
        String field = fields[2];
        Matcher matcher = BINLOG.matcher(field);
        if (matcher.lookingAt()) {
            return Optional.of(BinlogPosition.parse(matcher.group()));
        }
        return lsn().map(position -> position);
    }

    @Override
    public String toString() {
        return text;
    }
}
