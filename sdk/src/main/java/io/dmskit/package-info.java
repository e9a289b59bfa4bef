/** {@link io.dmskit.Dms}: the entry point to migrations on DMS, be it AWS or dmskit-local. */
@NullMarked
package io.dmskit;

import org.jspecify.annotations.NullMarked;
