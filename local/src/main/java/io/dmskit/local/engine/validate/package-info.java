/** Data validation: compares the rows of both sides, by {@link io.dmskit.verify.Verifier}, while a task runs. */
@NullMarked
package io.dmskit.local.engine.validate;

import org.jspecify.annotations.NullMarked;
