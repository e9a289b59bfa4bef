/**
 * Polling, judging and telling as one: {@link io.dmskit.monitoring.watch.FleetWatch} is where to begin. Each {@link
 * io.dmskit.monitoring.watch.Round} is what every view shows.
 */
@NullMarked
package io.dmskit.monitoring.watch;

import org.jspecify.annotations.NullMarked;
