package io.dmskit.cdk;

import io.dmskit.endpoint.EndpointDefinition;
import java.util.Optional;
import software.amazon.awscdk.services.iam.IRole;

/**
 * What {@link EndpointEngine#bind} gives.
 *
 * @param definition the definition with everything filled in
 * @param role the role that was made for it, with which DMS reads the secret or uses the service
 */
public record EndpointConfig(EndpointDefinition definition, Optional<IRole> role) {}
