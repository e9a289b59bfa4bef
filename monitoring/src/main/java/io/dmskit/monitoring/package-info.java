/** Polls a task while it works and keeps what was seen; {@link io.dmskit.monitoring.TaskMonitor} is where to begin. */
@NullMarked
package io.dmskit.monitoring;

import org.jspecify.annotations.NullMarked;
