package io.dmskit.proposal;

import io.dmskit.catalog.TableName;

/**
 * A table or view that the proposal does not take.
 *
 * @param name the table
 * @param reason why not, and what to do if it should go
 */
public record LeftOut(TableName name, String reason) {}
