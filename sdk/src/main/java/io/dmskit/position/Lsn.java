package io.dmskit.position;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A position in PostgreSQL's write-ahead log.
 *
 * @param value the position as 64 unsigned bits
 */
public record Lsn(long value) implements NativePosition, Comparable<Lsn> {
    private static final Pattern FORM = Pattern.compile("\\s*([0-9A-Fa-f]{1,8})/([0-9A-Fa-f]{1,8})\\s*");

    /**
     * Reads {@code 4AF/B00000D0}, with or without leading zeros.
     *
     * @throws IllegalArgumentException if the text is no such position
     */
    public static Lsn parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "log position is \"" + text + "\": it must be two hexadecimal numbers, such as 4AF/B00000D0");
        }
        return new Lsn(Long.parseLong(matcher.group(1), 16) << 32 | Long.parseLong(matcher.group(2), 16));
    }

    @Override
    public PositionForm form() {
        return PositionForm.LSN;
    }

    @Override
    public int compareTo(Lsn other) {
        return Long.compareUnsigned(value, other.value);
    }

    /** Returns the position as DMS writes it into checkpoints: {@code 000004AF/B00000D0}. */
    public String padded() {
        return String.format(Locale.ROOT, "%08X/%08X", value >>> 32, value & 0xFFFF_FFFFL);
    }

    /** Returns the position as PostgreSQL writes it: {@code 4AF/B00000D0}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%X/%X", value >>> 32, value & 0xFFFF_FFFFL);
    }
}
