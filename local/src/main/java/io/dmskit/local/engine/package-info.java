/** The data plane: moves rows and changes from a source to a target as table mappings and task settings say. */
@NullMarked
package io.dmskit.local.engine;

import org.jspecify.annotations.NullMarked;
