/** Types between engines. */
@NullMarked
package io.dmskit.local.engine.type;

import org.jspecify.annotations.NullMarked;
