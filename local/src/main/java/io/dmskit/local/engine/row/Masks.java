package io.dmskit.local.engine.row;

import io.dmskit.catalog.Column;
import io.dmskit.mapping.Transformation.DigitsMask;
import io.dmskit.mapping.Transformation.DigitsRandomize;
import io.dmskit.mapping.Transformation.HashMask;
import io.dmskit.mapping.Transformation.Masking;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The data-masking actions on the text of a value. NULL stays NULL. */
final class Masks {
    private static final HexFormat UPPER_HEX = HexFormat.of().withUpperCase();

    private Masks() {}

    static @Nullable String apply(Masking mask, Column column, @Nullable String value) {
        if (value == null) {
            return null;
        }
        if (mask instanceof DigitsMask digits) {
            return digitsMask(value, digits.mask());
        }
        if (mask instanceof DigitsRandomize) {
            return column.kind() == Column.Kind.TEXT ? randomDigits(value) : smallerDigits(value);
        }
        if (mask instanceof HashMask) {
            return sha256(value);
        }
        throw new AssertionError("unknown mask " + mask.word());
    }

    private static String digitsMask(String value, char mask) {
        char[] chars = value.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            if (isDigit(chars[i])) {
                chars[i] = mask;
            }
        }
        return new String(chars);
    }

    private static String randomDigits(String value) {
        char[] chars = value.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            if (isDigit(chars[i])) {
                chars[i] = (char) ('0' + ThreadLocalRandom.current().nextInt(10));
            }
        }
        return new String(chars);
    }

    /** A number stays in the range of its type when no digit grows, and keeps its length when the first is not 0. */
    private static String smallerDigits(String value) {
        char[] chars = value.toCharArray();
        boolean leading = true;
        for (int i = 0; i < chars.length; i++) {
            if (isDigit(chars[i]) && chars[i] != '0') {
                int lowest = leading ? 1 : 0;
                chars[i] = (char) ('0' + ThreadLocalRandom.current().nextInt(lowest, chars[i] - '0' + 1));
                leading = false;
            }
        }
        return new String(chars);
    }

    /** Returns the SHA-256 of the value's UTF-8 bytes as 64 upper-case hexadecimal digits. */
    static String sha256(String value) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return UPPER_HEX.formatHex(digest.digest(value.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
