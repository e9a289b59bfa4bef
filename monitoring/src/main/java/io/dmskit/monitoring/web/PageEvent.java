package io.dmskit.monitoring.web;

import io.dmskit.monitoring.judge.ConditionSeverity;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened, as the page lists it.
 *
 * @param at when
 * @param kind what sort of thing it is
 * @param severity how urgent it is, if that can be said
 * @param subject what it is about; empty if that is everything
 * @param text what happened
 */
record PageEvent(Instant at, Kind kind, Optional<ConditionSeverity> severity, String subject, String text) {
    enum Kind {
        /** Whoever uses the page said it. */
        SAID,
        /** A replication's status or phase is another one. */
        MOVED,
        /** A condition has begun, or is more or less urgent than it was. */
        BEGUN,
        /** A condition is over. */
        OVER,
        /** People were told. */
        TOLD
    }
}
