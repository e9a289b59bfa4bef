package io.dmskit.local.engine.apply;

import io.dmskit.local.engine.ReplicationException;
import io.dmskit.local.engine.capture.LogMessage.Relation;
import io.dmskit.local.engine.capture.LogMessage.RelationColumn;
import io.dmskit.mapping.TablePlan;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Follows source tables whose definition changes while their changes are applied. */
public final class TableAlteration {
    /** Checks that the columns in the log are those of the plan; if they are not, the table is suspended rather than guessed at. */
    void follow(
            Relation relation, Optional<Relation> before, AppliedTable table, Applier applier, ApplySettings settings)
            throws ReplicationException {
        TablePlan plan = table.plan();
        Set<String> logged =
                relation.columns().stream().map(RelationColumn::name).collect(Collectors.toSet());
        List<String> gone = plan.source().columns().stream()
                .map(column -> column.name())
                .filter(column -> !logged.contains(column))
                .toList();
        boolean retyped = before.isPresent() && !before.get().columns().equals(relation.columns());
        if (settings.alter() && (retyped || !gone.isEmpty())) {
            applier.suspend(
                    table,
                    "the definition of source table " + plan.source().name()
                            + " changed while its changes were read: reload the table");
        }
    }
}
