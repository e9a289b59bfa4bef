package io.dmskit.apply;

import java.util.EnumSet;
import java.util.Set;

/**
 * What an apply may do beyond what is safe.
 *
 * @param allowed what may be lost
 */
public record ApplyOptions(Set<Loss> allowed) {
    /** Loses nothing. */
    public static final ApplyOptions SAFE = new ApplyOptions(Set.of());

    /** Copies the set. */
    public ApplyOptions {
        allowed = Set.copyOf(allowed);
    }

    /** Returns options that allow these losses, and no others. */
    public static ApplyOptions allowing(Loss first, Loss... more) {
        return new ApplyOptions(EnumSet.of(first, more));
    }

    /** Returns options that allow every loss: read the plan first. */
    public static ApplyOptions allowingDataLoss() {
        return new ApplyOptions(EnumSet.allOf(Loss.class));
    }
}
