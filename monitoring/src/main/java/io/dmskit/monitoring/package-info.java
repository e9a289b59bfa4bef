/**
 * What is seen of a task while it works: snapshots, phases, speeds. Whoever wants to see something begins with {@link
 * io.dmskit.monitoring.watch.FleetWatch}.
 */
@NullMarked
package io.dmskit.monitoring;

import org.jspecify.annotations.NullMarked;
