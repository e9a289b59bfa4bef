package io.dmskit.local.engine.row;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Values in COPY's text format.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html#id-1.9.3.55.9.2">Text format</a>
 */
public final class CopyEncoding {
    private static final byte[] NULL = {'\\', 'N'};

    private CopyEncoding() {}

    /** Returns the value in {@code row} from {@code from} to before {@code to}. */
    public static @Nullable String decode(byte[] row, int from, int to) {
        if (to - from == 2 && row[from] == '\\' && row[from + 1] == 'N') {
            return null;
        }
        int escape = from;
        while (escape < to && row[escape] != '\\') {
            escape++;
        }
        if (escape == to) {
            return new String(row, from, to - from, StandardCharsets.UTF_8);
        }
        byte[] plain = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            plain[length++] = row[i] == '\\' ? unescaped(row[++i]) : row[i];
        }
        return new String(plain, 0, length, StandardCharsets.UTF_8);
    }

    /** COPY writes these escapes and no octal or hexadecimal ones. */
    private static byte unescaped(byte letter) {
        return switch (letter) {
            case 'b' -> (byte) '\b';
            case 'f' -> (byte) '\f';
            case 'n' -> (byte) '\n';
            case 'r' -> (byte) '\r';
            case 't' -> (byte) '\t';
            case 'v' -> (byte) 0x0b;
            default -> letter;
        };
    }

    /** Appends a value. */
    public static void encode(@Nullable String value, ByteArrayOutputStream line) {
        byte[] bytes = value == null ? NULL : value.getBytes(StandardCharsets.UTF_8);
        if (value == null) {
            line.write(bytes, 0, bytes.length);
            return;
        }
        for (byte b : bytes) {
            switch (b) {
                case '\\' -> escape('\\', line);
                case '\t' -> escape('t', line);
                case '\n' -> escape('n', line);
                case '\r' -> escape('r', line);
                default -> line.write(b);
            }
        }
    }

    private static void escape(char letter, ByteArrayOutputStream line) {
        line.write('\\');
        line.write(letter);
    }
}
