/**
 * What a watch saw, kept for later: {@link io.dmskit.monitoring.history.WatchRecord} writes it while it happens, {@link
 * io.dmskit.monitoring.history.WatchHistory} is what can be told of it afterwards.
 */
@NullMarked
package io.dmskit.monitoring.history;

import org.jspecify.annotations.NullMarked;
