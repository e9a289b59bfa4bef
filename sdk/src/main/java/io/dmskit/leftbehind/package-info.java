/**
 * What a migration leaves behind: DMS moves rows and the keys it needs for them, and nothing else of a database. {@link
 * io.dmskit.leftbehind.LeftBehind} is where to begin.
 */
@NullMarked
package io.dmskit.leftbehind;

import org.jspecify.annotations.NullMarked;
