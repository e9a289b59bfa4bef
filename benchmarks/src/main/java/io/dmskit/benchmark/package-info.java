/** Side-by-side measurements: dmskit and the tools people use today, on the same data in the same run. */
@NullMarked
package io.dmskit.benchmark;

import org.jspecify.annotations.NullMarked;
