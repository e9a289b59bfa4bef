/** Task settings as typed values: only differences from DMS's defaults are kept and written. */
@NullMarked
package io.dmskit.settings;

import org.jspecify.annotations.NullMarked;
