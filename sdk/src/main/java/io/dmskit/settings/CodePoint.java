package io.dmskit.settings;

import io.dmskit.document.ScalarNode;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A character by its Unicode code point. A document writes it in hexadecimal digits as if they were decimal: 62 is {@code b}.
 *
 * @param value 0 to 10FFFF, where 0 deletes the character that is replaced; -1 for none
 */
public record CodePoint(int value) implements Structured {
    /** No character is given. */
    public static final CodePoint NONE = new CodePoint(-1);

    private static final int LONGEST = 8;

    /** Checks the range. */
    public CodePoint {
        if (value != -1 && !Character.isValidCodePoint(value)) {
            throw new IllegalArgumentException("code point is " + value + ": it must be 0 to 10FFFF in hexadecimal");
        }
    }

    /** Returns the code point of these hexadecimal digits, if they are one. */
    public static Optional<CodePoint> ofHex(String digits) {
        if (digits.length() > LONGEST || !digits.matches("[0-9A-Fa-f]+")) {
            return Optional.empty();
        }
        long value = Long.parseLong(digits, 16);
        return value > Character.MAX_CODE_POINT ? Optional.empty() : Optional.of(new CodePoint((int) value));
    }

    /** Returns the code point that a document writes so, if it is one; 1e3 is a number, and no digits. */
    static Optional<CodePoint> of(ScalarNode scalar) {
        return switch (scalar.type()) {
            case STRING -> ofHex(scalar.text());
            case NUMBER -> ofHex(scalar.text()).filter(point -> scalar.text().matches("[0-9]+"));
            case BOOLEAN, NULL -> Optional.empty();
        };
    }

    /** Returns a number if the digits make one, else a text. */
    @Override
    public @Nullable Object json() {
        if (value < 0) {
            return null;
        }
        String digits = Integer.toHexString(value).toUpperCase(Locale.ROOT);
        return digits.matches("[0-9]+") ? Integer.valueOf(digits) : digits;
    }
}
