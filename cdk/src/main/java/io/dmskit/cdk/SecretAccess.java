package io.dmskit.cdk;

import io.dmskit.endpoint.Access;
import io.dmskit.endpoint.EndpointDefinition;
import java.util.Optional;
import java.util.regex.Pattern;
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
    // The service ends a complete ARN with a hyphen and six characters.
    private static final Pattern COMPLETE = Pattern.compile("arn:.*-[A-Za-z0-9]{6}");

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
        if (!secret.startsWith("arn:")) {
            return Secret.fromSecretNameV2(scope, "Secret", secret);
        }
        return COMPLETE.matcher(secret).matches()
                ? Secret.fromSecretCompleteArn(scope, "Secret", secret)
                : Secret.fromSecretPartialArn(scope, "Secret", secret);
    }
}
