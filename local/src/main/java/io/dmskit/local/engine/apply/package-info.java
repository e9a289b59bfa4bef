/** Applies captured changes to the target, in commit order and exactly once. */
@NullMarked
package io.dmskit.local.engine.apply;

import org.jspecify.annotations.NullMarked;
