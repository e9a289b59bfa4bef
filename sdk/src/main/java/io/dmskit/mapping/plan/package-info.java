/** What table mappings do to a source: the plan of each table and column, the rules that decided, and how two plans differ. */
@NullMarked
package io.dmskit.mapping.plan;

import org.jspecify.annotations.NullMarked;
