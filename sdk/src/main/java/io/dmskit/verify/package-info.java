/**
 * Proves that two databases hold the same rows: row counts and checksums computed inside each database, through the mapping;
 * {@link io.dmskit.verify.Verifier} is where to begin.
 */
@NullMarked
package io.dmskit.verify;

import org.jspecify.annotations.NullMarked;
