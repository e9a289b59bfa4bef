package io.dmskit.local.engine.capture;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** The values of a row in a log message, as text, in the relation's column order. */
public final class Tuple {
    private final @Nullable String[] values;
    private final BitSet unchanged;

    Tuple(@Nullable String[] values, BitSet unchanged) {
        this.values = values;
        this.unchanged = unchanged;
    }

    /** Returns how many columns there are. */
    public int size() {
        return values.length;
    }

    /** Returns a value; null for NULL and for values that the log does not carry. */
    public @Nullable String value(int column) {
        return values[column];
    }

    /** Returns whether the log does not carry the value, because it is large and the change left it as it was. */
    public boolean isUnchanged(int column) {
        return unchanged.get(column);
    }
}
