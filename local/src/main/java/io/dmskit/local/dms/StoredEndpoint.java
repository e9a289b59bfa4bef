package io.dmskit.local.dms;

import io.dmskit.endpoint.Engine;
import io.dmskit.local.store.Codec;
import io.dmskit.local.store.Documents;
import io.dmskit.local.wire.ModelCodec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.databasemigration.model.Endpoint;

/**
 * An endpoint with what is never shown. In a state folder its document holds the passwords as clear text, since the databases want
 * them as such; the file is readable by this user alone.
 *
 * @param full as given, passwords inside its settings included
 * @param password the password given beside the settings, if any
 */
record StoredEndpoint(Endpoint full, Optional<String> password) {
    private static final Codec<Endpoint> MODEL = ModelCodec.of(Endpoint::builder);
    private static final Codec<Document> DOCUMENT = Documents.of(Document.class);

    static final Codec<StoredEndpoint> CODEC = Codec.of(
            stored -> DOCUMENT.write(new Document(MODEL.write(stored.full), stored.password.orElse(null))),
            text -> DOCUMENT.read(text).stored());

    /** What is in the state file; the endpoint as a document of its own. */
    private record Document(String endpoint, @Nullable String password) {
        StoredEndpoint stored() {
            return new StoredEndpoint(MODEL.read(endpoint), password);
        }

        @Override
        public String toString() {
            return "document of an endpoint";
        }
    }

    StoredEndpoint(Endpoint full, @Nullable String password) {
        this(full, Optional.ofNullable(password));
    }

    String arn() {
        return full.endpointArn();
    }

    String identifier() {
        return full.endpointIdentifier();
    }

    Engine engine() {
        return Engine.of(full.engineName());
    }

    StoredEndpoint withStatus(String status) {
        return new StoredEndpoint(full.toBuilder().status(status).build(), password);
    }

    /** Returns the endpoint as it may be shown. */
    Endpoint shown() {
        return Members.withoutPasswords(full);
    }

    @Override
    public String toString() {
        return arn();
    }
}
