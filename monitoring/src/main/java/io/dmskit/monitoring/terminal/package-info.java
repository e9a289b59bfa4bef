/** Shows a running migration to somebody who watches: redrawn in place on a terminal, line by line in a pipe. */
@NullMarked
package io.dmskit.monitoring.terminal;

import org.jspecify.annotations.NullMarked;
