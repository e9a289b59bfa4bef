package io.dmskit.monitoring.report;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Spells moments for reading, in UTC. */
final class Moments {
    private Moments() {}

    static String spell(Instant at, ChronoUnit precision) {
        return at.truncatedTo(precision).toString().replace('T', ' ').replace("Z", " UTC");
    }
}
