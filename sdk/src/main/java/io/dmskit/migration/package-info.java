/** A migration as one value, read from one file, that every other room takes. */
@NullMarked
package io.dmskit.migration;

import org.jspecify.annotations.NullMarked;
