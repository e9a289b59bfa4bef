package io.dmskit.endpoint;

import java.util.Locale;

/** Which end of a migration an endpoint is. */
public enum EndpointSide {
    SOURCE,
    TARGET;

    /** Returns the DMS word: {@code source} or {@code target}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
