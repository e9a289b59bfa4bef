package io.dmskit.position;

import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A position in SQL Server's transaction log: {@code 00000014:00000061:0001}.
 *
 * @param file the virtual log file's number, 32 unsigned bits
 * @param block the block in the file, 32 unsigned bits
 * @param slot the record in the block, 16 unsigned bits
 */
public record SqlServerLsn(int file, int block, short slot) implements NativePosition, Comparable<SqlServerLsn> {
    /** How many bytes SQL Server itself writes it in. */
    public static final int BYTES = 10;

    private static final Pattern FORM = Pattern.compile("([0-9A-Fa-f]{8}):([0-9A-Fa-f]{8}):([0-9A-Fa-f]{4})");
    private static final Comparator<SqlServerLsn> ORDER = Comparator.comparing(
                    SqlServerLsn::file, Integer::compareUnsigned)
            .thenComparing(SqlServerLsn::block, Integer::compareUnsigned)
            .thenComparing(lsn -> Short.toUnsignedInt(lsn.slot));

    /**
     * Reads {@code 00000014:00000061:0001}.
     *
     * @throws IllegalArgumentException if the text is no such position
     */
    public static SqlServerLsn parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("log position is \"" + text
                    + "\": it must be three hexadecimal numbers, such as 00000014:00000061:0001");
        }
        return new SqlServerLsn(
                Integer.parseUnsignedInt(matcher.group(1), 16), Integer.parseUnsignedInt(matcher.group(2), 16), (short)
                        Integer.parseInt(matcher.group(3), 16));
    }

    /**
     * Reads SQL Server's {@code binary(10)}.
     *
     * @throws IllegalArgumentException if there are not ten bytes
     */
    public static SqlServerLsn of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("log position has " + bytes.length + " bytes: it must have " + BYTES);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new SqlServerLsn(buffer.getInt(), buffer.getInt(), buffer.getShort());
    }

    @Override
    public PositionForm form() {
        return PositionForm.SQL_SERVER_LSN;
    }

    @Override
    public int compareTo(SqlServerLsn other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%08x:%08x:%04x", file, block, slot);
    }
}
