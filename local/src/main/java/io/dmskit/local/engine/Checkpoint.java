package io.dmskit.local.engine;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.replication.LogSequenceNumber;

/**
 * A place in a PostgreSQL source's log: everything committed before it has been applied.
 *
 * @param position where reading goes on
 */
public record Checkpoint(LogSequenceNumber position) {
    private static final Pattern LSN = Pattern.compile("([0-9A-Fa-f]{1,8})/([0-9A-Fa-f]{1,8})");

    /**
     * Reads a checkpoint of DMS, whose third field is the position, or a bare LSN such as {@code 4AF/B00000D0}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static Checkpoint parse(String text) {
        String position = text;
        if (text.startsWith("checkpoint:")) {
            String[] fields = text.split("#", -1);
            position = fields.length > 2 ? fields[2] : "";
        }
        Matcher lsn = LSN.matcher(position.strip());
        if (!lsn.matches()) {
            throw new IllegalArgumentException("start position \"" + text
                    + "\" is neither a PostgreSQL LSN such as 4AF/B00000D0 nor a checkpoint such as"
                    + " checkpoint:V1#1#000004AF/B00000D0#0#0#*#0#0");
        }
        long high = Long.parseLong(lsn.group(1), 16);
        long low = Long.parseLong(lsn.group(2), 16);
        return new Checkpoint(LogSequenceNumber.valueOf((high << 32) | low));
    }

    /** Returns DMS's form. */
    public String text() {
        long lsn = position.asLong();
        return String.format(Locale.ROOT, "checkpoint:V1#1#%08X/%08X#0#0#*#0#0", lsn >>> 32, lsn & 0xffffffffL);
    }
}
