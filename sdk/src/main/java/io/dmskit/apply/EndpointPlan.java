package io.dmskit.apply;

import io.dmskit.apply.ApplyStep.Action;
import io.dmskit.document.Change;
import io.dmskit.endpoint.EndpointDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.databasemigration.model.Endpoint;
import software.amazon.awssdk.services.databasemigration.model.ReplicationEndpointTypeValue;

/**
 * What has to be done with an endpoint.
 *
 * @param name its name
 * @param side source or target
 * @param wished what it should be
 * @param found what is there, and is not about to go
 * @param reached whether what is there was reached when it was tested last
 */
record EndpointPlan(
        String name,
        ReplicationEndpointTypeValue side,
        EndpointDefinition wished,
        Optional<Endpoint> found,
        boolean reached) {
    private static final String ENGINE = "engine";
    private static final String DATABASE = "database";

    static EndpointPlan ofSource(String name, EndpointDefinition wished, Found found) {
        return of(name, ReplicationEndpointTypeValue.SOURCE, wished, found.source(), found);
    }

    static EndpointPlan ofTarget(String name, EndpointDefinition wished, Found found) {
        return of(name, ReplicationEndpointTypeValue.TARGET, wished, found.target(), found);
    }

    private static EndpointPlan of(
            String name,
            ReplicationEndpointTypeValue side,
            EndpointDefinition wished,
            Optional<Endpoint> there,
            Found found) {
        return new EndpointPlan(
                name,
                side,
                wished,
                there.filter(endpoint -> !"deleting".equals(endpoint.status())),
                there.filter(found::reached).isPresent());
    }

    PlannedStep step() {
        if (found.isEmpty()) {
            return step(Action.CREATE);
        }
        return modified() ? step(Action.MODIFY).with(changes()) : step(Action.REUSE);
    }

    /** What is not reached is tested; what was reached and has not changed is not tested again. */
    Optional<PlannedStep> test() {
        return found.isEmpty() || modified() || !reached ? Optional.of(step(Action.TEST_CONNECTION)) : Optional.empty();
    }

    boolean modified() {
        return found.isPresent() && !changes().isEmpty();
    }

    /** Returns what makes it an endpoint of another database: its engine, or the database's name. A secret is only how to get in. */
    Optional<Change> otherDatabase() {
        return changes().stream()
                .filter(change ->
                        change.subject().equals(ENGINE) || change.subject().equals(DATABASE))
                .findFirst()
                .map(change -> new Change(side + " " + change.subject(), change.before(), change.after()));
    }

    /** Returns that a task was made with another endpoint than the one of this name, if it was. */
    Optional<Change> otherArn(String role, String usedArn) {
        Optional<String> arn = found.map(Endpoint::endpointArn);
        return arn.equals(Optional.of(usedArn))
                ? Optional.empty()
                : Optional.of(
                        new Change(role + " endpoint", Optional.of(usedArn), Optional.of(arn.orElse("a new " + name))));
    }

    Optional<String> obstacle() {
        return found.map(endpoint -> endpoint.endpointTypeAsString().toLowerCase(Locale.ROOT))
                .filter(type -> !type.equals(side.toString()))
                .map(type -> "endpoint " + name + " is a " + type
                        + " endpoint: delete it, or give the migration another name");
    }

    private List<Change> changes() {
        if (found.isEmpty()) {
            return List.of();
        }
        List<Change> changes = new ArrayList<>();
        String engine = String.valueOf(found.get().engineName());
        if (!engine.equals(wished.engine().name())) {
            changes.add(new Change(
                    ENGINE, Optional.of(engine), Optional.of(wished.engine().name())));
        }
        changes.addAll(EndpointRequest.of(wished).changesFrom(found.get()));
        return changes;
    }

    private PlannedStep step(Action action) {
        return new PlannedStep(new ApplyStep(action, ApplyStep.Resource.ENDPOINT, name));
    }
}
