/** The walls of the house: which room may know which. */
@NullMarked
package io.dmskit.architecture;

import org.jspecify.annotations.NullMarked;
