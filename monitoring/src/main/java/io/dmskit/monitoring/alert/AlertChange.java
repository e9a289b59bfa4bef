package io.dmskit.monitoring.alert;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an alert says of its incident. */
public enum AlertChange {
    /** It has begun. */
    OPENED,
    /** It is more urgent than it was. */
    WORSENED,
    /** It is less urgent than it was, and not over. */
    EASED,
    /** It is over. */
    RESOLVED;

    /** Returns the name as it is written in documents, such as {@code opened}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the change of this name as it is written in documents. */
    static Optional<AlertChange> of(String id) {
        return Arrays.stream(values()).filter(change -> change.id().equals(id)).findFirst();
    }
}
