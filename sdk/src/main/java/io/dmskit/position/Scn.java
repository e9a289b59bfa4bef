package io.dmskit.position;

import java.util.regex.Pattern;

/**
 * A system change number of Oracle.
 *
 * @param value the number as 64 unsigned bits
 */
public record Scn(long value) implements NativePosition, Comparable<Scn> {
    private static final Pattern FORM = Pattern.compile("[0-9]{1,20}");

    /**
     * Reads {@code 4468736}.
     *
     * @throws IllegalArgumentException if the text is no such number
     */
    public static Scn parse(String text) {
        String number = text.strip();
        if (!FORM.matcher(number).matches()) {
            throw invalid(text);
        }
        try {
            return new Scn(Long.parseUnsignedLong(number));
        } catch (NumberFormatException tooLarge) {
            throw invalid(text);
        }
    }

    private static IllegalArgumentException invalid(String text) {
        return new IllegalArgumentException(
                "system change number is \"" + text + "\": it must be a decimal number, such as 4468736");
    }

    @Override
    public PositionForm form() {
        return PositionForm.SCN;
    }

    @Override
    public int compareTo(Scn other) {
        return Long.compareUnsigned(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toUnsignedString(value);
    }
}
