/**
 * The table-mapping language of DMS: rules as values, their documents read, written and checked. What rules do to a source is in
 * {@link io.dmskit.mapping.plan}, how they are written in Java in {@link io.dmskit.mapping.fluent}.
 */
@NullMarked
package io.dmskit.mapping;

import org.jspecify.annotations.NullMarked;
