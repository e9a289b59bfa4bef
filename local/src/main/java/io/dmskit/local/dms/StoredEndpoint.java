package io.dmskit.local.dms;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.databasemigration.model.Endpoint;

/**
 * An endpoint with what is never shown.
 *
 * @param full as given, passwords inside its settings included
 * @param password the password given beside the settings, if any
 */
record StoredEndpoint(Endpoint full, Optional<String> password) {
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

    @Override
    public String toString() {
        return arn();
    }
}
