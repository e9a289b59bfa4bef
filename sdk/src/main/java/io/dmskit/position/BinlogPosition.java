package io.dmskit.position;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A position in a binary log of MySQL or MariaDB: {@code mysql-bin-changelog.000024:373}. Files are ordered by the number at their
 * end, which grows by a digit after 999999.
 *
 * @param file the log file's name, with its number
 * @param offset the byte in the file
 */
public record BinlogPosition(String file, long offset) implements NativePosition, Comparable<BinlogPosition> {
    private static final Pattern FORM = Pattern.compile("([^:#\\s]+\\.[0-9]+):([0-9]{1,18})");
    private static final Pattern FILE = Pattern.compile("[^:#\\s]+\\.[0-9]+");
    private static final Comparator<BinlogPosition> ORDER = Comparator.comparing(BinlogPosition::base)
            .thenComparing(BinlogPosition::number)
            .thenComparingLong(BinlogPosition::offset)
            .thenComparing(BinlogPosition::file);

    /**
     * Checks the file's name.
     *
     * @throws IllegalArgumentException if the name does not end with a number, or the offset is negative
     */
    public BinlogPosition {
        if (!FILE.matcher(file).matches() || offset < 0) {
            throw invalid(file + ":" + offset);
        }
    }

    /**
     * Reads {@code mysql-bin-changelog.000024:373}.
     *
     * @throws IllegalArgumentException if the text is no such position
     */
    public static BinlogPosition parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw invalid(text);
        }
        return new BinlogPosition(matcher.group(1), Long.parseLong(matcher.group(2)));
    }

    private static IllegalArgumentException invalid(String text) {
        return new IllegalArgumentException("log position is \"" + text
                + "\": it must be a log file and a number, such as mysql-bin-changelog.000024:373");
    }

    @Override
    public PositionForm form() {
        return PositionForm.BINLOG;
    }

    @Override
    public int compareTo(BinlogPosition other) {
        return ORDER.compare(this, other);
    }

    private String base() {
        return file.substring(0, file.lastIndexOf('.'));
    }

    private BigInteger number() {
        return new BigInteger(file.substring(file.lastIndexOf('.') + 1));
    }

    @Override
    public String toString() {
        return file + ":" + offset;
    }
}
