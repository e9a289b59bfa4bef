package io.dmskit.local.dms;

import io.dmskit.local.store.Codec;
import io.dmskit.local.store.Documents;
import io.dmskit.settings.MigrationType;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A task in the state file: its definition as it was given, its state, and what became of its runs. */
final class TaskCodec implements Codec<Task> {
    private static final Codec<Document> DOCUMENTS = Documents.of(Document.class);

    private record Document(String arn, Instant created, Definition definition, Task.Kept state, Job.History history) {}

    private record Definition(
            String identifier,
            String source,
            String target,
            String instance,
            String type,
            String mappings,
            String settings,
            @Nullable String cdcStart,
            @Nullable String cdcStop,
            @Nullable String data) {
        static Definition of(TaskDefinition definition) {
            return new Definition(
                    definition.identifier(),
                    definition.sourceArn(),
                    definition.targetArn(),
                    definition.instanceArn(),
                    definition.type().word(),
                    definition.mappingsJson(),
                    definition.settings().toJson(),
                    definition.cdc().start().orElse(null),
                    definition.cdc().stop().orElse(null),
                    definition.data());
        }

        TaskDefinition definition() {
            return new TaskDefinition(
                    identifier,
                    source,
                    target,
                    instance,
                    MigrationType.of(type).orElseThrow(),
                    mappings,
                    TaskDefinition.mappings(mappings),
                    TaskDefinition.settings(settings),
                    new CdcPositions(Optional.ofNullable(cdcStart), Optional.ofNullable(cdcStop)),
                    data);
        }
    }

    @Override
    public String write(Task task) {
        return DOCUMENTS.write(
                new Document(task.arn, task.created, Definition.of(task.definition()), task.kept(), task.history()));
    }

    @Override
    public Task read(String text) {
        Document document = DOCUMENTS.read(text);
        Task task = new Task(document.arn(), document.definition().definition(), document.created());
        task.takeOver(document.state(), document.history());
        return task;
    }
}
