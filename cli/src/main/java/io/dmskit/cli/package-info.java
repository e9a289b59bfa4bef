/** The dmskit command: one binary, one class per verb. */
@NullMarked
package io.dmskit.cli;

import org.jspecify.annotations.NullMarked;
