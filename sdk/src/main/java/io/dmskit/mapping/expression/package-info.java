/** SQLite expressions as DMS takes them: read, evaluated for names, and rendered as PostgreSQL. */
@NullMarked
package io.dmskit.mapping.expression;

import org.jspecify.annotations.NullMarked;
