/** Control over replication tasks: start, stop, await, and how a run ended; {@link io.dmskit.task.Poller} is the one that waits. */
@NullMarked
package io.dmskit.task;

import org.jspecify.annotations.NullMarked;
