/** Checks before a run: what would make it fail, or lose something, while nothing has been touched yet. */
@NullMarked
package io.dmskit.preflight;

import org.jspecify.annotations.NullMarked;
