package io.dmskit.monitoring.evidence;

import io.dmskit.catalog.ConnectionSupplier;
import java.util.Optional;

/**
 * How the databases of a task can be asked. Users that only read are enough; which privileges they need, {@code docs/monitoring.md} says.
 *
 * @param source opens the source, if it may be asked
 * @param target opens the target, if it may be asked
 */
public record TaskDatabases(Optional<ConnectionSupplier> source, Optional<ConnectionSupplier> target) {
    /** None of the two. */
    public static final TaskDatabases NONE = new TaskDatabases(Optional.empty(), Optional.empty());
}
