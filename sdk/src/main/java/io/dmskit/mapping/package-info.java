/**
 * The table-mapping language of DMS: rules as values, reader, writer, findings, and {@link io.dmskit.mapping.MappingPlan}, the
 * one place where rules are carried out.
 */
@NullMarked
package io.dmskit.mapping;

import org.jspecify.annotations.NullMarked;
