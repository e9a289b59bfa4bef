/** Rounds as metrics that Prometheus and whatever reads OpenMetrics can scrape: {@link io.dmskit.monitoring.openmetrics.MetricsEndpoint}. */
@NullMarked
package io.dmskit.monitoring.openmetrics;

import org.jspecify.annotations.NullMarked;
