package io.dmskit.local.dms;

import io.dmskit.local.store.Codec;
import io.dmskit.local.store.Documents;
import io.dmskit.local.wire.ModelCodec;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.databasemigration.model.ReplicationConfig;

/** A serverless replication in the state file: its configuration as it was given, its state, and what became of its runs. */
final class ServerlessCodec implements Codec<ServerlessReplication> {
    private static final Codec<Document> DOCUMENTS = Documents.of(Document.class);
    private static final Codec<ReplicationConfig> CONFIGS = ModelCodec.of(ReplicationConfig::builder);

    private record Document(
            String arn,
            Instant created,
            String config,
            @Nullable String cdcStop,
            ServerlessReplication.Kept state,
            Job.History history) {
        ServerlessDefinition definition() {
            return ServerlessDefinition.of(
                    CONFIGS.read(config), new CdcPositions(Optional.empty(), Optional.ofNullable(cdcStop)));
        }
    }

    @Override
    public String write(ServerlessReplication replication) {
        ServerlessDefinition definition = replication.definition();
        return DOCUMENTS.write(new Document(
                replication.arn,
                replication.created,
                CONFIGS.write(definition.config()),
                definition.cdc().stop().orElse(null),
                replication.kept(),
                replication.history()));
    }

    @Override
    public ServerlessReplication read(String text) {
        Document document = DOCUMENTS.read(text);
        ServerlessReplication replication =
                new ServerlessReplication(document.arn(), document.definition(), document.created());
        replication.takeOver(document.state(), document.history());
        return replication;
    }
}
