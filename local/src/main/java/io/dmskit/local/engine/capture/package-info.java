/** Change capture: the source's log, decoded. */
@NullMarked
package io.dmskit.local.engine.capture;

import org.jspecify.annotations.NullMarked;
