package io.dmskit.mapping.plan;

import io.dmskit.catalog.Column;
import io.dmskit.mapping.TransformationRule;

/**
 * A source column that does not land.
 *
 * @param column the column
 * @param rule the remove-column rule that names it, or the first include-column rule of its table, none of which names it
 */
public record RemovedColumn(Column column, TransformationRule rule) {}
