package io.dmskit.settings;

/**
 * One key of the task settings. The constants live in the section classes, such as {@link FullLoadSettings}.
 *
 * @param section section name, such as {@code FullLoadSettings}
 * @param key key inside the section
 * @param type Java type of its values: Boolean, Integer, String or an enum
 * @param defaultValue what the service fills in
 * @param <T> type of its values
 */
public record Setting<T>(String section, String key, Class<T> type, T defaultValue) {
    /** Returns {@code Section.Key}. */
    @Override
    public String toString() {
        return section + "." + key;
    }
}
