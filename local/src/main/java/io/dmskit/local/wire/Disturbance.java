package io.dmskit.local.wire;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** What is done to a call on purpose, so that clients can be tested. */
public sealed interface Disturbance {
    /** Finds out whether a call is to be disturbed. */
    @FunctionalInterface
    interface Source {
        /** Asks once for each call, before it is carried out; the names are those on the wire. */
        Optional<Disturbance> of(String service, String operation);
    }

    /** The call is refused and not carried out. */
    record Refusal(Fault fault) implements Disturbance {}

    /**
     * The connection is closed without an answer.
     *
     * @param lost what gets lost
     * @param held how long the client waits before
     * @param released ends the wait early when it falls
     */
    record Silence(Lost lost, Duration held, CountDownLatch released) implements Disturbance {}

    /** What gets lost on the way. */
    enum Lost {
        /** The request: nothing is carried out. */
        REQUEST,
        /** The answer: the call is carried out, and the client does not learn of it. */
        ANSWER
    }
}
