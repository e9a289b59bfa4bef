package io.dmskit.preflight.sizing;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A number of the arithmetic.
 *
 * @param name what it counts
 * @param value in its unit
 * @param unit what it is counted in
 * @param origin where it comes from
 * @param how how it comes about, with the numbers in it
 */
public record Figure(String name, double value, Unit unit, Origin origin, String how) {
    /** What is counted. */
    public enum Unit {
        BYTES,
        BYTES_PER_SECOND,
        SECONDS,
        COUNT
    }

    /** Where a number comes from. */
    public enum Origin {
        /** Asked of the source. */
        MEASURED,
        /** Written in the migration, or a default of DMS. */
        SETTING,
        /** A rule of thumb. */
        ASSUMED,
        /** Of the others. */
        COMPUTED;

        /** Returns the word for people. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Returns the value for people, such as {@code 2.4 GiB}. */
    public String text() {
        return switch (unit) {
            case BYTES -> bytes(value);
            case BYTES_PER_SECOND -> bytes(value) + "/s";
            case SECONDS -> seconds(value);
            case COUNT -> String.format(Locale.ROOT, "%,.0f", value);
        };
    }

    private static String bytes(double bytes) {
        double size = bytes;
        String[] units = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
        int at = 0;
        while (size >= 1024 && at < units.length - 1) {
            size /= 1024;
            at++;
        }
        return String.format(Locale.ROOT, at == 0 ? "%,.0f %s" : "%,.1f %s", size, units[at]);
    }

    private static String seconds(double seconds) {
        if (seconds < 120) {
            return String.format(Locale.ROOT, "%.0f s", seconds);
        }
        return seconds < 7200
                ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
                : String.format(Locale.ROOT, "%,.1f h", seconds / 3600);
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("value", Math.round(value));
        json.put("unit", unit.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        json.put("origin", origin.word());
        json.put("how", how);
        return json;
    }
}
