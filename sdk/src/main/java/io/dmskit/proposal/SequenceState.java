package io.dmskit.proposal;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A sequence of the source. DMS does not move sequences: whoever cuts over must set them.
 *
 * @param schema its schema
 * @param name its name
 * @param owner {@code table.column} whose default it is, if any
 * @param last its last value, if it has given one
 */
public record SequenceState(String schema, String name, Optional<String> owner, OptionalLong last) {}
