/**
 * Finds out what the DMS API does not tell: in the source's log, in the target's control tables, and in the task's log. {@link
 * io.dmskit.monitoring.evidence.GatheredEvidence} is where to begin. It decides nothing: that is for {@link
 * io.dmskit.monitoring.judge}.
 */
@NullMarked
package io.dmskit.monitoring.evidence;

import org.jspecify.annotations.NullMarked;
