package io.dmskit.local.engine.apply;

import io.dmskit.catalog.TableName;
import io.dmskit.local.engine.ReplicationException;
import io.dmskit.local.engine.capture.LogMessage;
import io.dmskit.local.engine.capture.LogMessage.Delete;
import io.dmskit.local.engine.capture.LogMessage.Insert;
import io.dmskit.local.engine.capture.LogMessage.Relation;
import io.dmskit.local.engine.capture.LogMessage.Truncate;
import io.dmskit.local.engine.capture.LogMessage.Update;
import io.dmskit.local.engine.row.RowContext;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Leads changes from relations of the log to target tables. A partition's changes go to the target of its partitioned table, and
 * to its own if it is selected too. For one thread.
 */
public final class ChangeRouter {
    private final SelectedTables tables;
    private final Applier applier;
    private final ApplySettings settings;
    private final TableAlteration alteration;
    private final Map<Integer, Relation> relations = new HashMap<>();
    private final Map<Integer, List<Route>> routes = new HashMap<>();
    private final Set<Integer> superseded = new HashSet<>();

    /**
     * Creates the router.
     *
     * @param tables where changes go
     * @param applier takes the changes
     * @param settings how changes are applied
     * @param alteration follows tables whose columns change
     */
    public ChangeRouter(SelectedTables tables, Applier applier, ApplySettings settings, TableAlteration alteration) {
        this.tables = tables;
        this.applier = applier;
        this.settings = settings;
        this.alteration = alteration;
    }

    /** Takes one message of a transaction. */
    public void accept(LogMessage message, RowContext.Transaction transaction) throws ReplicationException {
        if (message instanceof Insert insert) {
            route(insert.relation(), route -> route.insert(insert.row(), transaction.context("INSERT")));
        } else if (message instanceof Update update) {
            route(update.relation(), route -> route.update(update.old(), update.row(), transaction.context("UPDATE")));
        } else if (message instanceof Delete delete) {
            route(delete.relation(), route -> Optional.of(route.delete(delete.old(), transaction.context("DELETE"))));
        } else if (message instanceof Relation relation) {
            describe(relation);
        } else if (message instanceof Truncate truncate) {
            truncate(truncate);
        }
    }

    private interface Step {
        Optional<Change> apply(Route route) throws SQLException;
    }

    private void route(int relation, Step step) throws ReplicationException {
        for (Route route : routes.getOrDefault(relation, List.of())) {
            AppliedTable table = route.table();
            if (table.isPassedOver()) {
                continue;
            }
            try {
                Optional<Change> change = step.apply(route);
                if (change.isPresent()) {
                    applier.add(change.get());
                }
            } catch (SQLException | IllegalArgumentException e) {
                applier.suspend(table, e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
            }
        }
    }

    private void describe(Relation relation) throws ReplicationException {
        Optional<Relation> before = Optional.ofNullable(relations.put(relation.id(), relation))
                .filter(earlier -> !superseded.remove(relation.id()));
        List<Route> led = new ArrayList<>();
        for (AppliedTable target : tables.targetsOf(relation.name())) {
            if (settings.alter() && !target.isPassedOver()) {
                alteration.follow(relation, before, target, applier);
            }
            led.add(new Route(target, relation));
        }
        routes.put(relation.id(), led);
    }

    /** Leads the changes of a table anew that was loaded again, perhaps by another plan than the log described it last. */
    public void reroute(AppliedTable table) throws ReplicationException {
        for (Relation relation : relations.values()) {
            List<AppliedTable> targets = tables.targetsOf(relation.name());
            if (targets.contains(table)) {
                superseded.add(relation.id());
                routes.put(
                        relation.id(),
                        targets.stream()
                                .map(target -> new Route(target, relation))
                                .toList());
            }
        }
    }

    /** Truncating a partitioned table truncates all its partitions at once; a single one cannot be told apart on the target. */
    private void truncate(Truncate truncate) throws ReplicationException {
        if (!settings.truncate()) {
            return;
        }
        Set<TableName> emptied = new HashSet<>();
        truncate.relations().stream()
                .map(relations::get)
                .filter(Objects::nonNull)
                .forEach(relation -> emptied.add(relation.name()));
        Set<AppliedTable> done = new HashSet<>();
        for (int relation : truncate.relations()) {
            for (Route route : routes.getOrDefault(relation, List.of())) {
                if (!route.table().isPassedOver() && done.add(route.table())) {
                    truncate(route.table(), emptied);
                }
            }
        }
    }

    private void truncate(AppliedTable table, Set<TableName> emptied) throws ReplicationException {
        if (!emptied.containsAll(tables.leavesOf(table.plan().source().name()))) {
            applier.suspend(
                    table,
                    "only some partitions were truncated, and the target table " + table.target()
                            + " does not know which rows were theirs: reload the table");
        } else {
            applier.add(Change.truncate(table));
        }
    }
}
