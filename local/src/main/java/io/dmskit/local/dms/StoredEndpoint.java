package io.dmskit.local.dms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dmskit.local.store.Codec;
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
    static final Codec<StoredEndpoint> CODEC = Codec.of(StoredEndpoint::document, StoredEndpoint::read);

    private static final Codec<Endpoint> MODEL = ModelCodec.of(Endpoint::builder);

    StoredEndpoint(Endpoint full, @Nullable String password) {
        this(full, Optional.ofNullable(password));
    }

    String arn() {
        return full.endpointArn();
    }

    String identifier() {
        return full.endpointIdentifier();
    }

    StoredEndpoint withStatus(String status) {
        return new StoredEndpoint(full.toBuilder().status(status).build(), password);
    }

    /** Returns the endpoint as it may be shown. */
    Endpoint shown() {
        return Members.withoutPasswords(full);
    }

    private String document() {
        ObjectNode document = Documents.object();
        document.set("endpoint", Documents.parse(MODEL.write(full)));
        password.ifPresent(text -> document.put("password", text));
        return document.toString();
    }

    private static StoredEndpoint read(String text) {
        JsonNode document = Documents.parse(text);
        return new StoredEndpoint(
                MODEL.read(document.required("endpoint").toString()), Documents.text(document, "password"));
    }

    @Override
    public String toString() {
        return arn();
    }
}
