package io.dmskit.monitoring.alert.file;

import io.dmskit.document.Node;
import java.nio.file.Path;

/** Where a secret is; never the secret itself. */
sealed interface SecretReference {
    /** Returns where the file says so. */
    Node node();

    /** An environment variable. */
    record Variable(Node node, String name) implements SecretReference {}

    /** A file that holds nothing else. */
    record InFile(Node node, Path file) implements SecretReference {}

    /**
     * A secret of Secrets Manager.
     *
     * @param id its name or ARN
     * @param key the key of its JSON; empty if all of it is meant
     */
    record Managed(Node node, String id, String key) implements SecretReference {}
}
