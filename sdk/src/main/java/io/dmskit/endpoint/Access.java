package io.dmskit.endpoint;

import java.util.Optional;

/** How DMS gets at what stands behind an endpoint. */
public sealed interface Access {
    /**
     * A database, with the credentials of a secret.
     *
     * @param name name of the database
     * @param secret name or ARN of the Secrets Manager secret with host, port, username and password
     * @param secretAccessRole ARN of the role with which DMS reads the secret; needed on AWS
     */
    record Database(String name, String secret, Optional<String> secretAccessRole) implements Access {}

    /**
     * A service of AWS, with a role.
     *
     * @param arn ARN of the role with which DMS uses the service
     */
    record ServiceRole(String arn) implements Access {}

    /** Something whose address stands in the settings, such as Kafka's brokers. */
    record InSettings() implements Access {}
}
