/**
 * Polls any number of replications within a budget of calls; {@link io.dmskit.monitoring.poll.FleetPoller} is where to begin. What it
 * sees are the values that {@link io.dmskit.monitoring.judge} judges.
 */
@NullMarked
package io.dmskit.monitoring.poll;

import org.jspecify.annotations.NullMarked;
