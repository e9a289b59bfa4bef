package io.dmskit.apply;

import io.dmskit.endpoint.EndpointDefinition;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import software.amazon.awssdk.services.databasemigration.model.Endpoint;
import software.amazon.awssdk.services.databasemigration.model.ReplicationEndpointTypeValue;

/** The steps of a plan that concern endpoints. */
final class EndpointSteps {
    private final Course course;
    /** Names of endpoints that are marked as not tested. */
    private final Set<String> marked = new TreeSet<>();

    EndpointSteps(Course course) {
        this.course = course;
        Stream.of(course.found().source(), course.found().target())
                .flatMap(Optional::stream)
                .filter(there ->
                        course.found().tag(there.endpointArn(), Tags.UNTESTED).isPresent())
                .forEach(there -> marked.add(there.endpointIdentifier()));
    }

    void carryOut(PlannedStep planned) {
        ApplyStep step = planned.step();
        switch (step.action()) {
            case REUSE -> {}
            case CREATE -> create(step);
            case MODIFY -> modify(step);
            case TEST_CONNECTION ->
                course.resources().connections().test(course.instanceArn(), course.endpointArn(step.identifier()));
            default -> throw new AssertionError(step);
        }
    }

    /** Tests go on side by side; only now they are waited for. */
    void awaitTests(List<PlannedStep> tests) {
        for (PlannedStep test : tests) {
            String name = test.step().identifier();
            String arn = course.endpointArn(name);
            course.resources().connections().awaitSuccess(name, course.instanceArn(), arn, course.deadline());
            if (marked.remove(name)) {
                course.resources().tags().remove(arn, Tags.UNTESTED);
            }
        }
    }

    private void create(ApplyStep step) {
        Endpoints endpoints = course.resources().endpoints();
        if (found(step.identifier()).isPresent()) {
            endpoints.awaitGone(step.identifier(), course.deadline());
        }
        course.create(
                step,
                () -> endpoints.create(
                        step.identifier(), side(step.identifier()), wished(step.identifier()), course.tags()),
                () -> endpoints.find(step.identifier()),
                Endpoint::endpointArn);
    }

    /** Until it has been tested with what is new, it is marked: an apply that is cut off leaves that to the next one. */
    private void modify(ApplyStep step) {
        Endpoint before = found(step.identifier()).orElseThrow();
        EndpointDefinition wished = wished(step.identifier());
        course.resources().tags().put(before.endpointArn(), Tags.UNTESTED, "modified");
        marked.add(step.identifier());
        course.restorable(step, () -> course.resources().endpoints().restore(before, wished));
        course.resources().endpoints().modify(before.endpointArn(), wished);
    }

    private Optional<Endpoint> found(String name) {
        return isSource(name) ? course.found().source() : course.found().target();
    }

    private EndpointDefinition wished(String name) {
        return isSource(name) ? course.migration().source() : course.migration().target();
    }

    private ReplicationEndpointTypeValue side(String name) {
        return isSource(name) ? ReplicationEndpointTypeValue.SOURCE : ReplicationEndpointTypeValue.TARGET;
    }

    private boolean isSource(String name) {
        return name.equals(course.names().sourceEndpoint());
    }
}
