package io.dmskit.apply;

import io.dmskit.apply.ApplyStep.Action;
import io.dmskit.apply.ApplyStep.Resource;
import io.dmskit.migration.Migration;
import io.dmskit.migration.ResourceNames;
import io.dmskit.task.Deadline;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.HttpStatusCode;
import software.amazon.awssdk.services.databasemigration.model.DatabaseMigrationException;
import software.amazon.awssdk.services.databasemigration.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.databasemigration.model.Tag;

/** One apply on its way: what it is about, what it has found and made, and how that is taken back. */
final class Course {
    private final Resources resources;
    private final Migration migration;
    private final Found found;
    private final Deadline deadline;
    private final Deadline undoDeadline;
    private final Undo undo;
    /** Tells what this apply created from what others did. */
    private final String id = UUID.randomUUID().toString();

    private final Map<ApplyStep.Resource, Map<String, String>> arns = new EnumMap<>(ApplyStep.Resource.class);

    Course(
            Resources resources,
            Migration migration,
            Found found,
            Deadline deadline,
            Deadline undoDeadline,
            Consumer<? super ApplyStep> listener) {
        this.resources = resources;
        this.migration = migration;
        this.found = found;
        this.deadline = deadline;
        this.undoDeadline = undoDeadline;
        this.undo = new Undo(listener);
        found.instance()
                .ifPresent(there -> is(
                        Resource.REPLICATION_INSTANCE,
                        there.replicationInstanceIdentifier(),
                        there.replicationInstanceArn()));
        Stream.of(found.source(), found.target())
                .flatMap(Optional::stream)
                .forEach(there -> is(Resource.ENDPOINT, there.endpointIdentifier(), there.endpointArn()));
    }

    Resources resources() {
        return resources;
    }

    Migration migration() {
        return migration;
    }

    ResourceNames names() {
        return ResourceNames.of(migration);
    }

    /** Returns what was there when it began. */
    Found found() {
        return found;
    }

    Deadline deadline() {
        return deadline;
    }

    Deadline undoDeadline() {
        return undoDeadline;
    }

    Undo undo() {
        return undo;
    }

    /** Notes the ARN of a resource that was found, created or awaited. */
    void is(Resource resource, String identifier, @Nullable String arn) {
        if (arn != null) {
            arns.computeIfAbsent(resource, kind -> new TreeMap<>()).put(identifier.toLowerCase(Locale.ROOT), arn);
        }
    }

    String instanceArn() {
        return arn(Resource.REPLICATION_INSTANCE, names().replicationInstance());
    }

    String endpointArn(String identifier) {
        return arn(Resource.ENDPOINT, identifier);
    }

    private String arn(Resource resource, String identifier) {
        return Optional.ofNullable(arns.getOrDefault(resource, Map.of()).get(identifier))
                .orElseThrow(() -> new AssertionError("no " + resource.word() + " " + identifier));
    }

    List<Tag> tags() {
        return Tags.of(migration.name(), id);
    }

    /**
     * Creates a resource. A refusal has created nothing; after a lost connection or an interrupt nobody knows, so that what may be
     * there is looked for when the rest is undone. Where the name is taken, an earlier attempt whose answer was lost may have taken it.
     */
    <T> T create(ApplyStep step, Supplier<T> creation, Supplier<Optional<T>> look, Function<T, String> arn) {
        undo.push(
                new ApplyStep(Action.DELETE, step.resource(), step.identifier()),
                () -> resources.delete(step.resource(), step.identifier(), undoDeadline));
        try {
            T made = creation.get();
            is(step.resource(), step.identifier(), arn.apply(made));
            return made;
        } catch (ResourceAlreadyExistsException e) {
            Optional<T> own = look.get().filter(there -> isOwn(arn.apply(there)));
            if (own.isEmpty()) {
                undo.pop();
            }
            T made = own.orElseThrow(() -> e);
            is(step.resource(), step.identifier(), arn.apply(made));
            return made;
        } catch (DatabaseMigrationException e) {
            if (e.statusCode() < HttpStatusCode.INTERNAL_SERVER_ERROR) {
                undo.pop();
            }
            throw e;
        }
    }

    private boolean isOwn(String arn) {
        return resources.tags().on(List.of(arn)).values().stream().anyMatch(tags -> id.equals(tags.get(Tags.APPLY)));
    }

    /** Notes how something that existed becomes again what it was. */
    void restorable(ApplyStep step, Runnable restoring) {
        undo.push(new ApplyStep(Action.RESTORE, step.resource(), step.identifier()), restoring);
    }
}
