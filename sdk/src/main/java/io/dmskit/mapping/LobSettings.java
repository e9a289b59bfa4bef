package io.dmskit.mapping;

import java.util.Locale;
import java.util.OptionalInt;

/**
 * LOB handling of one table, in place of the task's.
 *
 * @param mode how LOBs are loaded
 * @param bulkMaxSizeKb bulk-max-size in KB: where limited mode cuts values off; where unlimited mode with a size begins to look
 *     values up one by one
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TableMapping.SelectionTransformation.Tablesettings.html#CHAP_Tasks.CustomizingTasks.TableMapping.SelectionTransformation.Tablesettings.LOB">LOB
 *     settings</a>
 */
public record LobSettings(Mode mode, OptionalInt bulkMaxSizeKb) {
    /** Values of mode. */
    public enum Mode {
        LIMITED,
        UNLIMITED,
        /** As the task's settings say. */
        NONE;

        /** Returns the word DMS uses. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Checks the size.
     *
     * @throws IllegalArgumentException if limited mode has no size above 0, or the size is negative
     */
    public LobSettings {
        Checks.require(
                mode != Mode.LIMITED || bulkMaxSizeKb.orElse(0) > 0,
                "limited LOB mode needs a bulk-max-size above 0, in KB");
        Checks.require(
                bulkMaxSizeKb.orElse(0) >= 0,
                "bulk-max-size is " + bulkMaxSizeKb.orElse(0) + ": it must not be negative");
    }

    /** Returns limited mode, which cuts values off after so many KB. */
    public static LobSettings limited(int kilobytes) {
        return new LobSettings(Mode.LIMITED, OptionalInt.of(kilobytes));
    }

    /** Returns unlimited mode, which looks up every value. */
    public static LobSettings unlimited() {
        return new LobSettings(Mode.UNLIMITED, OptionalInt.of(0));
    }
}
