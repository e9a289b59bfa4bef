package io.dmskit.cdk;

import io.dmskit.endpoint.Access;
import io.dmskit.endpoint.EndpointDefinition;
import java.util.Optional;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.constructs.Construct;

/**
 * The role with which DMS reads a secret: that one, and nothing else.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/security_iam_secretsmanager.html">Secrets as endpoints' credentials</a>
 */
final class SecretAccess {
    private SecretAccess() {}

    static EndpointConfig grant(Construct scope, EndpointDefinition definition, ISecret secret) {
        Role role = Role.Builder.create(scope, "SecretAccess")
                .description("Lets AWS DMS read the secret of endpoint "
                        + scope.getNode().getPath())
                .assumedBy(DmsPrincipal.regional())
                .build();
        secret.grantRead(role);
        Access.Database database = (Access.Database) definition.access();
        EndpointDefinition filled = new EndpointDefinition(
                definition.engine(),
                new Access.Database(database.name(), database.secret(), Optional.of(role.getRoleArn())),
                definition.tls(),
                definition.settings(),
                definition.extraConnectionAttributes());
        return new EndpointConfig(filled, Optional.of(role));
    }

    /** Returns a secret that is there already, by its name or its ARN. */
    static ISecret named(Construct scope, String secret) {
        return secret.startsWith("arn:")
                ? Secret.fromSecretCompleteArn(scope, "Secret", secret)
                : Secret.fromSecretNameV2(scope, "Secret", secret);
    }
}
