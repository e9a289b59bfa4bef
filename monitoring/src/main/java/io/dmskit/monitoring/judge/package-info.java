/**
 * Judges what was seen of replications: from observations to {@link io.dmskit.monitoring.judge.Condition}s. It calls nothing and has
 * no clock: the time comes with what was seen.
 */
@NullMarked
package io.dmskit.monitoring.judge;

import org.jspecify.annotations.NullMarked;
