package io.dmskit.endpoint;

import java.util.Locale;

/** A word of an endpoint setting that takes one of a few. */
public interface SettingWord {
    /** Returns the name of the constant. */
    String name();

    /** Returns the word as the DMS API writes it. */
    default String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns whether a text means this word; the guides write it in either case, with hyphens or underscores. */
    default boolean isWrittenAs(String text) {
        return normal(word()).equals(normal(text));
    }

    private static String normal(String text) {
        return text.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
