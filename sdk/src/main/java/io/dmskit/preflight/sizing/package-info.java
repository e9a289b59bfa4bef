/** What a migration should run on, with the arithmetic: every number says whether it was measured or assumed. */
@NullMarked
package io.dmskit.preflight.sizing;

import org.jspecify.annotations.NullMarked;
