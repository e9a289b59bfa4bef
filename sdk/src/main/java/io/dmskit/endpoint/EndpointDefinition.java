package io.dmskit.endpoint;

import java.util.Optional;

/**
 * One side of a migration. Host, user and password live in the secret, never here.
 *
 * @param engine the engine
 * @param database database name
 * @param secret name or ARN of the Secrets Manager secret with host, port, username and password
 * @param secretAccessRole ARN of the role with which DMS reads the secret; needed on AWS
 */
public record EndpointDefinition(Engine engine, String database, String secret, Optional<String> secretAccessRole) {}
