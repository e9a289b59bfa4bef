/**
 * Bringing a migration into the service and taking it out again: what would be done, as a value ({@link io.dmskit.apply.ApplyPlan}),
 * and doing it. {@link io.dmskit.Dms} is the door.
 */
@NullMarked
package io.dmskit.apply;

import org.jspecify.annotations.NullMarked;
