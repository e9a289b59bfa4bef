package io.dmskit.cdk;

import org.jspecify.annotations.Nullable;

/** What a builder cannot do without. */
final class Required {
    private Required() {}

    static <T> T of(String path, String what, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(path + ": " + what + " is missing; give " + what + "(...)");
        }
        return value;
    }
}
