package io.dmskit.monitoring.alert;

import java.time.Duration;
import java.util.Optional;

/** How an attempt to deliver ended. Reasons hold no secrets: no address beyond its host, no key, no answer of the other side. */
public sealed interface Delivery {
    /** The other side has it. */
    record Delivered() implements Delivery {}

    /**
     * The other side may not have it; another attempt may succeed.
     *
     * @param reason why, in a few words
     * @param retryAfter how long the other side asks to be left alone, if it does
     */
    record Failed(String reason, Optional<Duration> retryAfter) implements Delivery {
        /** Creates a failure of which the other side says nothing. */
        public Failed(String reason) {
            this(reason, Optional.empty());
        }
    }

    /**
     * The other side does not want this alert, and will not want it later.
     *
     * @param reason why, in a few words
     */
    record Rejected(String reason) implements Delivery {}
}
