/** Full load: prepares target tables and copies rows, in parallel, at one moment of the source. */
@NullMarked
package io.dmskit.local.engine.load;

import org.jspecify.annotations.NullMarked;
