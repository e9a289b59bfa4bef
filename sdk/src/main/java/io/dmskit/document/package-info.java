/** Documents with positions: JSON and YAML read into nodes that know their file, line and column, and findings about them. */
@NullMarked
package io.dmskit.document;

import org.jspecify.annotations.NullMarked;
