package io.dmskit.monitoring.openmetrics;

import io.micrometer.core.instrument.Tags;

/**
 * A value of one series.
 *
 * @param series which
 * @param value what it is now
 */
record Sample(Series series, double value) {
    /**
     * A series.
     *
     * @param family what is told
     * @param labels of what
     */
    record Series(Family family, Tags labels) {}

    static Sample of(Family family, Tags labels, double value) {
        return new Sample(new Series(family, labels), value);
    }

    static Sample flag(Family family, Tags labels, boolean so) {
        return of(family, labels, so ? 1 : 0);
    }
}
