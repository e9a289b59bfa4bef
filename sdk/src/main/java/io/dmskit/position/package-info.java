/** Positions in a source's change stream, from which a task starts or at which it stops. */
@NullMarked
package io.dmskit.position;

import org.jspecify.annotations.NullMarked;
