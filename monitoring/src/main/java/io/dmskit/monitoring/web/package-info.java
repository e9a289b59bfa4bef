/**
 * A page that shows a watch while it goes on, on this machine only: {@link io.dmskit.monitoring.web.WatchPage} is where to begin.
 */
@NullMarked
package io.dmskit.monitoring.web;

import org.jspecify.annotations.NullMarked;
