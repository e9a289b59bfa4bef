/**
 * Tells people: conditions become incidents, incidents become alerts, and alerts go to sinks, at least once each. It knows
 * {@code judge}, and nothing of how conditions are found.
 */
@NullMarked
package io.dmskit.monitoring.alert;

import org.jspecify.annotations.NullMarked;
