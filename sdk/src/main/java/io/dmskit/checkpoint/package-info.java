/** Where a source stood and stands: positions captured over JDBC, and journals that keep them for a later replay. */
@NullMarked
package io.dmskit.checkpoint;

import org.jspecify.annotations.NullMarked;
