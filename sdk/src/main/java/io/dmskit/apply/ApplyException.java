package io.dmskit.apply;

import io.dmskit.document.Change;
import java.util.Set;
import java.util.stream.Collectors;

/** A migration cannot be brought into the service: a resource failed, or exists already with another content. */
public final class ApplyException extends RuntimeException {
    private final ApplyStep.Resource resource;
    private final String identifier;

    /**
     * Creates the exception.
     *
     * @param resource the kind of resource at fault
     * @param identifier its name
     * @param problem what is wrong with it, and what to do
     */
    public ApplyException(ApplyStep.Resource resource, String identifier, String problem) {
        super(resource.word() + " " + identifier + " " + problem);
        this.resource = resource;
        this.identifier = identifier;
    }

    /** A plan that cannot be carried out. */
    ApplyException(ApplyPlan plan) {
        super(
                plan.obstacles().size() == 1
                        ? plan.obstacles().get(0)
                        : "migration " + plan.migration() + " cannot be applied: "
                                + String.join("; ", plan.obstacles()));
        ApplyStep blamed = plan.steps().stream()
                .map(PlannedStep::step)
                .filter(step ->
                        plan.obstacles().get(0).startsWith(step.resource().word() + " " + step.identifier()))
                .findFirst()
                .orElseGet(() -> plan.steps().get(plan.steps().size() - 1).step());
        this.resource = blamed.resource();
        this.identifier = blamed.identifier();
    }

    /** A plan that would lose what nobody allowed to be lost. */
    ApplyException(ApplyPlan plan, Set<Loss> refused) {
        super("migration " + plan.migration() + " is not applied, since data would be lost: "
                + refused.stream().map(ApplyException::sentence).collect(Collectors.joining("; "))
                + "; because of " + causes(plan) + ". Allow it with ApplyOptions, or take the change back");
        ApplyStep blamed = plan.steps().stream()
                .filter(step -> step.losses().stream().anyMatch(refused::contains))
                .map(PlannedStep::step)
                .findFirst()
                .orElseThrow();
        this.resource = blamed.resource();
        this.identifier = blamed.identifier();
    }

    private static String sentence(Loss loss) {
        return loss + " (" + loss.text() + ")";
    }

    private static String causes(ApplyPlan plan) {
        String causes = plan.steps().stream()
                .filter(step -> step.step().resource() != ApplyStep.Resource.REPLICATION_INSTANCE)
                .flatMap(step -> step.changes().stream())
                .map(Change::subject)
                .distinct()
                .collect(Collectors.joining(", "));
        return causes.isEmpty() ? "an apply that was not finished" : causes;
    }

    /** Returns the kind of resource at fault. */
    public ApplyStep.Resource resource() {
        return resource;
    }

    /** Returns the name of the resource at fault. */
    public String identifier() {
        return identifier;
    }
}
