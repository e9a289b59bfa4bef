/** What happens to the values of one row on their way: filters, expressions, masks. */
@NullMarked
package io.dmskit.local.engine.row;

import org.jspecify.annotations.NullMarked;
