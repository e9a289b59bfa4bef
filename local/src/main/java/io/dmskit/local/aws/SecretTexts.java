package io.dmskit.local.aws;

import io.dmskit.local.wire.Fault;

/** Where DMS finds the credentials of endpoints. */
@FunctionalInterface
public interface SecretTexts {
    /**
     * Returns the current text of a secret. It may have to be asked for over a network.
     *
     * @param nameOrArn as in an endpoint's {@code SecretsManagerSecretId}
     * @throws Fault if there is no such secret, it has no text, or it cannot be had
     */
    String text(String nameOrArn);
}
