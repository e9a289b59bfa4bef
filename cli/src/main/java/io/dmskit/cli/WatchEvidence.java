package io.dmskit.cli;

import io.dmskit.catalog.ConnectionSupplier;
import io.dmskit.cli.control.Aws;
import io.dmskit.cli.control.Databases;
import io.dmskit.endpoint.Access;
import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.migration.Migration;
import io.dmskit.monitoring.evidence.GatheredEvidence;
import io.dmskit.monitoring.evidence.TaskDatabases;
import io.dmskit.monitoring.poll.CallBudget;
import io.dmskit.task.TaskSnapshot;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** What a watch is told beside the API. */
final class WatchEvidence {
    @Option(
            names = "--evidence",
            description =
                    "Look also into the tasks' logs and, for migration files, into both databases, with the secrets that"
                            + " the endpoints name; users that only read are enough.")
    private boolean wanted;

    boolean isWanted() {
        return wanted;
    }

    /** Begins to look, if that is wanted. */
    Optional<GatheredEvidence> start(Aws aws, List<Migration> migrations, CallBudget budget) {
        if (!wanted) {
            return Optional.empty();
        }
        Databases databases = new Databases(aws.secrets(), aws.isLocal());
        Map<String, TaskDatabases> byName = migrations.stream()
                .collect(Collectors.toMap(
                        WatchSelection::identifier, migration -> databases(migration, databases), (one, other) -> one));
        return Optional.of(GatheredEvidence.of(aws.dms().client())
                .databases(task -> byName.getOrDefault(name(task), TaskDatabases.NONE))
                .logs(aws.logs())
                .budget(budget)
                .start());
    }

    private static String name(TaskSnapshot task) {
        return task.identifier().toLowerCase(Locale.ROOT);
    }

    private static TaskDatabases databases(Migration migration, Databases databases) {
        return new TaskDatabases(side(migration.source(), databases), side(migration.target(), databases));
    }

    /** What is no database, such as a bucket, cannot be asked. */
    private static Optional<ConnectionSupplier> side(EndpointDefinition endpoint, Databases databases) {
        return endpoint.access() instanceof Access.Database ? Optional.of(databases.of(endpoint)) : Optional.empty();
    }
}
