package io.dmskit.document;

import java.util.Optional;

/**
 * One difference in meaning between two documents.
 *
 * @param subject what changes, in the words of the domain: {@code table sales.orders}, {@code TargetMetadata.LobMaxSize}
 * @param before how it was; nothing if it was not there
 * @param after how it is; nothing if it is gone
 */
public record Change(String subject, Optional<String> before, Optional<String> after) {
    /** Checks that something is said. */
    public Change {
        if (before.equals(after)) {
            throw new IllegalArgumentException(subject + " does not change");
        }
    }
}
