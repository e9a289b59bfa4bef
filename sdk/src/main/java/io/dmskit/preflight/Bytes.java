package io.dmskit.preflight;

import java.util.Locale;

/** Sizes for people. */
final class Bytes {
    private static final String[] UNITS = {"bytes", "KB", "MB", "GB", "TB", "PB", "EB"};

    private Bytes() {}

    /** Returns a size such as {@code 12.5 MB}, in units of 1024. */
    static String text(long bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= 1024 && unit < UNITS.length - 1) {
            size /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + " bytes" : String.format(Locale.ROOT, "%,.1f %s", size, UNITS[unit]);
    }
}
