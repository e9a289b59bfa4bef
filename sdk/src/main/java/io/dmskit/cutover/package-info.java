/**
 * Moves the users from the source to the target: stops the writers, proves that every change has arrived, verifies, and turns back
 * when any of it fails; {@link io.dmskit.cutover.Cutover} is where to begin.
 */
@NullMarked
package io.dmskit.cutover;

import org.jspecify.annotations.NullMarked;
